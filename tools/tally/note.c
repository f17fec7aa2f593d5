// SPDX-License-Identifier: AGPL-3.0-or-later
/* note: what the timetable did not foresee, signed by officers, into the record. */
#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "base/hex.h"
#include "seal/hash.h"
#include "wire/mandate.h"

#include "cards.h"
#include "commands.h"
#include "propose.h"

struct wish {
    struct propose_wish propose;
    const char *kind;
    uint32_t constituency;
    uint32_t candidate;
    const char *reason;
    const char *page;
    const char *revoke;
    const char *order;
};

/* What each kind of note says beside its kind. */
enum part {
    PART_CONSTITUENCY = 1 << 0,
    PART_CANDIDATE = 1 << 1,
    PART_REASON = 1 << 2,
    PART_PAGE = 1 << 3,
    PART_REVOKE = 1 << 4,
    PART_ORDER = 1 << 5,
    PARTS = 6,
};

static const char *const part_names[PARTS] = {
    "constituency", "candidate", "reason", "page", "revoke", "order"};

static const struct {
    unsigned needs;
    unsigned may;
} kinds[NOTE_END] = {
    [NOTE_DEATH] = {.needs = PART_CONSTITUENCY | PART_CANDIDATE},
    [NOTE_ABANDON] = {.needs = PART_REASON, .may = PART_CONSTITUENCY},
    [NOTE_PAGE] = {.needs = PART_PAGE},
    [NOTE_REVOKE] = {.needs = PART_REVOKE},
    [NOTE_OPEN_ONE] = {.needs = PART_ORDER},
    [NOTE_RETENTION] = {.needs = PART_REASON},
    [NOTE_OTHER] = {.needs = PART_REASON, .may = PART_CONSTITUENCY},
};

static unsigned parts_given(const struct wish *wish)
{
    const bool given[PARTS] = {
        wish->constituency != 0,
        wish->candidate != 0,
        wish->reason != NULL,
        wish->page != NULL,
        wish->revoke != NULL,
        wish->order != NULL,
    };
    unsigned parts = 0;
    unsigned part;

    for (part = 0; part < PARTS; part++) {
        parts |= given[part] ? 1U << part : 0;
    }
    return parts;
}

static int check_parts(const struct wish *wish, enum note_kind kind)
{
    unsigned given = parts_given(wish);
    unsigned missing = kinds[kind].needs & ~given;
    unsigned odd = given & ~(kinds[kind].needs | kinds[kind].may);
    unsigned part;

    for (part = 0; part < PARTS; part++) {
        if (((missing | odd) & 1U << part) != 0) {
            return command_fail(COMMAND_USAGE,
                                "a note of kind %s %s --%s",
                                wish->kind,
                                (missing & 1U << part) != 0 ? "needs" : "has no",
                                part_names[part]);
        }
    }
    return 0;
}

static int find_kind(const char *name, enum note_kind *out)
{
    enum note_kind kind;

    for (kind = NOTE_EXTEND; kind < NOTE_END; kind++) {
        if ((kinds[kind].needs | kinds[kind].may) != 0
            && strcmp(name, note_kind_name(kind)) == 0) {
            *out = kind;
            return 0;
        }
    }
    return command_fail(COMMAND_USAGE, "--kind %s: there is none", name);
}

static int read_hash(const char *name, const char *text, struct digest *out)
{
    return hex_decode(span_of_text(text), out->bytes, DIGEST_SIZE) == 0
               ? 0
               : command_fail(COMMAND_USAGE, "--%s: not 64 symbols of 0-9, a-f", name);
}

/* What is noted of an order: which ballot it names, and its hash. */
static int read_order(const char *path, struct note *out)
{
    CLEANUP(buf_deinit) struct buf order;
    struct node_complaint why;
    struct mandate mandate;
    int r;

    buf_init(&order, MANDATE_SIZE_MAX);
    r = command_load(path, &order);
    if (r == 0) {
        r = mandate_parse(buf_span(&order), &why, &mandate);
        r = r > 0 ? command_fail(COMMAND_REFUSED, "%s: %s", path, why.text) : r;
    }
    if (r == 0) {
        out->cid = mandate.cid;
        out->entry = mandate.entry;
        hash_sha256(buf_span(&order), &out->authority);
    }
    return r;
}

