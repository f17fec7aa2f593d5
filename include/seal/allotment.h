/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The tokens and voter numbers of one constituency, drawn at once (protocol.md §4): a
 * token for each place of a list, and the numbers 1…N dealt over the places, every
 * order as likely. Whose a place is, its caller knows. Tokens live in guarded memory.
 */
#ifndef SEAL_ALLOTMENT_H
#define SEAL_ALLOTMENT_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "core/bytes.h"
#include "seal/token.h"

enum {
    ALLOTMENT_MAX = 1000000,
    ALLOTMENT_HEAD = 42, /* "GB1R" ‖ eid ‖ u16 cid ‖ u32 N */
};

struct allotment;

enum allotment_refusal {
    ALLOTMENT_LARGE = 1, /* more places than ALLOTMENT_MAX */
};

MUST_USE int allotment_new(size_t count, struct allotment **out);

/* Wipes the tokens. */
void allotment_free(struct allotment *allotment);

size_t allotment_count(const struct allotment *allotment);

/* Of a place, from 0; valid as long as the allotment. */
uint32_t allotment_number(const struct allotment *allotment, size_t place);
const struct token *allotment_token(const struct allotment *allotment, size_t place);

/* Appends the roll object, ALLOTMENT_HEAD + 32 N bytes: the credentials in order of
 * their numbers. */
MUST_USE int allotment_write(const struct allotment *allotment,
                             const struct eid *eid,
                             uint16_t cid,
                             struct buf *out);

OWNED(allotment)

#endif
