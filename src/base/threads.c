// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/threads.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>

struct work {
    size_t parts;
    threads_part part;
    void *context;
    atomic_size_t next;
    atomic_bool has_failed;
    pthread_mutex_t lock; /* of the two below */
    size_t failed;
    int result;
};

unsigned threads_count(void)
{
    cpu_set_t set;
    int count;

    /* A machine with more processors than the set has room for is refused here. */
    if (sched_getaffinity(0, sizeof(set), &set) != 0) {
        return 1;
    }
    count = CPU_COUNT(&set);
    return count < 1 ? 1 : count > THREADS_MAX ? THREADS_MAX : (unsigned)count;
}

static void fail(struct work *work, size_t part, int result)
{
    (void)pthread_mutex_lock(&work->lock);
    if (work->result == 0 || part < work->failed) {
        work->failed = part;
        work->result = result;
    }
    (void)pthread_mutex_unlock(&work->lock);
    atomic_store(&work->has_failed, true);
}

/* Every part before one that was begun has been begun too, and is finished. */
static void *run(void *context)
{
    struct work *work = context;
    size_t part;
    int r;

    while (!atomic_load(&work->has_failed)) {
        part = atomic_fetch_add(&work->next, 1);
        if (part >= work->parts) {
            break;
        }
        r = work->part(work->context, part);
        if (r != 0) {
            fail(work, part, r);
        }
    }
    return NULL;
}

int threads_run(size_t parts, threads_part part, void *context)
{
    struct work work = {.parts = parts, .part = part, .context = context};
    pthread_t threads[THREADS_MAX];
    unsigned wanted = threads_count();
    unsigned started = 0;
    unsigned i;

    (void)pthread_mutex_init(&work.lock, NULL);
    /* The caller is one of them; where no more can be had, it does the rest alone. */
    while (started + 1 < wanted && started + 1 < parts
           && pthread_create(&threads[started], NULL, run, &work) == 0) {
        started++;
    }
    (void)run(&work);
    for (i = 0; i < started; i++) {
        (void)pthread_join(threads[i], NULL);
    }
    (void)pthread_mutex_destroy(&work.lock);
    return work.result;
}
