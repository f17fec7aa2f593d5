/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * SHA-256 of objects, documents and files; and the start of the cryptographic library.
 * Beside it a faster hash for what never leaves this process.
 * Bytes in pieces are seal/sha256, transcripts seal/transcript.
 */
#ifndef SEAL_HASH_H
#define SEAL_HASH_H

#include "base/attr.h"
#include "base/span.h"
#include "core/bytes.h"

/* Needed once in main before anything of seal/ is used. Negative: FAULT_CRYPTO. */
MUST_USE int seal_init(void);

void hash_sha256(struct span bytes, struct digest *out);

/* BLAKE2b: whether bytes read again are those read before. In no format. */
void hash_quick(struct span bytes, struct digest *out);

#endif
