// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/credential.h"

#include <sodium.h>

/* RFC 5869 with SHA-512; one block is more than is asked for. */
static void
derive_seed(const struct token *token, const struct eid *eid, struct sign_seed *out)
{
    static const char info[] = "GB1 credential\001";
    crypto_auth_hmacsha512_state state;
    uint8_t extracted[crypto_auth_hmacsha512_BYTES];
    uint8_t expanded[crypto_auth_hmacsha512_BYTES];

    (void)crypto_auth_hmacsha512_init(&state, eid->bytes, EID_SIZE);
    (void)crypto_auth_hmacsha512_update(&state, token->bytes, TOKEN_BYTES);
    (void)crypto_auth_hmacsha512_final(&state, extracted);
    (void)crypto_auth_hmacsha512_init(&state, extracted, sizeof(extracted));
    (void)crypto_auth_hmacsha512_update(
        &state, (const unsigned char *)info, sizeof(info) - 1);
    (void)crypto_auth_hmacsha512_final(&state, expanded);
    memcpy(out->bytes, expanded, SIGN_SEED_SIZE);
    sodium_memzero(&state, sizeof(state));
    sodium_memzero(extracted, sizeof(extracted));
    sodium_memzero(expanded, sizeof(expanded));
}

int credential_new(const struct token *token,
                   const struct eid *eid,
                   struct sign_secret **out)
{
    struct sign_seed seed;
    int r;

    derive_seed(token, eid, &seed);
    r = sign_secret_from_seed(&seed, out);
    sodium_memzero(&seed, sizeof(seed));
    return r;
}

void credential_key(const struct token *token,
                    const struct eid *eid,
                    struct sign_key *out)
{
    unsigned char secret[crypto_sign_SECRETKEYBYTES];
    struct sign_seed seed;

    derive_seed(token, eid, &seed);
    (void)crypto_sign_seed_keypair(out->bytes, secret, seed.bytes);
    sodium_memzero(&seed, sizeof(seed));
    sodium_memzero(secret, sizeof(secret));
}
