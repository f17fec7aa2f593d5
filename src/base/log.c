// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/log.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

enum {
    LINE_MAX_BYTES = 512,
};

static const char *const names[LOG_EVENTS] = {
    [LOG_FAULT] = "fault",
    [LOG_START] = "start",
    [LOG_LISTEN] = "listen",
    [LOG_STOP] = "stop",
    [LOG_PHASE] = "phase",
    [LOG_ENTRY] = "entry",
    [LOG_MAIL] = "mail",
    [LOG_LIMIT] = "limit",
    [LOG_REFUSED] = "refused",
    [LOG_WITNESS] = "witness",
};

static atomic_bool silent;

void log_silence(void)
{
    atomic_store(&silent, true);
}

/* One write(2) a line, so that lines of several threads never mix. */
void log_event(enum log_event event, const struct log_field *fields)
{
    char line[LINE_MAX_BYTES];
    size_t length;
    int wrote;

    if (atomic_load(&silent)) {
        return;
    }
    length = (size_t)snprintf(line, sizeof(line), "%s", names[event]);
    for (; fields->key != NULL; fields++) {
        size_t room = sizeof(line) - length;

        if (fields->word != NULL) {
            wrote = snprintf(line + length, room, " %s=%s", fields->key, fields->word);
        } else {
            wrote = snprintf(line + length,
                             room,
                             " %s=%lld",
                             fields->key,
                             (long long)fields->number);
        }
        if (wrote < 0 || (size_t)wrote + 1 >= room) {
            break;
        }
        length += (size_t)wrote;
    }
    line[length++] = '\n';
    if (write(STDERR_FILENO, line, length) < 0) {
        return;
    }
}
