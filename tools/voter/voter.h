/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What voter was asked to do, and how it speaks. */
#ifndef VOTER_VOTER_H
#define VOTER_VOTER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"

/* house.md §9 */
enum voter_exit {
    VOTER_REFUSED = 1, /* some vote was not recorded */
    VOTER_USAGE = 2,
    VOTER_FAULT = 4,
};

enum {
    VOTER_CONNECTIONS_MAX = 256,
    VOTER_FILE_MAX = 64 * 1024 * 1024,
};

struct voter_settings {
    const char *url;
    const char *in;       /* voters' lines, or ballots */
    const char *out;      /* ballots */
    const char *code;     /* of the election, to compare; or NULL */
    const char *receipts; /* a folder for them, or NULL */
    unsigned connections;
    unsigned tries; /* of a ballot whose answer was lost */
    bool is_asking; /* whether the ballots are recorded, without sending them */
    bool is_json;
};

/* Appends a whole file; VOTER_REFUSED, said on stderr, when it cannot be read. */
MUST_USE int voter_load(const char *path, struct buf *out);

/* Says "voter: …" on stderr. */
void voter_say(const char *format, ...) PRINTF(1, 2);

#endif
