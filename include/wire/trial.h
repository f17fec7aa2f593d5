/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A ballot opened for a test (protocol.md §6): what the voting page gives out when the
 * voter checks the device instead of casting. {"document": "trial", "head": hex of the
 * 203 bytes before the signature, "r": hex, "choice": [numbers, in order]}. Such a
 * ballot has no signature and is never cast; whether it is what it says, seal/retrace
 * works out.
 */
#ifndef WIRE_TRIAL_H
#define WIRE_TRIAL_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/bytes.h"
#include "core/definition.h"
#include "wire/node.h"

enum {
    TRIAL_HEAD_SIZE = 203,
    TRIAL_SIZE_MAX = 4096,
};

struct trial {
    uint8_t head[TRIAL_HEAD_SIZE];
    struct scalar r;
    size_t count;
    uint8_t choice[RANKS_MAX];
};

enum trial_refusal {
    TRIAL_REFUSED = 1, /* the complaint says what and where */
};

/* why: may be NULL. */
MUST_USE int
trial_parse(struct span text, struct node_complaint *why, struct trial *out);

#endif
