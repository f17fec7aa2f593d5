/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A count of a ballot file, as the options of a command ask for it. */
#ifndef TALLY_COUNTING_H
#define TALLY_COUNTING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/sheet.h"
#include "wire/blt.h"

#include "options.h"

enum {
    COUNTING_FILE_MAX = 1 << 30,
};

struct counting {
    const char *ballots;
    const char *format; /* NULL: as name and text of the file tell */
    const char *rules;
    const char *lot;
    const char *alone; /* "5,7": stages at which the officer excluded one alone */
    uint32_t seats;
    bool is_literal;
    bool is_run_on;
};

/* Rows for these options but --ballots and --rules, which a command may require. */
#define COUNTING_OPTIONS(counting)                                                     \
    TEXT("format", &(counting)->format), TEXT("lot", &(counting)->lot),                \
        NUMBER("seats", &(counting)->seats), FLAG("literal", &(counting)->is_literal), \
        FLAG("run-on", &(counting)->is_run_on), TEXT("alone", &(counting)->alone)

#define COUNTING_USAGE                                                                 \
    "[--format blt|abif|preflib] [--seats N] [--lot 5,2,9] [--literal] [--run-on] "    \
    "[--alone STAGE,…]"

/* Reads the ballots; what is wrong with them is said on stderr: COMMAND_REFUSED. */
MUST_USE int counting_read(const struct counting *counting, struct blt *out);

/* blt's seats become those asked for; COMMAND_USAGE, said on stderr, when neither the
 * options nor the file say how many. */
MUST_USE int counting_seats(const struct counting *counting, struct blt *blt);

/* Counts them; blt's seats become those asked for. COMMAND_USAGE, or COMMAND_LOT, said
 * on stderr. */
MUST_USE int
counting_count(const struct counting *counting, struct blt *blt, struct sheet **out);

#endif
