// SPDX-License-Identifier: AGPL-3.0-or-later
#include "challenge.h"

#include <string.h>
#include <sys/random.h>

#include "base/fault.h"
#include "base/reader.h"
#include "seal/secret.h"
#include "seal/sha256.h"

enum {
    STAMP_SIZE = 8,
    SALT_SIZE = 8,
    OPEN_SIZE = STAMP_SIZE + SALT_SIZE,
    SEAL_SIZE = NONCE_SIZE - OPEN_SIZE,
};

/* All inputs are of fixed size, so that nobody can lengthen one. */
static void seal(const struct nonce *secret,
                 const struct sign_key *key,
                 const struct nonce *challenge,
                 struct digest *out)
{
    struct sha256 sha256;

    sha256_begin(&sha256);
    sha256_add(&sha256, SPAN(*secret));
    sha256_add(&sha256, SPAN(*key));
    sha256_add(&sha256, span_of(challenge->bytes, OPEN_SIZE));
    sha256_end(&sha256, out);
}

int challenge_make(const struct nonce *secret,
                   const struct sign_key *key,
                   int64_t now,
                   struct nonce *out)
{
    struct nonce challenge = {{0}};
    struct digest digest;
    size_t i;

    for (i = 0; i < STAMP_SIZE; i++) {
        challenge.bytes[i] = (uint8_t)((uint64_t)now >> (8 * (STAMP_SIZE - 1 - i)));
    }
    if (getrandom(challenge.bytes + STAMP_SIZE, SALT_SIZE, 0) != SALT_SIZE) {
        return FAULT(FAULT_CRYPTO);
    }
    seal(secret, key, &challenge, &digest);
    memcpy(challenge.bytes + OPEN_SIZE, digest.bytes, SEAL_SIZE);
    *out = challenge;
    return 0;
}

int challenge_check(const struct nonce *secret,
                    const struct sign_key *key,
                    const struct nonce *challenge,
                    int64_t *out)
{
    struct digest digest;
    struct reader reader;

    seal(secret, key, challenge, &digest);
    if (!secret_is_equal(challenge->bytes + OPEN_SIZE, digest.bytes, SEAL_SIZE)) {
        return CHALLENGE_FOREIGN;
    }
    reader_init(&reader, SPAN(*challenge));
    *out = (int64_t)reader_u64(&reader);
    return 0;
}
