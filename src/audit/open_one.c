// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit/open_one.h"

#include <stdlib.h>
#include <string.h>

#include "audit.h"
#include "base/fault.h"
#include "seal/ballot.h"
#include "seal/custody.h"
#include "seal/hash.h"
#include "seal/sealbox.h"
#include "wire/codec.h"

/* The whole record is good and has its result. */
static bool is_declared(const struct audit *audit)
{
    const struct findings *findings = &audit->findings;

    return finding_failed(findings) == 0 && finding_waiting(findings) == 0
           && audit->stage == STAGE_RESULT && ledger_result(audit->ledger) != NULL;
}

/* Whether the entry is the note of this order; its leaf hash then is in `leaf`. */
static int read_note(struct audit *audit,
                     uint64_t index,
                     const struct digest *authority,
                     struct note *out,
                     struct digest *leaf)
{
    CLEANUP(document_freep) struct document *document = NULL;
    struct entry entry;
    struct span bytes;
    int r;

    r = audit_entry(audit, index, &bytes);
    if (r == 0) {
        r = entry_parse(bytes, &entry);
    }
    if (r == 0) {
        r = codec_parse(entry.document, ENTRY_NOTE, NULL, &document);
    }
    if (r != 0) {
        return FOLD(r);
    }
    if (document->of.note.kind != NOTE_OPEN_ONE
        || memcmp(document->of.note.authority.bytes, authority->bytes, DIGEST_SIZE)
               != 0) {
        return OPEN_ONE_ORDER;
    }
    *out = document->of.note;
    entry_leaf(bytes, leaf);
    return 0;
}

static int
find_note(struct audit *audit, struct span text, struct note *out, struct digest *leaf)
{
    struct digest authority;
    uint64_t index;
    int r = OPEN_ONE_ORDER;

    hash_sha256(text, &authority);
    for (index = 0; index < audit->entry_count && r == OPEN_ONE_ORDER; index++) {
        if (audit->types[index] == ENTRY_NOTE) {
            r = read_note(audit, index, &authority, out, leaf);
        }
    }
    return r;
}

