/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Lower-case hexadecimal, both ways. Upper case is refused: one form for one value. */
#ifndef BASE_HEX_H
#define BASE_HEX_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"

enum hex_refusal {
    HEX_MALFORMED = 1,
};

/* Writes 2·bytes.size symbols and a NUL to out. */
void hex_encode(struct span bytes, char *out);

/* Reads exactly size bytes from 2·size symbols; anything else is refused. */
MUST_USE int hex_decode(struct span text, uint8_t *out, size_t size);

#endif
