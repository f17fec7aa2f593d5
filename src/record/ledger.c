// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "rules.h"
#include "seal/sha256.h"
#include "wire/codec.h"

enum {
    FIRST_ROOM = 64,
};

static const struct rule *const rules[ENTRY_TYPES] = {
    [ENTRY_DEFINITION] = &rules_of_definition,
    [ENTRY_STATEMENT] = &rules_of_statement,
    [ENTRY_ROLL] = &rules_of_roll,
    [ENTRY_OPEN] = &rules_of_open,
    [ENTRY_CLOSE] = &rules_of_close,
    [ENTRY_BALLOT] = &rules_of_ballot,
    [ENTRY_REPLACE] = &rules_of_replace,
    [ENTRY_DISQUALIFY] = &rules_of_disqualify,
    [ENTRY_MIX] = &rules_of_mix,
    [ENTRY_SHARES] = &rules_of_shares,
    [ENTRY_RESULT] = &rules_of_result,
    [ENTRY_NOTE] = &rules_of_note,
    [ENTRY_RECEIVED] = &rules_of_received,
    [ENTRY_ENTERED] = &rules_of_entered,
    [ENTRY_BOX] = &rules_of_box,
};

static const char *const names[LEDGER_REFUSALS] = {
    [0] = "none",
    [LEDGER_MALFORMED] = "malformed",
    [LEDGER_FIRST] = "first",
    [LEDGER_TIME] = "time",
    [LEDGER_DEFINITION] = "definition",
    [LEDGER_SIGNERS] = "signers",
    [LEDGER_SIGNATURE] = "signature",
    [LEDGER_BASE] = "base",
    [LEDGER_REPEATED] = "repeated",
    [LEDGER_EARLY] = "early",
    [LEDGER_ONCE] = "once",
    [LEDGER_NOT_OPEN] = "not-open",
    [LEDGER_CLOSED] = "closed",
    [LEDGER_FROZEN] = "frozen",
    [LEDGER_STATEMENT] = "statement",
    [LEDGER_CONSTITUENCY] = "constituency",
    [LEDGER_LISTS] = "lists",
    [LEDGER_OBJECT] = "object",
    [LEDGER_OBJECT_MISSING] = "object-missing",
    [LEDGER_KEY] = "key",
    [LEDGER_TAKEN] = "taken",
    [LEDGER_ELECTION] = "election",
    [LEDGER_NUMBER] = "number",
    [LEDGER_OWNER] = "owner",
    [LEDGER_CANCELLED] = "cancelled",
    [LEDGER_SPENT] = "spent",
    [LEDGER_UNSPENT] = "unspent",
    [LEDGER_STRUCK] = "struck",
    [LEDGER_WORDING] = "wording",
    [LEDGER_COPIED] = "copied",
    [LEDGER_CHANNEL] = "channel",
    [LEDGER_TARGET] = "target",
    [LEDGER_SEQUENCE] = "sequence",
    [LEDGER_COUNTS] = "counts",
    [LEDGER_FLOOR] = "floor",
    [LEDGER_ELECTED] = "elected",
    [LEDGER_SEED] = "seed",
    [LEDGER_EXTENSION] = "extension",
};

const char *ledger_refusal_name(int refusal)
{
    return refusal < 0 || refusal >= LEDGER_REFUSALS ? "none" : names[refusal];
}

int ledger_new(const struct tree *tree,
               const struct record_source *source,
               struct ledger **out)
{
    CLEANUP(ledger_freep) struct ledger *ledger = calloc(1, sizeof(*ledger));
    int r;

