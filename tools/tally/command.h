/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A command of tally: one file, one row of the table in main.c. To add one: write
 * tools/tally/NAME.c with `const struct command tally_NAME`, name it in meson.build,
 * declare it in commands.h and put it into main.c's table. A command reads its
 * arguments, calls audit (or a lower floor), prints; it decides nothing by itself.
 *
 * run returns 0, a fault (main says which and exits 4) or an enum command_exit.
 */
#ifndef TALLY_COMMAND_H
#define TALLY_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"

#include "options.h"

/* house.md §9; verify alone answers 10 + stage. */
enum command_exit {
    COMMAND_REFUSED = 1, /* the answer is no */
    COMMAND_USAGE = 2,
    COMMAND_LOT = 3, /* a lot is needed */
    COMMAND_FAULT = 4,
    COMMAND_VERIFY = 10,
};

struct command {
    const char *name;      /* one word or two: "count", "trustee new" */
    const char *arguments; /* "--ballots FILE --rules ID [--json]" */
    const char *summary;   /* one line */
    int (*run)(int argc, char **argv);
};

/* Says "tally: …" on stderr and returns the exit given. */
int command_fail(enum command_exit code, const char *format, ...) PRINTF(2, 3);

/* A line on stderr for people, "tally: …". */
void command_say(const char *format, ...) PRINTF(1, 2);

/* Writes all bytes to stdout and flushes it; a result that is not written is a fault.
 */
MUST_USE int command_print(struct span bytes);

/* Whether progress may be shown: stderr is a terminal. */
bool command_is_interactive(void);

/* Appends a whole file to out; COMMAND_REFUSED, said on stderr, when it cannot be read
 * or would pass the ceiling of out. */
MUST_USE int command_load(const char *path, struct buf *out);

/* Writes a file that must not exist yet, 0600 or 0644, synced; COMMAND_REFUSED, said on
 * stderr, when it cannot. Nothing half written stays. */
MUST_USE int command_save_private(const char *path, struct span bytes);
MUST_USE int command_save_public(const char *path, struct span bytes);

#endif
