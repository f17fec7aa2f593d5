// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/clock.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/moment.h"

enum {
    CLOCK_FILE_MAX = 64,
};

struct clock {
    char *path; /* NULL: the system's */
    _Atomic int64_t last;
};

static int read_time(const char *path, int64_t *out)
{
    struct buf text;
    struct span span;
    int r;

    buf_init(&text, CLOCK_FILE_MAX);
    r = file_read(path, &text);
    if (r != 0) {
        buf_deinit(&text);
        return r < 0 ? r : r == FILE_TOO_LARGE ? CLOCK_MALFORMED : CLOCK_ABSENT;
    }
    span = buf_span(&text);
    if (span.size > 0 && span.data[span.size - 1] == '\n') {
        span.size--;
    }
    r = moment_parse(span, out) == 0 ? 0 : CLOCK_MALFORMED;
    buf_deinit(&text);
    return r;
}

/* Takes the path over. */
static int make(char *path, int64_t now, struct clock **out)
{
    struct clock *clock = calloc(1, sizeof(*clock));

    if (!clock) {
        free(path);
        return FAULT(FAULT_MEMORY);
    }
    clock->path = path;
    atomic_store(&clock->last, now);
    *out = clock;
    return 0;
}

int clock_new_system(struct clock **out)
{
    return make(NULL, 0, out);
}

int clock_new_file(const char *path, struct clock **out)
{
    int64_t now = 0;
    char *copy;
    int r;

    r = read_time(path, &now);
    if (r != 0) {
        return r;
    }
    copy = strdup(path);
    if (!copy) {
        return FAULT(FAULT_MEMORY);
    }
    return make(copy, now, out);
}

void clock_free(struct clock *clock)
{
    if (clock) {
        free(clock->path);
        free(clock);
    }
}

void clock_hold(struct clock *clock, int64_t least)
{
    int64_t last = atomic_load(&clock->last);

    while (last < least && !atomic_compare_exchange_weak(&clock->last, &last, least)) {
    }
}

int64_t clock_now(struct clock *clock)
{
    int64_t now = 0;

    /* Whoever moves the file may be between two writes. */
    if (!clock->path) {
        clock_hold(clock, (int64_t)time(NULL));
    } else if (read_time(clock->path, &now) == 0) {
        clock_hold(clock, now);
    }
    return atomic_load(&clock->last);
}
