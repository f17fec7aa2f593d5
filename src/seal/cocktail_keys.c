// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cocktail_keys.h"

#include <sodium.h>

#include "seal/point.h"
#include "seal/scalar.h"
#include "seal/secret.h"

enum {
    KEY_SIZE = crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
};

/* tmp = H6(…): the key, then the nonce of 24 bytes. */
static void derive(const struct cocktail_pair *pair, struct wide *out)
{
    static const char prefix[] = "COCKTAIL-DKG-Ristretto255-SHA512-H6";
    const struct span inputs[] = {
        span_of_text(prefix),
        SPAN(pair->shared_ephemeral),
        SPAN(pair->shared_static),
        SPAN(pair->ephemeral),
        SPAN(pair->sender),
        SPAN(pair->recipient),
    };
    crypto_hash_sha512_state state;
    uint8_t length[8] = {0};
    size_t i;

    (void)crypto_hash_sha512_init(&state);
    for (i = 0; i < ARRAY_SIZE(inputs); i++) {
        (void)crypto_hash_sha512_update(&state, inputs[i].data, inputs[i].size);
    }
    for (i = 0; i < sizeof(length); i++) {
        length[i] = (uint8_t)((uint64_t)pair->context.size >> (8 * i));
    }
    (void)crypto_hash_sha512_update(&state, length, sizeof(length));
    (void)crypto_hash_sha512_update(&state, pair->context.data, pair->context.size);
    (void)crypto_hash_sha512_final(&state, out->bytes);
    secret_wipe(&state, sizeof(state));
}

void cocktail_pair_seal(const struct cocktail_pair *pair,
                        const struct scalar *share,
                        struct cocktail_sealed *out)
{
    struct wide keys;

    derive(pair, &keys);
    (void)crypto_aead_xchacha20poly1305_ietf_encrypt(out->bytes,
                                                     NULL,
                                                     share->bytes,
                                                     sizeof(share->bytes),
                                                     NULL,
                                                     0,
                                                     NULL,
                                                     keys.bytes + KEY_SIZE,
                                                     keys.bytes);
    secret_wipe(&keys, sizeof(keys));
}

int cocktail_pair_open(const struct cocktail_pair *pair,
                       const struct cocktail_sealed *sealed,
                       struct scalar *out)
{
    struct wide keys;
    struct scalar share;
    int r;

    derive(pair, &keys);
    r = crypto_aead_xchacha20poly1305_ietf_decrypt(share.bytes,
                                                   NULL,
                                                   NULL,
                                                   sealed->bytes,
                                                   sizeof(sealed->bytes),
                                                   NULL,
                                                   0,
                                                   keys.bytes + KEY_SIZE,
                                                   keys.bytes)
                == 0
            ? 0
            : COCKTAIL_SEALED;
    if (r == 0 && scalar_decode(SPAN(share), out) != 0) {
        r = COCKTAIL_SHARE;
    }
    secret_wipe(&keys, sizeof(keys));
    secret_wipe(&share, sizeof(share));
    return r;
}

void cocktail_commitment_at(const struct cocktail *cocktail,
                            const struct cocktail_message *message,
                            unsigned at,
                            struct point *out)
{
    struct scalar x;
    struct point sum = message->commitments[cocktail->t - 1];
    unsigned k;

    scalar_from_u64(at, &x);
    for (k = cocktail->t - 1; k-- > 0;) {
        point_mul(&x, &sum, &sum);
        point_add(&sum, &message->commitments[k], &sum);
    }
    *out = sum;
}

void cocktail_group_key(const struct cocktail *cocktail,
                        const struct cocktail_message *messages,
                        struct point *out)
{
    struct point sum = point_identity;
    unsigned j;

    for (j = 0; j < cocktail->n; j++) {
        point_add(&sum, &messages[j].commitments[0], &sum);
    }
    *out = sum;
}

void cocktail_share_key(const struct cocktail *cocktail,
                        const struct cocktail_message *messages,
                        unsigned j,
                        struct point *out)
{
    struct point sum = point_identity;
    struct point part;
    unsigned m;

    for (m = 0; m < cocktail->n; m++) {
        cocktail_commitment_at(cocktail, &messages[m], j, &part);
        point_add(&sum, &part, &sum);
    }
    *out = sum;
}
