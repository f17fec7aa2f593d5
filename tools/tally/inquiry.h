/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the daemon tells an officer's tool of one voter number while a poll lasts. */
#ifndef TALLY_INQUIRY_H
#define TALLY_INQUIRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/register.h"
#include "remote.h"
#include "seal/envelope.h"

enum {
    INQUIRY_STRUCK_MAX = 16,
};

/* A document of this number that does not count. */
struct inquiry_struck {
    enum channel channel;
    enum disqualify_reason reason;
    bool has_stood; /* a vote that stood, at entry `stood` */
    uint64_t stood;
    bool is_recorded; /* else it waits for a second officer */
    uint64_t act;
};

struct inquiry {
    bool is_known; /* there is such a number; the rest is of it */
    bool is_closed;
    bool is_boxed; /* the box is made: nothing more is disqualified */
    bool is_cancelled;
    bool is_spent;
    enum channel spent_by;
    uint64_t entry;
    int64_t at;
    size_t struck_count;
    struct inquiry_struck struck[INQUIRY_STRUCK_MAX];
};

/* COMMAND_REFUSED, said on stderr, when the daemon does not answer it. */
MUST_USE int inquiry_ask(struct remote *remote,
                         const struct envelope *envelope,
                         struct inquiry *out);

#endif
