/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A settings file (house.md §9): `name = value` a line, `#` begins a comment, blank
 * lines are nothing. The names are declared in a table; an unknown or repeated name, or
 * a value its setting does not take, is refused with its line number. What the file
 * does not name keeps what the caller's struct held before.
 */
#ifndef BASE_SETTINGS_H
#define BASE_SETTINGS_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"

enum {
    SETTINGS_MAX = 64,
    SETTINGS_COMPLAINT_SIZE = 160,
};

enum settings_refusal {
    SETTINGS_REFUSED = 1, /* the complaint says what and in which line */
};

enum setting_kind {
    SETTING_TEXT = 1, /* char[size]: one line of UTF-8, not empty */
    SETTING_NUMBER,   /* int64_t from min to max */
    SETTING_FLAG,     /* bool: yes or no */
};

struct setting {
    const char *name;
    enum setting_kind kind;
    size_t offset; /* of its field in the caller's struct */
    size_t size;   /* of a text, with its NUL */
    int64_t min;
    int64_t max;
    const char *explain; /* what it is for, lines parted by '\n' */
};

/* "line 7: \"prot\" is not a setting". */
struct settings_complaint {
    char text[SETTINGS_COMPLAINT_SIZE];
};

struct settings {
    const struct setting *table;
    size_t count; /* at most SETTINGS_MAX */
};

/* Reads the text into the caller's struct, which must not be used when refused. */
MUST_USE int settings_parse(const struct settings *settings,
                            struct span text,
                            void *out,
                            struct settings_complaint *why);

/* Appends the file that holds these values, each setting explained above its line; a
 * text that is empty stands as a comment, to be filled in. */
void settings_write(const struct settings *settings,
                    const void *values,
                    struct buf *out);

#endif
