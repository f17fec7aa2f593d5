// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/sha256.h"

void sha256_begin(struct sha256 *sha256)
{
    (void)crypto_hash_sha256_init(&sha256->state);
}

void sha256_add(struct sha256 *sha256, struct span bytes)
{
    (void)crypto_hash_sha256_update(&sha256->state, bytes.data, bytes.size);
}

void sha256_end(struct sha256 *sha256, struct digest *out)
{
    (void)crypto_hash_sha256_final(&sha256->state, out->bytes);
    sodium_memzero(sha256, sizeof(*sha256));
}
