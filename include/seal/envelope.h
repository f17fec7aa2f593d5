/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a return envelope is labelled with: constituency and voter number, and two
 * symbols that tell a slip of the fingers, or an envelope of another election:
 * `2.417.K7`. Public, never a secret, and it authenticates nobody.
 */
#ifndef SEAL_ENVELOPE_H
#define SEAL_ENVELOPE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/bytes.h"

enum {
    ENVELOPE_TEXT_SIZE = 20, /* at most 5 and 10 digits, two dots, two symbols, a NUL */
};

struct envelope {
    uint16_t cid;
    uint32_t number;
    bool is_checked; /* read with its two symbols */
};

enum envelope_refusal {
    ENVELOPE_MALFORMED = 1,
    ENVELOPE_MISTYPED, /* the two symbols say so */
};

void envelope_write(const struct eid *eid,
                    const struct envelope *envelope,
                    char out[ENVELOPE_TEXT_SIZE]);

/* What was scanned, or typed: the two symbols may be left out. */
MUST_USE int
envelope_read(const struct eid *eid, struct span text, struct envelope *out);

#endif
