// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/submit.h"

#include <string.h>

#include "base/fault.h"
#include "base/log.h"
#include "record/entry.h"
#include "seal/ballot.h"

#include "hands.h"
#include "issue.h"
#include "pending.h"
#include "pending_rows.h"
#include "posting.h"
#include "state.h"

static int answer_of(int r, const struct committed *committed, struct submitted *out)
{
    switch (r) {
    case COMMITTER_BUSY:
        return SUBMIT_BUSY;
    case COMMITTER_CLOSING:
        return SUBMIT_CLOSING;
    case COMMITTER_RULES:
        return posting_answer(committed->rule, out);
    default:
        return FOLD(r);
    }
}

static int commit_roll(struct desk *desk,
                       const struct posting *posting,
                       struct committed *committed,
                       struct submitted *out)
{
    int r = issue_commit(
        desk, buf_span(&posting->bytes), posting->entry.document, committed);

    switch (r) {
    case ISSUE_NOT_PREPARED:
        return SUBMIT_NOT_PREPARED;
    case ISSUE_NO_ROOM:
        return SUBMIT_BUSY;
    case ISSUE_REFUSED:
        return answer_of(committed->result, committed, out);
    default:
        return FOLD(r);
    }
}

static int commit_replacement(struct desk *desk,
                              const struct posting *posting,
                              struct committed *committed,
                              struct submitted *out)
{
    int r = replace_commit(
        desk, buf_span(&posting->bytes), &posting->document->of.replacement, committed);

    switch (r) {
    case PENDING_NOT_PREPARED:
        return SUBMIT_NOT_PREPARED;
    case PENDING_NO_ROOM:
        return SUBMIT_BUSY;
    case PENDING_REFUSED:
        return answer_of(committed->result, committed, out);
    default:
        return FOLD(r);
    }
}

/* What an issuer drew is good though it was forgotten here, by a restart. */
static bool is_prepared(struct desk *desk, const struct posting *posting)
{
    size_t place;

    return !desk_definition(desk)->has_issuer
           || pending_find(desk, &posting->document->of.replacement, &place) == 0;
}

static int commit(struct desk *desk,
                  const struct posting *posting,
                  struct committed *committed,
                  struct submitted *out)
{
    const struct commit_job job = {
        .submission = buf_span(&posting->bytes),
        .arrived = desk_now(desk),
    };
    int r;

    if (posting->entry.type == ENTRY_ROLL && !desk_definition(desk)->has_issuer) {
        return commit_roll(desk, posting, committed, out);
    }
    if (posting->entry.type == ENTRY_REPLACE && is_prepared(desk, posting)) {
        return commit_replacement(desk, posting, committed, out);
    }
    r = committer_append(desk->committer, &job, committed);
    return answer_of(r, committed, out);
}

/* The officer who answers for it; of others' documents the first who signed. */
static bool
find_officer(struct desk *desk, const struct posting *posting, struct sign_key *out)
{
    const struct entry *entry = &posting->entry;
    struct ballot paper;
    size_t i;

    if (entry->type == ENTRY_ENTERED && ballot_parse(entry->ballot, &paper) == 0) {
        *out = paper.credential;
        return true;
    }
    for (i = 0; i < entry->signer_count; i++) {
        if (i == 0
            || definition_officer(desk_definition(desk), &entry->signers[i].key)) {
            *out = entry->signers[i].key;
        }
    }
    return entry->signer_count > 0;
}

/* The officers' log; it may lag behind the record, never ahead of it. */
static int note(struct desk *desk, const struct posting *posting)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    const char *name = document_name(posting->entry.type);
    struct sign_key key;
    bool has_key = find_officer(desk, posting, &key);
    int r = act_begin(desk, &act);

    if (r == 0) {
        r = act_note(desk, ACTED_SUBMIT, has_key ? &key : NULL, name ? name : "paper");
    }
    if (r == 0) {
        r = act_commit(&act);
    }
    return r < 0 ? r : 0;
}

/* Said to be destroyed before the year is over, and no board has directed it. */
static bool is_untimely(struct desk *desk, const struct posting *posting)
{
    struct retention retention = desk_retention(desk);
    const struct note *note;

    if (posting->entry.type != ENTRY_NOTE) {
        return false;
    }
    note = &posting->document->of.note;
    return note->kind == NOTE_RETENTION
           && retention_code_of(note->code) == RETENTION_DESTROYED
           && !retention_is_due(&retention, desk_now(desk));
}

static int submit(struct desk *desk, struct posting *posting, struct submitted *out)
{
    struct committed committed = {0};
    int r = posting_check(desk, posting, out);

    if (r == 0 && is_untimely(desk, posting)) {
        return SUBMIT_RETAINED;
    }
    if (r == 0) {
        r = commit(desk, posting, &committed, out);
    }
    if (r == SUBMIT_RULES && posting->entry.type == ENTRY_REPLACE) {
        pending_refused(desk, &posting->document->of.replacement, out->rule);
    }
    if (r != 0) {
        return r;
    }
    if (posting->entry.type == ENTRY_REPLACE) {
        pending_drop(desk, &posting->document->of.replacement);
    }
    out->index = committed.index;
    r = hands_recorded(desk, posting->entry.type, posting->entry.document);
    if (r != 0) {
        return r;
    }
    log_say(LOG_ENTRY,
            LOG_NUMBER("type", (int64_t)posting->entry.type),
            LOG_NUMBER("index", (int64_t)committed.index));
    return note(desk, posting);
}

int desk_submit(struct desk *desk, struct span bytes, struct submitted *out)
{
    struct posting posting = {.document = NULL};
    int r;

    memset(out, 0, sizeof(*out));
    buf_init(&posting.bytes, ENTRY_SIZE_MAX);
    (void)pthread_mutex_lock(&desk->submit_lock);
    r = posting_read(bytes, &posting);
    if (r == 0) {
        r = submit(desk, &posting, out);
    }
    atomic_store(&desk->has_half_result, hands_wait(desk->hands, ENTRY_RESULT));
    (void)pthread_mutex_unlock(&desk->submit_lock);
    document_free(posting.document);
    buf_deinit(&posting.bytes);
    return r;
}