    if (ledger == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    ledger->tree = tree;
    ledger->source = source;
    r = electors_new(&ledger->electors);
    if (r != 0) {
        return r;
    }
    r = votes_new(&ledger->votes);
    if (r != 0) {
        return r;
    }
    *out = ledger_take(&ledger);
    return 0;
}

void ledger_free(struct ledger *ledger)
{
    if (ledger == NULL) {
        return;
    }
    document_free(ledger->definition);
    document_free(ledger->statement);
    document_free(ledger->roll);
    document_free(ledger->box);
    document_free(ledger->result);
    electors_free(ledger->electors);
    votes_free(ledger->votes);
    free(ledger->offers);
    free(ledger->strikes);
    free(ledger->seen);
    free(ledger);
}

static void incoming_deinit(struct incoming *in)
{
    document_free(in->document);
    electors_free(in->electors);
}

/* Where the digest stands among those seen, or would. */
static size_t seek(const struct ledger *ledger, const struct digest *digest)
{
    size_t low = 0;
    size_t high = ledger->seen_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (memcmp(ledger->seen[middle].bytes, digest->bytes, DIGEST_SIZE) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool has_seen(const struct ledger *ledger, const struct digest *digest)
{
    size_t at = seek(ledger, digest);

    return at < ledger->seen_count
           && memcmp(ledger->seen[at].bytes, digest->bytes, DIGEST_SIZE) == 0;
}

static int make_room(struct ledger *ledger)
{
    size_t room = ledger->seen_room == 0 ? FIRST_ROOM : 2 * ledger->seen_room;
    struct digest *seen;

    if (ledger->seen_count < ledger->seen_room) {
        return 0;
    }
    seen = reallocarray(ledger->seen, room, sizeof(*seen));
    if (seen == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    ledger->seen = seen;
    ledger->seen_room = room;
    return 0;
}

static void note_seen(struct ledger *ledger, const struct digest *digest)
{
    size_t at = seek(ledger, digest);

    memmove(&ledger->seen[at + 1],
            &ledger->seen[at],
            (ledger->seen_count - at) * sizeof(*ledger->seen));
    ledger->seen[at] = *digest;
    ledger->seen_count++;
}

static int parse_document(struct incoming *in)
{
    const uint8_t type = (uint8_t)in->entry.type;
    struct sha256 sha256;
    int r;

    r = codec_parse(in->entry.document, in->entry.type, NULL, &in->document);
    if (r != 0) {
        return r < 0 ? r : LEDGER_MALFORMED;
    }
    sha256_begin(&sha256);
    sha256_add(&sha256, SPAN(type));
    sha256_add(&sha256, in->entry.document);
    sha256_end(&sha256, &in->seen);
    return 0;
}

static int parse(const struct ledger *ledger, struct span bytes, struct incoming *in)
{
    int r;

    in->index = ledger->count;
    in->bytes = bytes;
    r = entry_parse(bytes, &in->entry);
    if (r != 0) {
        return r < 0 ? r : LEDGER_MALFORMED;
    }
    if ((in->entry.type == ENTRY_DEFINITION) != (ledger->count == 0)) {
        return LEDGER_FIRST;
    }
    if (in->entry.time < ledger->time) {
        return LEDGER_TIME;
    }
    if (!entry_is_ballot(in->entry.type)) {
        return parse_document(in);
    }
    r = ballot_parse(in->entry.ballot, &in->ballot);
    return r <= 0 ? r : LEDGER_MALFORMED;
}

/* The log its signer saw. */
static int check_base(const struct ledger *ledger, const struct incoming *in)
{
    const struct base *base = &in->document->base;
    struct digest root;

    if (base->size == 0 || base->size > in->index
        || tree_root(ledger->tree, base->size, &root) != 0
        || memcmp(root.bytes, base->root.bytes, DIGEST_SIZE) != 0) {
        return LEDGER_BASE;
    }
    return 0;
}

static int check_document(const struct ledger *ledger, const struct incoming *in)
{
    int r;

    r = rules_check_signers(ledger, in);
    if (r != 0 || in->entry.type == ENTRY_DEFINITION) {
        return r;
    }
    r = check_base(ledger, in);
    if (r != 0) {
        return r;
    }
    return has_seen(ledger, &in->seen) ? LEDGER_REPEATED : 0;
}

static int check(const struct ledger *ledger, struct span bytes, struct incoming *in)
{
    int r;

    r = parse(ledger, bytes, in);
    if (r != 0) {
        return r;
    }
    if (!entry_is_ballot(in->entry.type)) {
        r = check_document(ledger, in);
        if (r != 0) {
            return r;
        }
    }
    return rules[in->entry.type]->check(ledger, in);
}

int ledger_check(const struct ledger *ledger, struct span entry)
{
    CLEANUP(incoming_deinit) struct incoming in = {.index = 0};

    return check(ledger, entry, &in);
}

/* When all that will be declared is: by the result, by a statement that leaves nothing
 * to poll, or because every poll has been stopped. */
static void note_end(struct ledger *ledger, const struct entry *entry)
{
    struct facts facts;

    if (ledger->retention.declared_at != 0
        || (entry->type != ENTRY_STATEMENT && entry->type != ENTRY_RESULT
            && entry->type != ENTRY_NOTE)) {
        return;
    }
    ledger_facts(ledger, &facts);
    if (facts.has_result || facts.is_abandoned
        || (facts.has_statement && !facts.is_contested)) {
        ledger->retention.declared_at = entry->time;
    }
}

static void count(struct ledger *ledger, const struct entry *entry)
{
    ledger->count++;
    ledger->time = entry->time;
    if (ledger->first[entry->type] == RULES_NONE) {
        ledger->first[entry->type] = ledger->count;
    }
    note_end(ledger, entry);
}

int ledger_apply(struct ledger *ledger, struct span entry)
{
    CLEANUP(incoming_deinit) struct incoming in = {.index = 0};
    int r;

    r = check(ledger, entry, &in);
    if (r != 0) {
        return r;
    }
    r = make_room(ledger);
    if (r != 0) {
        return r;
    }
    r = rules[in.entry.type]->apply(ledger, &in);
    if (r != 0) {
        return FOLD(r);
    }
    if (!entry_is_ballot(in.entry.type)) {
        note_seen(ledger, &in.seen);
    }
    count(ledger, &in.entry);
    return 0;
}

int ledger_set_aside(struct ledger *ledger, struct span entry)
{
    struct vote vote = {.entry = ledger->count, .state = VOTE_BROKEN};
    struct ballot ballot;
    struct entry parsed;
    int r;

    r = entry_parse(entry, &parsed);
    if (r != 0) {
        return r < 0 ? r : LEDGER_MALFORMED;
    }
    if (!entry_is_ballot(parsed.type) || ledger->count == 0
        || parsed.time < ledger->time) {
        return LEDGER_MALFORMED;
    }
    vote.kind = parsed.type == ENTRY_BALLOT ? VOTE_BALLOT : VOTE_ENTERED;
    if (ballot_parse(parsed.ballot, &ballot) == 0) {
        vote.alpha = ballot.vote.alpha;
        vote.cid = ballot.cid;
        vote.number = ballot.number;
    }
    r = votes_add(ledger->votes, &vote);
    if (r != 0) {
        return r;
    }
    ledger->broken++;
    count(ledger, &parsed);
    return 0;
}

int ledger_annul(struct ledger *ledger, uint64_t entry)
{
    struct vote *vote = votes_get(ledger->votes, entry);
    struct elector *elector;

    if (rules_has(ledger, ENTRY_BOX)) {
        return LEDGER_FROZEN;
    }
    if (vote == NULL || vote->state != VOTE_STANDING) {
        return LEDGER_TARGET;
    }
    rules_strike(ledger, vote, VOTE_BROKEN);
    ledger->broken++;
    elector = electors_get(ledger->electors, vote->cid, vote->number);
    if (elector != NULL) {
        /* It never spent its number, nor came at all. */
        rules_seat(ledger, vote->cid)->arrived[CHANNEL_ONLINE]--;
        elector->flags &= (uint8_t) ~(ELECTOR_STRUCK | ELECTOR_BALLOTED);
    }
    return 0;
}
