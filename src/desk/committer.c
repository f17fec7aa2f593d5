// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/committer.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "record/receipt.h"
#include "seal/ballot.h"

#include "committer_new.h"
#include "state.h"

/* A waiting job with its own copy of the submission. */
struct job {
    struct job *next;
    struct commit_job order;
    size_t size;
    uint8_t bytes[];
};

/* One batch on its way. */
struct batch {
    size_t count;
    struct job *jobs[COMMITTER_BATCH];
    struct committed results[COMMITTER_BATCH];
};

struct committer {
    struct desk *desk;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    pthread_t thread;
    bool is_running;
    bool is_stopping;
    size_t waiting;
    struct job *first;
    struct job **last;
    struct batch batch; /* of who steps: one thread at a time */
};

int committer_new(struct desk *desk, struct committer **out)
{
    struct committer *committer = calloc(1, sizeof(*committer));

    if (!committer) {
        return FAULT(FAULT_MEMORY);
    }
    committer->desk = desk;
    committer->last = &committer->first;
    (void)pthread_mutex_init(&committer->lock, NULL);
    (void)pthread_cond_init(&committer->wake, NULL);
    *out = committer;
    return 0;
}

int committer_put(struct committer *committer, const struct commit_job *order)
{
    struct job *job = malloc(sizeof(*job) + order->submission.size);
    bool is_full;

    if (!job) {
        return FAULT(FAULT_MEMORY);
    }
    job->next = NULL;
    job->order = *order;
    job->size = order->submission.size;
    memcpy(job->bytes, order->submission.data, job->size);

    (void)pthread_mutex_lock(&committer->lock);
    is_full = committer->is_stopping || committer->waiting >= COMMITTER_QUEUE;
    if (!is_full) {
        *committer->last = job;
        committer->last = &job->next;
        committer->waiting++;
        (void)pthread_cond_signal(&committer->wake);
    }
    (void)pthread_mutex_unlock(&committer->lock);
    if (is_full) {
        free(job);
        return COMMITTER_BUSY;
    }
    return 0;
}

static void take(struct committer *committer, struct batch *batch)
{
    batch->count = 0;
    (void)pthread_mutex_lock(&committer->lock);
    while (committer->first && batch->count < COMMITTER_BATCH) {
        struct job *job = committer->first;

        committer->first = job->next;
        if (!committer->first) {
            committer->last = &committer->first;
        }
        committer->waiting--;
        batch->jobs[batch->count++] = job;
    }
    (void)pthread_mutex_unlock(&committer->lock);
}

static int stage(struct committer *committer, struct batch *batch)
{
    struct journal *journal = committer->desk->journal;
    int64_t now = desk_now(committer->desk);
    size_t i;
    int r = journal_begin(journal);

    for (i = 0; r == 0 && i < batch->count; i++) {
        const struct job *job = batch->jobs[i];
        const struct journal_offer offer = {
            .submission = span_of(job->bytes, job->size),
            .arrived = job->order.arrived,
            .now = now,
        };

        memset(&batch->results[i], 0, sizeof(batch->results[i]));
        r = journal_stage(journal, &offer, &batch->results[i]);
    }
    return r != 0 ? r : journal_commit(journal);
}

/* The entry that a job became. */
static void put_entry(const struct job *job, int64_t time, struct buf *out)
{
    buf_put_u8(out, job->bytes[0]);
    buf_put_u64(out, (uint64_t)time);
    buf_put(out, job->bytes + 1, job->size - 1);
}

/* The receipt of a ballot, made once all is synced; other entries have none. */
static int add_receipt(struct committer *committer,
                       const struct job *job,
                       struct committed *result,
                       struct buf *receipt)
{
    struct journal *journal = committer->desk->journal;
    struct buf entry;
    int r;

    buf_reset(receipt);
    if (result->result != 0 || job->bytes[0] != ENTRY_BALLOT) {
        return 0;
    }
    buf_init(&entry, JOURNAL_ENTRY_HEAD + BALLOT_SIZE);
    if (result->is_again) {
        r = journal_receipt(journal, result->index, receipt);
    } else {
        put_entry(job, result->time, &entry);
        r = buf_status(&entry);
    }
    if (r == 0 && !result->is_again) {
        r = journal_receipt_of(journal, result->index, buf_span(&entry), receipt);
    }
    buf_deinit(&entry);
    if (r == 0) {
        result->receipt = buf_span(receipt);
    }
    return FOLD(r);
}

/* Tells every job; the batch's own answer comes before what was staged of it. */
static int tell(struct committer *committer, struct batch *batch, int answer)
{
    struct buf receipt;
    size_t i;

    buf_init(&receipt, RECEIPT_SIZE_MAX);
    for (i = 0; i < batch->count; i++) {
        struct job *job = batch->jobs[i];
        struct committed *result = &batch->results[i];

        if (answer == 0) {
            answer = add_receipt(committer, job, result, &receipt);
        }
        if (answer != 0) {
            memset(result, 0, sizeof(*result));
            result->result = answer == JOURNAL_NO_ROOM ? COMMITTER_BUSY : answer;
        }
        job->order.done(job->order.context, result);
        free(job);
    }
    buf_deinit(&receipt);
    return answer < 0 ? answer : 0;
}

