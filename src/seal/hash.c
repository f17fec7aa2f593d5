// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/hash.h"

#include <sodium.h>

#include "base/fault.h"

int seal_init(void)
{
    /* 1 says that somebody was here before. */
    if (sodium_init() < 0) {
        return FAULT(FAULT_CRYPTO);
    }
    return 0;
}

void hash_sha256(struct span bytes, struct digest *out)
{
    (void)crypto_hash_sha256(out->bytes, bytes.data, bytes.size);
}

void hash_quick(struct span bytes, struct digest *out)
{
    (void)crypto_generichash(
        out->bytes, sizeof(out->bytes), bytes.data, bytes.size, NULL, 0);
}
