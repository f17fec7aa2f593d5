/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Codes: ten bytes people compare or read out, as 16 Crockford symbols in four groups,
 * `0123-4567-89AB-CDEF`. The election's code is the front of its eid, a ballot's the
 * front of H("code", head). Public, never a secret.
 */
#ifndef SEAL_CODE_H
#define SEAL_CODE_H

#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/bytes.h"

enum {
    CODE_BYTES = 10,
    CODE_TEXT_SIZE = 20, /* 16 symbols, three hyphens, a NUL */
};

struct code {
    uint8_t bytes[CODE_BYTES];
};

enum code_refusal {
    CODE_MALFORMED = 1,
};

void code_of_election(const struct eid *eid, struct code *out);
void code_of_head(struct span head, struct code *out);

void code_write(const struct code *code, char out[CODE_TEXT_SIZE]);

/* What somebody typed: case, hyphens and blanks do not matter; O, I, L are 0, 1, 1. */
MUST_USE int code_read(struct span text, struct code *out);

#endif