int committer_step(struct committer *committer, size_t *told)
{
    struct batch *batch = &committer->batch;
    int r;

    take(committer, batch);
    r = batch->count > 0 ? stage(committer, batch) : 0;
    if (r < 0) {
        desk_fail(committer->desk, r);
    }
    r = tell(committer, batch, r);
    *told = batch->count;
    return r;
}

/* Waits for work: false when there is none and none will come. */
static bool wait_for_work(struct committer *committer)
{
    bool has_work;

    (void)pthread_mutex_lock(&committer->lock);
    while (!committer->first && !committer->is_stopping) {
        (void)pthread_cond_wait(&committer->wake, &committer->lock);
    }
    has_work = committer->first != NULL;
    (void)pthread_mutex_unlock(&committer->lock);
    return has_work;
}

static void refuse_further(struct committer *committer)
{
    (void)pthread_mutex_lock(&committer->lock);
    committer->is_stopping = true;
    (void)pthread_cond_broadcast(&committer->wake);
    (void)pthread_mutex_unlock(&committer->lock);
}

/* After a fault nothing more is written; who waits is told so. */
static void tell_rest(struct committer *committer, int fault)
{
    struct batch *batch = &committer->batch;

    do {
        take(committer, batch);
        (void)tell(committer, batch, fault);
    } while (batch->count > 0);
}

static void *work(void *context)
{
    struct committer *committer = context;
    size_t told = 0;
    int r = 0;

    while (r == 0 && wait_for_work(committer)) {
        r = committer_step(committer, &told);
    }
    if (r != 0) {
        desk_fail(committer->desk, r);
        refuse_further(committer);
        tell_rest(committer, r);
    }
    return NULL;
}

static bool is_running(struct committer *committer)
{
    bool answer;

    (void)pthread_mutex_lock(&committer->lock);
    answer = committer->is_running;
    (void)pthread_mutex_unlock(&committer->lock);
    return answer;
}

int committer_start(struct committer *committer)
{
    int code;

    (void)pthread_mutex_lock(&committer->lock);
    code = pthread_create(&committer->thread, NULL, work, committer);
    committer->is_running = code == 0;
    (void)pthread_mutex_unlock(&committer->lock);
    return code == 0 ? 0 : FAULT(FAULT_MEMORY);
}

void committer_stop(struct committer *committer)
{
    refuse_further(committer);
    if (is_running(committer)) {
        (void)pthread_join(committer->thread, NULL);
        (void)pthread_mutex_lock(&committer->lock);
        committer->is_running = false;
        (void)pthread_mutex_unlock(&committer->lock);
    }
}

void committer_free(struct committer *committer)
{
    if (committer) {
        committer_stop(committer);
        tell_rest(committer, COMMITTER_BUSY);
        (void)pthread_cond_destroy(&committer->wake);
        (void)pthread_mutex_destroy(&committer->lock);
        free(committer);
    }
}

/* Somebody waits for this. */
struct waiter {
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool is_done;
    struct committed committed;
};

static void waiter_done(void *context, const struct committed *committed)
{
    struct waiter *waiter = context;

    (void)pthread_mutex_lock(&waiter->lock);
    waiter->committed = *committed;
    waiter->committed.receipt = span_of(NULL, 0);
    waiter->is_done = true;
    (void)pthread_cond_signal(&waiter->wake);
    (void)pthread_mutex_unlock(&waiter->lock);
}

/* Without a thread the steps are ours. */
static int step_until(struct committer *committer, const struct waiter *waiter)
{
    size_t told = 1;
    int r = 0;

    while (r == 0 && told > 0 && !waiter->is_done) {
        r = committer_step(committer, &told);
    }
    return r;
}

static void wait_until(struct waiter *waiter)
{
    (void)pthread_mutex_lock(&waiter->lock);
    while (!waiter->is_done) {
        (void)pthread_cond_wait(&waiter->wake, &waiter->lock);
    }
    (void)pthread_mutex_unlock(&waiter->lock);
}

int committer_append(struct committer *committer,
                     const struct commit_job *job,
                     struct committed *out)
{
    struct waiter waiter = {
        .lock = PTHREAD_MUTEX_INITIALIZER,
        .wake = PTHREAD_COND_INITIALIZER,
    };
    struct commit_job order = *job;
    int r;

    order.done = waiter_done;
    order.context = &waiter;
    r = committer_put(committer, &order);
    if (r != 0) {
        return r;
    }
    if (is_running(committer)) {
        wait_until(&waiter);
    } else {
        r = step_until(committer, &waiter);
    }
    if (waiter.is_done) {
        *out = waiter.committed;
        r = waiter.committed.result;
    }
    return r;
}
