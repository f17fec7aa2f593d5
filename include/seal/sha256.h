/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* SHA-256 of bytes that come in pieces; the state is wiped at the end. */
#ifndef SEAL_SHA256_H
#define SEAL_SHA256_H

#include <sodium.h>

#include "base/span.h"
#include "core/bytes.h"

struct sha256 {
    crypto_hash_sha256_state state;
};

void sha256_begin(struct sha256 *sha256);
void sha256_add(struct sha256 *sha256, struct span bytes);
void sha256_end(struct sha256 *sha256, struct digest *out);

#endif