static int fill(const struct wish *wish, struct note *note)
{
    struct person person;
    int r = 0;

    note->cid = (uint16_t)wish->constituency;
    note->candidate = wish->candidate;
    if (wish->reason != NULL) {
        r = snprintf(note->code, sizeof(note->code), "%s", wish->reason)
                    < (int)sizeof(note->code)
                ? 0
                : command_fail(COMMAND_USAGE, "--reason: too long");
    }
    if (r == 0 && wish->page != NULL) {
        r = read_hash("page", wish->page, &note->page);
    }
    if (r == 0 && wish->revoke != NULL) {
        r = cards_load(wish->revoke, &person);
        note->key = r == 0 ? person.key : note->key;
    }
    if (r == 0 && wish->order != NULL) {
        r = read_order(wish->order, note);
    }
    return r;
}

/* Numbers are easily mistaken: the name is shown too. */
static int say_who(const struct propose *propose, const struct note *note)
{
    const struct statement *statement = ledger_statement(copy_ledger(propose->copy));

    if (note->kind != NOTE_DEATH) {
        return 0;
    }
    if (statement == NULL || note->cid > statement->count
        || note->candidate > statement->lists[note->cid - 1].count) {
        return command_fail(COMMAND_REFUSED,
                            "the statement has no such candidate: before it is signed, "
                            "a death is decided in the console");
    }
    command_say("candidate %u is %s",
                note->candidate,
                statement->lists[note->cid - 1].candidates[note->candidate - 1].name);
    return 0;
}

static int make(const struct wish *wish, enum note_kind kind)
{
    CLEANUP(propose_deinit) struct propose propose = {.remote = NULL};
    struct document document = {.type = ENTRY_NOTE, .of.note.kind = kind};
    int r;

    r = fill(wish, &document.of.note);
    if (r == 0) {
        r = propose_open(&wish->propose, &propose);
    }
    if (r == 0) {
        r = propose_require(&propose, GRANT_NOTE);
    }
    if (r == 0) {
        r = say_who(&propose, &document.of.note);
    }
    return r == 0 ? propose_send(&propose, &document) : r;
}

static int run(int argc, char **argv)
{
    struct wish wish = {.kind = ""};
    const struct option_value options[] = {
        REQUIRED_TEXT("kind", &wish.kind),
        NUMBER("constituency", &wish.constituency),
        NUMBER("candidate", &wish.candidate),
        TEXT("reason", &wish.reason),
        TEXT("page", &wish.page),
        TEXT("revoke", &wish.revoke),
        TEXT("order", &wish.order),
        PROPOSE_OPTIONS(&wish.propose),
    };
    const char *word = NULL;
    enum note_kind kind = NOTE_OTHER;
    int r;

    r = command_read_one(OPTIONS(options), argc, argv, &word);
    if (r == 0) {
        r = find_kind(wish.kind, &kind);
    }
    if (r == 0) {
        r = check_parts(&wish, kind);
    }
    if (r == 0 && wish.constituency > CONSTITUENCIES_MAX) {
        r = command_fail(COMMAND_USAGE, "--constituency: there is none");
    }
    wish.propose.url = word;
    return r == 0 ? make(&wish, kind) : r;
}

const struct command tally_note = {
    .name = "note",
    .arguments = "URL --kind death|abandon|page|revoke|open-one|retention|other "
                 "[--constituency N] [--candidate N] [--reason CODE] [--page HEX] "
                 "[--revoke FILE.pub] [--order FILE] " PROPOSE_USAGE,
    .summary = "show, sign and send a note of the officers: what no timetable foresees",
    .run = run,
};
