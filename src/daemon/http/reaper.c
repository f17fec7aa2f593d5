// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reaper.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "base/fault.h"

enum {
    LOOK_MILLISECONDS = 100,
};

struct line {
    struct line *next;
    struct line *previous;
    struct reaper *reaper;
    int socket;
    /* below: under the reaper's lock */
    int64_t deadline;
    enum line_fate fate;
    void (*wake)(void *context);
    void *context;
};

struct reaper {
    pthread_mutex_t lock;
    pthread_cond_t bell;
    pthread_t thread;
    bool is_stopping;
    struct line *first;
    atomic_size_t count;
    struct span farewell;
};

static int64_t now_milliseconds(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void tell(const struct reaper *reaper, const struct line *line)
{
    if (reaper->farewell.size > 0) {
        /* As much as fits without waiting: the client may be gone. */
        (void)!send(line->socket,
                    reaper->farewell.data,
                    reaper->farewell.size,
                    MSG_DONTWAIT | MSG_NOSIGNAL);
    }
}

static void end(const struct reaper *reaper, struct line *line)
{
    line->deadline = INT64_MAX;
    if (line->fate == LINE_WAKE) {
        line->wake(line->context);
        return;
    }
    if (line->fate == LINE_TELL) {
        tell(reaper, line);
    }
    (void)shutdown(line->socket, SHUT_RDWR);
}

static void look(struct reaper *reaper)
{
    int64_t now = now_milliseconds();
    struct line *line;

    for (line = reaper->first; line != NULL; line = line->next) {
        if (line->deadline <= now) {
            end(reaper, line);
        }
    }
}

static void *watch(void *context)
{
    struct reaper *reaper = context;

    (void)pthread_mutex_lock(&reaper->lock);
    while (!reaper->is_stopping) {
        struct timespec until;
        int64_t at = now_milliseconds() + LOOK_MILLISECONDS;

        until.tv_sec = (time_t)(at / 1000);
        until.tv_nsec = (long)(at % 1000) * 1000000;
        (void)pthread_cond_timedwait(&reaper->bell, &reaper->lock, &until);
        look(reaper);
    }
    (void)pthread_mutex_unlock(&reaper->lock);
    return NULL;
}

static int start(struct reaper *reaper)
{
    pthread_condattr_t attributes;
    int r;

    (void)pthread_mutex_init(&reaper->lock, NULL);
    (void)pthread_condattr_init(&attributes);
    (void)pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    (void)pthread_cond_init(&reaper->bell, &attributes);
    (void)pthread_condattr_destroy(&attributes);
    r = pthread_create(&reaper->thread, NULL, watch, reaper);
    return r == 0 ? 0 : FAULT(FAULT_MEMORY);
}

int reaper_new(struct span farewell, struct reaper **out)
{
    struct reaper *reaper = calloc(1, sizeof(*reaper));
    int r;

    if (reaper == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    reaper->farewell = farewell;
    r = start(reaper);
    if (r != 0) {
        free(reaper);
        return r;
    }
    *out = reaper;
    return 0;
}

void reaper_free(struct reaper *reaper)
{
    if (reaper == NULL) {
        return;
    }
    (void)pthread_mutex_lock(&reaper->lock);
    reaper->is_stopping = true;
    (void)pthread_cond_signal(&reaper->bell);
    (void)pthread_mutex_unlock(&reaper->lock);
    (void)pthread_join(reaper->thread, NULL);
    (void)pthread_cond_destroy(&reaper->bell);
    (void)pthread_mutex_destroy(&reaper->lock);
    free(reaper);
}

int reaper_add(struct reaper *reaper, int socket, struct line **out)
{
    struct line *line = calloc(1, sizeof(*line));

    if (line == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    line->reaper = reaper;
    line->socket = socket;
    line->deadline = INT64_MAX;
    (void)pthread_mutex_lock(&reaper->lock);
    line->next = reaper->first;
    if (line->next != NULL) {
        line->next->previous = line;
    }
    reaper->first = line;
    atomic_fetch_add(&reaper->count, 1);
    (void)pthread_mutex_unlock(&reaper->lock);
    *out = line;
    return 0;
}

void reaper_remove(struct reaper *reaper, struct line *line)
{
    (void)pthread_mutex_lock(&reaper->lock);
    if (line->previous != NULL) {
        line->previous->next = line->next;
    } else {
        reaper->first = line->next;
    }
    if (line->next != NULL) {
        line->next->previous = line->previous;
    }
    atomic_fetch_sub(&reaper->count, 1);
    (void)pthread_mutex_unlock(&reaper->lock);
    free(line);
}

static void set(struct line *line, const struct line *next)
{
    line->deadline = next->deadline;
    line->fate = next->fate;
    line->wake = next->wake;
    line->context = next->context;
}

void reaper_allow(struct line *line, int64_t milliseconds, enum line_fate fate)
{
    struct line next = {.deadline = now_milliseconds() + milliseconds, .fate = fate};

    (void)pthread_mutex_lock(&line->reaper->lock);
    set(line, &next);
    (void)pthread_mutex_unlock(&line->reaper->lock);
}

void reaper_hasten(struct line *line, int64_t milliseconds, enum line_fate fate)
{
    struct line next = {.deadline = now_milliseconds() + milliseconds, .fate = fate};

    (void)pthread_mutex_lock(&line->reaper->lock);
    if (line->deadline < next.deadline) {
        next.deadline = line->deadline;
    }
    set(line, &next);
    (void)pthread_mutex_unlock(&line->reaper->lock);
}

void reaper_wake(struct line *line,
                 int64_t milliseconds,
                 void (*wake)(void *context),
                 void *context)
{
    struct line next = {.deadline = now_milliseconds() + milliseconds,
                        .fate = LINE_WAKE,
                        .wake = wake,
                        .context = context};

    (void)pthread_mutex_lock(&line->reaper->lock);
    set(line, &next);
    (void)pthread_mutex_unlock(&line->reaper->lock);
}

void reaper_tell(struct line *line)
{
    (void)pthread_mutex_lock(&line->reaper->lock);
    tell(line->reaper, line);
    (void)pthread_mutex_unlock(&line->reaper->lock);
}

void reaper_hurry(struct reaper *reaper)
{
    struct line *line;

    (void)pthread_mutex_lock(&reaper->lock);
    for (line = reaper->first; line != NULL; line = line->next) {
        line->deadline = 0;
    }
    (void)pthread_cond_signal(&reaper->bell);
    (void)pthread_mutex_unlock(&reaper->lock);
}

size_t reaper_count(const struct reaper *reaper)
{
    return atomic_load(&reaper->count);
}
