// SPDX-License-Identifier: AGPL-3.0-or-later
#include "posting.h"

#include <string.h>

#include "base/fault.h"
#include "desk/submit.h"
#include "record/ledger_view.h"
#include "record/object.h"
#include "seal/ballot.h"
#include "wire/codec.h"

#include "hands.h"
#include "prepare.h"
#include "state.h"
#include "submit_state.h"

int posting_answer(int rule, struct submitted *out)
{
    switch (rule) {
    case LEDGER_MALFORMED:
        return SUBMIT_MALFORMED;
    case LEDGER_SIGNERS:
        return SUBMIT_SIGNER;
    case LEDGER_SIGNATURE:
        return SUBMIT_SIGNATURE;
    case LEDGER_ONCE:
    case LEDGER_REPEATED:
    case LEDGER_COPIED: /* the very bytes of a paper, sent again */
        return SUBMIT_EXISTS;
    default:
        out->rule = rule;
        return SUBMIT_RULES;
    }
}

/* The rules, as if it were the next entry. */
static int check_rules(struct desk *desk, const struct posting *posting)
{
    const struct ledger *ledger = journal_rules(desk->journal);
    int64_t now = desk_now(desk);
    int64_t last = ledger_time(ledger);
    int64_t time = now - now % 60;
    struct buf bytes;
    int r;

    buf_init(&bytes, ENTRY_SIZE_MAX);
    buf_put_u8(&bytes, posting->bytes.data[0]);
    buf_put_u64(&bytes, (uint64_t)(time > last ? time : last));
    buf_put(&bytes, posting->bytes.data + 1, posting->bytes.size - 1);
    r = buf_status(&bytes);
    if (r == 0) {
        r = ledger_check(ledger, buf_span(&bytes));
    } else if (r == BUF_FULL) {
        r = LEDGER_MALFORMED;
    }
    buf_deinit(&bytes);
    journal_release(desk->journal);
    return r;
}

/* What a definition must name to be this daemon's (house.md §5). */
static int check_definition(struct desk *desk, const struct definition *definition)
{
    if (desk_definition(desk)) {
        return SUBMIT_EXISTS;
    }
    if (memcmp(&definition->officers[0].key, &desk->officer, sizeof(desk->officer))
        != 0) {
        return SUBMIT_PINNED;
    }
    if (memcmp(&definition->log, sign_secret_key(desk->secret), sizeof(definition->log))
            != 0
        || memcmp(&definition->page, &desk->page, sizeof(desk->page)) != 0
        || (desk->is_practice_only && !definition->practice)) {
        return SUBMIT_DEFINITION;
    }
    return 0;
}

/* A keyed paper's cryptography, as a ballot's. */
static int check_paper(struct desk *desk, struct span bytes)
{
    const struct definition *definition = desk_definition(desk);
    struct ballot ballot;

    if (!definition || ballot_parse(bytes, &ballot) != 0) {
        return SUBMIT_MALFORMED;
    }
    switch (ballot_check(&ballot, &definition->election_key)) {
    case 0:
        return 0;
    case BALLOT_SIGNATURE:
        return SUBMIT_SIGNATURE;
    default:
        return SUBMIT_MALFORMED;
    }
}

/* A document the daemon prepares must be what it would write now. */
static int check_prepared(struct desk *desk, const struct posting *posting)
{
    const struct base *base = &posting->document->base;
    struct buf text;
    int r;

    buf_init(&text, CODEC_SIZE_MAX);
    r = posting->entry.type == ENTRY_STATEMENT ? prepare_statement(desk, base, &text)
                                               : prepare_box(desk, base, &text);
    if (r > 0 || (r == 0 && !span_is_equal(buf_span(&text), posting->entry.document))) {
        r = SUBMIT_NOT_PREPARED;
    }
    buf_deinit(&text);
    return r;
}

/* The first object that is not here becomes expected. */
static int
check_objects(struct desk *desk, const struct posting *posting, struct submitted *out)
{
    struct object_ref objects[OBJECT_NAMES_MAX];
    char folder[FILE_PATH_SIZE];
    size_t count = object_named(posting->document, objects);
    bool is_missing = false;
    size_t i;
    int r = FOLD(file_join(desk->dir, "objects", folder));

    for (i = 0; r == 0 && i < count; i++) {
        uint64_t size = 0;

        r = object_size(folder, &objects[i].digest, &size);
        if (r == OBJECT_ABSENT) {
            submit_state_expect(desk->submit, &objects[i]);
            out->object = is_missing ? out->object : objects[i];
            is_missing = true;
            r = 0;
        } else if (r == 0 && size != objects[i].size) {
            out->rule = LEDGER_OBJECT;
            return SUBMIT_RULES;
        }
    }
    if (r != 0) {
        return FOLD(r);
    }
    return is_missing ? SUBMIT_OBJECT_MISSING : 0;
}

/* What two hands sign, and by which grant (protocol.md §7, †). */
static const unsigned grants[ENTRY_TYPES] = {
    [ENTRY_DISQUALIFY] = GRANT_DISQUALIFY,
    [ENTRY_RESULT] = GRANT_RESULT,
    [ENTRY_BOX] = GRANT_BOX,
    [ENTRY_NOTE] = GRANT_NOTE,
};

