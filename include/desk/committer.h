/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The committer: one thread, the only appender of the record. It takes all that waits
 * (at most 256 at a time), applies the rules of protocol.md §7, writes one transaction,
 * signs one checkpoint, writes and syncs the checkpoint file, and only then tells each
 * job what became of it. A COMMIT that fails is a fault that ends the process.
 */
#ifndef DESK_COMMITTER_H
#define DESK_COMMITTER_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/definition.h"
#include "core/document.h"

struct committer;
struct desk;

enum {
    COMMITTER_BATCH = 256,
    COMMITTER_QUEUE = 4096, /* waiting jobs; more are refused as busy */
};

enum committer_refusal {
    COMMITTER_BUSY = 1, /* the queue is full, the disk is, or the desk is stopping */
    COMMITTER_RULES,    /* record/ledger refuses the entry: `rule` says why */
    COMMITTER_SPENT,    /* the ballot's number is spent: `spent_at`, `spent_by` */
    COMMITTER_CLOSED,   /* not in time */
    COMMITTER_CLOSING,  /* the poll is just being closed: again in a few seconds */
};

/* What became of a job; borrowed during the call. */
struct committed {
    int result;    /* 0, a committer_refusal, or a fault */
    int rule;      /* of COMMITTER_RULES: enum ledger_refusal */
    bool is_again; /* the very same ballot was in the record before */
    uint64_t index;
    int64_t time;     /* of an entry that is new */
    int64_t spent_at; /* of COMMITTER_SPENT: the entry's time */
    enum channel spent_by;
    struct span receipt; /* of a ballot: the tlog-proof text */
};

/* Called once a job, on the committer's thread. */
typedef void (*committer_done)(void *context, const struct committed *committed);

struct commit_job {
    struct span submission; /* u8 type ‖ body, copied by committer_put */
    int64_t arrived;        /* when its last byte arrived */
    committer_done done;
    void *context;
};

/* The committer of a desk; it lives as long. */
struct committer *desk_committer(struct desk *desk);

/* Queues a job. Refuses COMMITTER_BUSY; `done` is then never called. */
MUST_USE int committer_put(struct committer *committer, const struct commit_job *job);

/* Puts a job and waits for it; steps by hand when no thread runs. No receipt is kept.
 */
MUST_USE int committer_append(struct committer *committer,
                              const struct commit_job *job,
                              struct committed *out);

/* One batch, on the caller's thread: for tests, and before the thread is started.
 * Returns how many jobs were told through `told`. */
MUST_USE int committer_step(struct committer *committer, size_t *told);

#endif
