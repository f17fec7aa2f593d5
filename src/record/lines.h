/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Lines that C2SP's files share: numbers, hashes, and the hashes of a proof. */
#ifndef RECORD_LINES_H
#define RECORD_LINES_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/reader.h"
#include "base/span.h"
#include "core/bytes.h"
#include "record/proof.h"

enum lines_refusal {
    LINES_MALFORMED = 1,
};

/* A decimal of at most 18 digits, without leading zeroes. */
MUST_USE int lines_number(struct span text, uint64_t *out);

/* Appends what the base64 stands for; more than out may hold is malformed. */
MUST_USE int lines_decode(struct span base64, struct buf *out);

MUST_USE int lines_hash(struct span base64, struct digest *out);

/* Hashes, a line each, at most so many, and the empty line that ends them. */
MUST_USE int lines_proof(struct reader *reader, size_t most, struct proof *out);

/* Appends the same lines; a full out shows in its status. */
void lines_put_proof(const struct proof *proof, struct buf *out);

#endif
