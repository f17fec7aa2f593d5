/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What stands behind the name of a command: its options and other words. */
#ifndef TALLY_OPTIONS_H
#define TALLY_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

enum option_kind {
    OPTION_FLAG,   /* --json: *flag becomes true */
    OPTION_TEXT,   /* --rules ID: *text points into argv */
    OPTION_NUMBER, /* --seats N: a whole number from 1 to 2^32 - 1 */
    OPTION_LIST,   /* --officer FILE, as often as wanted */
};

enum {
    OPTION_LIST_MAX = 32,
};

struct option_list {
    size_t count;
    const char *texts[OPTION_LIST_MAX]; /* point into argv */
};

struct option_value {
    const char *name;
    enum option_kind kind;
    bool is_required;
    union {
        bool *flag;
        const char **text;
        uint32_t *number;
        struct option_list *list;
    } to;
};

/* Rows for the options of a command. */
#define FLAG(word, target)                                                             \
    {                                                                                  \
        .name = (word), .kind = OPTION_FLAG, .to.flag = (target)                       \
    }
#define TEXT(word, target)                                                             \
    {                                                                                  \
        .name = (word), .kind = OPTION_TEXT, .to.text = (target)                       \
    }
#define NUMBER(word, target)                                                           \
    {                                                                                  \
        .name = (word), .kind = OPTION_NUMBER, .to.number = (target)                   \
    }
#define LIST(word, target)                                                             \
    {                                                                                  \
        .name = (word), .kind = OPTION_LIST, .to.list = (target)                       \
    }
#define REQUIRED_TEXT(word, target)                                                    \
    {                                                                                  \
        .name = (word), .kind = OPTION_TEXT, .is_required = true, .to.text = (target)  \
    }

struct arguments {
    const struct option_value *options;
    size_t option_count;
    size_t least; /* how many words may stand beside the options */
    size_t most;
    char **words; /* filled in: those words */
    size_t word_count;
};

/*
 * What an option that takes a time was given: UK time as people type it, or UTC as
 * documents write it. COMMAND_USAGE, said on stderr, of anything else, and of a time
 * that the clocks leave out.
 */
MUST_USE int option_time(const char *name, const char *text, int64_t *out);

/* What --holiday was given, as often as it was: "2027-05-10", or "2027-05-10
 * Coronation". COMMAND_USAGE, said on stderr, of anything else. */
struct holidays;
MUST_USE int option_holidays(const struct option_list *list, struct holidays *out);

/*
 * Reads argv with getopt_long into the targets, which keep their value when an option
 * is absent. Unknown, repeated, missing or malformed ones: COMMAND_USAGE, said on
 * stderr.
 */
MUST_USE int command_read(struct arguments *arguments, int argc, char **argv);

/* The same of a command with one other word, which it must have. */
MUST_USE int command_read_one(const struct option_value *options,
                              size_t count,
                              int argc,
                              char **argv,
                              const char **word);
#define OPTIONS(list) (list), ARRAY_SIZE(list)

#endif
