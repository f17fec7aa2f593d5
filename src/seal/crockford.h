/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Crockford's base 32: five bits a symbol, no I, L, O, U among them. What people type
 * is read kindly: either case, O as 0, I and L as 1, hyphens and blanks left out.
 */
#ifndef SEAL_CROCKFORD_H
#define SEAL_CROCKFORD_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"

enum crockford_refusal {
    CROCKFORD_MALFORMED = 1, /* another symbol, or too many or too few */
};

/* The value 0…31 as a symbol. */
char crockford_symbol(unsigned value);

/* Writes `count` values of five bits as symbols, a hyphen after
 * each `group` of them (none if 0), and a NUL. */
void crockford_write(const uint8_t *values, size_t count, size_t group, char *out);

/* Reads exactly `count` values of five bits from what somebody typed. */
MUST_USE int crockford_read(struct span text, uint8_t *values, size_t count);

/* Packs values of five bits into bytes, first in the highest bits; and back. */
void crockford_pack(const uint8_t *values, size_t count, uint8_t *bytes);
void crockford_unpack(const uint8_t *bytes, size_t count, uint8_t *values);

#endif