/* Whether the entry is among what was counted of the constituency. */
static int stands(const struct audit *audit, uint16_t cid, uint64_t entry)
{
    uint64_t count = ledger_input_count(audit->ledger, cid);
    uint64_t *inputs = calloc(count + 1, sizeof(*inputs));
    bool found = false;
    uint64_t i;

    if (inputs == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    ledger_inputs(audit->ledger, cid, inputs);
    for (i = 0; i < count; i++) {
        found = found || inputs[i] == entry;
    }
    free(inputs);
    return found ? 0 : OPEN_ONE_TARGET;
}

static int read_ballot(struct audit *audit, struct open_one *out)
{
    struct ballot ballot;
    struct entry entry;
    struct span bytes;
    int r;

    r = audit_entry(audit, out->mandate.entry, &bytes);
    if (r == 0) {
        r = entry_parse(bytes, &entry);
    }
    if (r != 0) {
        return FOLD(r);
    }
    if (entry.type != ENTRY_BALLOT) {
        return OPEN_ONE_TARGET;
    }
    r = ballot_parse(entry.ballot, &ballot);
    if (r != 0) {
        return FOLD(r);
    }
    out->number = ballot.number;
    out->time = entry.time;
    out->vote = ballot.vote;
    return 0;
}

int open_one_find(struct audit *audit, struct span text, struct open_one *out)
{
    struct open_one found;
    struct note note = {.cid = 0};
    int r;

    if (!is_declared(audit)) {
        return OPEN_ONE_STAGE;
    }
    memset(&found, 0, sizeof(found));
    r = mandate_parse(text, NULL, &found.mandate);
    if (r != 0) {
        return r < 0 ? r : OPEN_ONE_ORDER;
    }
    r = find_note(audit, text, &note, &found.order);
    if (r != 0) {
        return r;
    }
    if (memcmp(found.mandate.eid.bytes, audit->eid.bytes, EID_SIZE) != 0
        || found.mandate.cid != note.cid || found.mandate.entry != note.entry) {
        return OPEN_ONE_TARGET;
    }
    r = stands(audit, note.cid, note.entry);
    if (r == 0) {
        r = read_ballot(audit, &found);
    }
    if (r != 0) {
        return r;
    }
    found.constituency =
        definition_constituency(ledger_definition(audit->ledger), note.cid);
    found.nominees = &ledger_statement(audit->ledger)->lists[note.cid - 1];
    *out = found;
    return 0;
}

/* What is proved: one multiplication, of this ballot, for this order. */
static struct share_task task_of(const struct audit *audit,
                                 const struct open_one *found,
                                 struct span *vote,
                                 unsigned j)
{
    struct share_task task = {
        .use = SHARE_OPEN_ONE,
        .eid = found->mandate.eid,
        .cid = found->mandate.cid,
        .box = found->order,
        .j = (uint8_t)j,
        .count = 1,
        .output = pieces_of(vote),
    };

    ceremony_share_key(audit->ceremony, j, &task.key);
    return task;
}

int open_one_answer(const struct audit *audit,
                    const struct open_one *found,
                    const struct keyfile *trustee,
                    struct buf *out)
{
    CLEANUP(buf_deinit) struct buf answer;
    struct span vote = SPAN(found->vote);
    unsigned j = audit_trustee(audit, &keyfile_person(trustee)->sign);
    struct share_task task;
    int r;

    buf_init(&answer, share_size(1));
    if (j == 0) {
        return OPEN_ONE_ROLE;
    }
    task = task_of(audit, found, &vote, j);
    r = custody_open_one(trustee, audit->ceremony, &task, &answer);
    if (r > 0) {
        return r == CUSTODY_ROLE || r == CUSTODY_STRANGER ? OPEN_ONE_ROLE
                                                          : OPEN_ONE_KEYFILE;
    }
    if (r == 0) {
        r = sealbox_seal(&found->mandate.seal, buf_span(&answer), out);
    }
    return r > 0 ? OPEN_ONE_ORDER : r;
}

/* Answers that were opened and proved, one a trustee. */
struct opened_answers {
    size_t count;
    struct buf bytes[TRUSTEES_MAX];
    struct span spans[TRUSTEES_MAX];
    struct share_set sets[TRUSTEES_MAX];
};

static void opened_answers_deinit(struct opened_answers *opened)
{
    size_t i;

    for (i = 0; i < TRUSTEES_MAX; i++) {
        buf_deinit(&opened->bytes[i]);
    }
}

/* The trustee who says to have made it; whether they did, the proof shows. */
static unsigned answerer(const struct audit *audit, struct span answer)
{
    unsigned j = answer.size == share_size(1) ? answer.data[SHARE_J_AT] : 0;

    return j <= ledger_definition(audit->ledger)->trustee_count ? j : 0;
}

static int check_answer(const struct audit *audit,
                        const struct open_one *found,
                        struct span answer,
                        unsigned *j)
{
    struct span vote = SPAN(found->vote);
    const struct pieces pieces = pieces_of(&answer);
    struct share_task task;
    int r;

    *j = answerer(audit, answer);
    if (*j == 0) {
        return OPEN_ONE_ANSWER;
    }
    task = task_of(audit, found, &vote, *j);
    r = share_verify(&task, &pieces, NULL);
    return r <= 0 ? r : OPEN_ONE_ANSWER;
}

static bool has_answered(const struct opened_answers *opened, unsigned j)
{
    size_t i;

    for (i = 0; i < opened->count; i++) {
        if (opened->sets[i].j == j) {
            return true;
        }
    }
    return false;
}

static int take_answer(const struct audit *audit,
                       const struct open_one *found,
                       const struct keyfile *authority,
                       struct span sealed,
                       struct opened_answers *opened)
{
    CLEANUP(buf_deinit) struct buf answer;
    size_t at = opened->count;
    unsigned j = 0;
    int r;

    buf_init(&answer, share_size(1));
    r = sealed.size == share_size(1) + SEALBOX_EXTRA
            ? keyfile_unseal(authority, sealed, &answer)
            : OPEN_ONE_SEALED;
    if (r > 0) {
        return OPEN_ONE_SEALED;
    }
    if (r == 0) {
        r = check_answer(audit, found, buf_span(&answer), &j);
    }
    if (r != 0 || has_answered(opened, j)) {
        return r;
    }
    buf_put_span(&opened->bytes[at], buf_span(&answer));
    opened->spans[at] = buf_span(&opened->bytes[at]);
    opened->sets[at] = (struct share_set){(uint8_t)j, pieces_of(&opened->spans[at])};
    opened->count++;
    return FOLD(buf_status(&opened->bytes[at]));
}

static int decode(const struct audit *audit,
                  const struct open_one *found,
                  const struct opened_answers *opened,
                  struct choice *out)
{
    const unsigned candidates = (unsigned)found->nominees->count;
    const struct choice_rules rules = {
        .method = found->constituency->method,
        .candidates = candidates,
        .marks = constituency_marks_max(found->constituency, candidates),
    };
    struct span vote = SPAN(found->vote);
    const struct share_sets sets = {.count =
                                        ledger_definition(audit->ledger)->threshold,
                                    .sets = opened->sets,
                                    .ballots = 1,
                                    .output = pieces_of(&vote)};
    struct point block;
    int r;

    r = FOLD(share_combine(&sets, NULL, &block));
    if (r == 0) {
        r = choice_decode(&block, &rules, out);
    }
    return r <= 0 ? r : OPEN_ONE_UNREADABLE;
}

int open_one_join(const struct audit *audit,
                  const struct open_one *found,
                  const struct keyfile *authority,
                  struct open_one_answers *answers,
                  struct choice *out)
{
    CLEANUP(opened_answers_deinit) struct opened_answers opened = {.count = 0};
    size_t i;
    int r = 0;

    for (i = 0; i < TRUSTEES_MAX; i++) {
        buf_init(&opened.bytes[i], share_size(1));
    }
    for (i = 0; i < answers->count && opened.count < TRUSTEES_MAX; i++) {
        r = take_answer(audit, found, authority, answers->sealed[i], &opened);
        if (r != 0) {
            answers->culprit = i;
            return r;
        }
    }
    if (opened.count < ledger_definition(audit->ledger)->threshold) {
        return OPEN_ONE_TOO_FEW;
    }
    return decode(audit, found, &opened, out);
}
