// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/retention.h"

#include <stddef.h>
#include <string.h>

#include "core/day.h"

enum {
    QUESTION_DAYS = 21,
};

static const char *const names[RETENTION_CODES] = {
    [RETENTION_SEALED] = "sealed",
    [RETENTION_BOARD_KEEP] = "board-keep",
    [RETENTION_BOARD_DESTROY] = "board-destroy",
    [RETENTION_DESTROYED] = "destroyed",
};

const char *retention_code_name(enum retention_code code)
{
    return (unsigned)code < RETENTION_CODES ? names[code] : NULL;
}

enum retention_code retention_code_of(const char *name)
{
    enum retention_code code;

    for (code = RETENTION_SEALED; code < RETENTION_CODES; code++) {
        if (strcmp(name, names[code]) == 0) {
            return code;
        }
    }
    return 0;
}

void retention_note(struct retention *retention, const char *code, int64_t time)
{
    if (retention->declared_at == 0 || retention->destroyed_at != 0) {
        return;
    }
    switch (retention_code_of(code)) {
    case RETENTION_SEALED:
        retention->sealed_at = time;
        return;
    case RETENTION_BOARD_KEEP:
    case RETENTION_BOARD_DESTROY:
        retention->direction = retention_code_of(code);
        retention->directed_at = time;
        return;
    case RETENTION_DESTROYED:
        retention->destroyed_at = time;
        return;
    case RETENTION_CODES:
        return;
    }
}

int64_t retention_due(const struct retention *retention)
{
    struct day day;

    if (retention->declared_at == 0 || retention->destroyed_at != 0
        || retention->direction == RETENTION_BOARD_KEEP) {
        return 0;
    }
    if (retention->direction == RETENTION_BOARD_DESTROY) {
        return retention->directed_at;
    }
    day = day_of(retention->declared_at);
    day.year++;
    /* A year from 29 February is 1 March: nothing goes a day early. */
    if (day.month == 2 && day.day == 29) {
        day.month = 3;
        day.day = 1;
    }
    return day_midday(day);
}

bool retention_is_due(const struct retention *retention, int64_t now)
{
    int64_t due = retention_due(retention);

    return due != 0 && now >= due;
}

int64_t retention_questions(const struct retention *retention)
{
    return retention->declared_at == 0
               ? 0
               : day_midday(day_later(day_of(retention->declared_at), QUESTION_DAYS));
}