static unsigned grant_of(const struct document *document)
{
    if (document->type == ENTRY_NOTE && document->of.note.kind != NOTE_ABANDON
        && document->of.note.kind != NOTE_OPEN_ONE) {
        return 0;
    }
    return grants[document->type];
}

static int write_bytes(struct posting *posting)
{
    buf_reset(&posting->bytes);
    return FOLD(submission_write(&posting->entry, &posting->bytes));
}

static int join(struct desk *desk, struct posting *posting, bool *joined)
{
    int r = hands_join(desk, &posting->entry, joined);

    return r == HANDS_FULL ? SUBMIT_BUSY : FOLD(r);
}

/* One signature where two hands are needed: joined with the other's, or kept once what
 * it names is here, since the second officer may not have it. */
static int join_hands(struct desk *desk, struct posting *posting, struct submitted *out)
{
    const struct definition *definition = desk_definition(desk);
    struct eid eid = desk_eid(desk);
    unsigned grant = posting->document ? grant_of(posting->document) : 0;
    bool joined = false;
    int r;

    if (!definition || definition->hands < 2 || grant == 0
        || posting->entry.signer_count != 1) {
        return 0;
    }
    if (entry_verify(&posting->entry, &eid) != 0) {
        return SUBMIT_SIGNATURE;
    }
    if (!desk_officer(desk, &posting->entry.signers[0].key, grant)) {
        return SUBMIT_SIGNER;
    }
    r = check_objects(desk, posting, out);
    if (r == 0) {
        r = join(desk, posting, &joined);
    }
    if (r != 0) {
        return r;
    }
    return joined ? write_bytes(posting) : SUBMIT_OTHER_HAND;
}

/* The issuer's own roll comes first, with its objects; the officer's signature makes it
 * whole. Drawn anew, it takes the place of the one before. */
static int
join_issuer(struct desk *desk, struct posting *posting, struct submitted *out)
{
    const struct sign_key *issuer = &desk_definition(desk)->issuer;
    struct eid eid = desk_eid(desk);
    bool joined = false;
    int r;

    if (entry_verify(&posting->entry, &eid) != 0) {
        return SUBMIT_SIGNATURE;
    }
    if (desk_facts(desk).has_roll) {
        return SUBMIT_EXISTS;
    }
    if (!phase_may(desk_phase(desk), ACT_SIGN_ROLL)) {
        out->rule = LEDGER_EARLY;
        return SUBMIT_RULES;
    }
    if (memcmp(&posting->entry.signers[0].key, issuer, sizeof(*issuer)) == 0) {
        r = check_objects(desk, posting, out);
        if (r != 0) {
            return r;
        }
        r = hands_supersede(desk, ENTRY_ROLL, posting->entry.document);
        if (r != 0) {
            return r;
        }
    } else if (!hands_have(desk->hands, posting->entry.document)) {
        return SUBMIT_NOT_PREPARED;
    }
    r = join(desk, posting, &joined);
    if (r != 0) {
        return r;
    }
    return joined ? write_bytes(posting) : SUBMIT_OTHER_HAND;
}

static bool is_issued_elsewhere(struct desk *desk, const struct posting *posting)
{
    return posting->entry.type == ENTRY_ROLL && desk_definition(desk)
           && desk_definition(desk)->has_issuer && posting->entry.signer_count == 1;
}

int posting_read(struct span bytes, struct posting *out)
{
    enum entry_type type;
    int r = submission_parse(bytes, &out->entry);

    if (r != 0) {
        return r < 0 ? r : SUBMIT_MALFORMED;
    }
    type = out->entry.type;
    if (type == ENTRY_BALLOT || type == ENTRY_OPEN || type == ENTRY_CLOSE) {
        return SUBMIT_TYPE;
    }
    if (type != ENTRY_ENTERED) {
        r = codec_parse(out->entry.document, type, NULL, &out->document);
    }
    if (r != 0) {
        return r < 0 ? r : SUBMIT_MALFORMED;
    }
    buf_put_span(&out->bytes, bytes);
    return FOLD(buf_status(&out->bytes));
}

/* Everything but the rules of the record. */
static int check_kind(struct desk *desk, struct posting *posting)
{
    enum entry_type type = posting->entry.type;

    if (type == ENTRY_DEFINITION) {
        return check_definition(desk, posting->document->of.definition);
    }
    if (type == ENTRY_STATEMENT || type == ENTRY_BOX) {
        return check_prepared(desk, posting);
    }
    return type == ENTRY_ENTERED ? check_paper(desk, posting->entry.ballot) : 0;
}

int posting_check(struct desk *desk, struct posting *posting, struct submitted *out)
{
    int rule;
    int r = check_kind(desk, posting);

    if (r == 0) {
        r = is_issued_elsewhere(desk, posting) ? join_issuer(desk, posting, out)
                                               : join_hands(desk, posting, out);
    }
    if (r != 0) {
        return r;
    }
    rule = check_rules(desk, posting);
    if (rule != 0 && rule != LEDGER_OBJECT_MISSING) {
        return rule < 0 ? rule : posting_answer(rule, out);
    }
    return posting->document ? check_objects(desk, posting, out) : 0;
}
