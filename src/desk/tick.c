// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/tick.h"

#include <stdatomic.h>

#include "base/fault.h"
#include "base/log.h"
#include "record/entry.h"
#include "record/ledger.h"
#include "wire/codec.h"

#include "purge.h"
#include "signin_work.h"
#include "state.h"

enum {
    /* From the closing to `close`: time for a ballot in time to reach the desk. */
    CLOSING_GRACE = 2,
};

/* An entry that only the log answers for. */
static int append(struct desk *desk, enum entry_type type, struct buf *submission)
{
    CLEANUP(document_freep) struct document *document = document_new(type, 0);
    struct commit_job job = {.arrived = desk_now(desk)};
    struct committed committed = {0};
    struct entry entry = {.type = type};
    struct buf text;
    int r;

    if (!document) {
        return FAULT(FAULT_MEMORY);
    }
    document->base = journal_base(desk->journal);
    buf_init(&text, CODEC_SIZE_MAX);
    r = FOLD(codec_write(document, &text));
    if (r == 0) {
        entry.document = buf_span(&text);
        r = FOLD(submission_write(&entry, submission));
    }
    buf_deinit(&text);
    if (r != 0) {
        return r;
    }
    job.submission = buf_span(submission);
    r = committer_append(desk->committer, &job, &committed);
    if (r == 0) {
        log_say(LOG_PHASE,
                LOG_WORD("entry", document_name(type)),
                LOG_NUMBER("index", (int64_t)committed.index));
    }
    /* Busy, or not by the rules any more: the next tick asks again. */
    return r < 0 ? r : 0;
}

static int append_log_entry(struct desk *desk, enum entry_type type)
{
    struct buf submission;
    int r;

    buf_init(&submission, ENTRY_SIZE_MAX);
    r = append(desk, type, &submission);
    buf_deinit(&submission);
    return r;
}

/* Whether an entry of the log is due now. */
static bool find_due(struct desk *desk, enum entry_type *out)
{
    const struct definition *definition = desk_definition(desk);
    struct facts facts = desk_facts(desk);
    int64_t now = desk_now(desk);

    if (!definition || facts.has_close) {
        return false;
    }
    if (!facts.has_open) {
        *out = ENTRY_OPEN;
        return phase_may(desk_phase(desk), ACT_OPEN);
    }
    *out = ENTRY_CLOSE;
    return now >= facts.close_at + CLOSING_GRACE && atomic_load(&desk->casting) == 0;
}

int desk_tick(struct desk *desk)
{
    enum entry_type due = ENTRY_OPEN;
    int r = signin_work(desk);

    if (r == 0 && find_due(desk, &due)) {
        r = append_log_entry(desk, due);
    }
    return r == 0 ? purge_work(desk) : r;
}
