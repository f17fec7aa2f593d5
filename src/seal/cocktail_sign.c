// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/cocktail.h"

#include <sodium.h>

#include "base/fault.h"
#include "seal/point.h"
#include "seal/scalar.h"
#include "seal/secret.h"

/* HashToScalar(prefix ‖ a ‖ b ‖ message): SHA-512, little-endian, mod L. */
static void hash_to_scalar(const char *prefix,
                           struct span a,
                           struct span b,
                           struct span message,
                           struct scalar *out)
{
    crypto_hash_sha512_state state;
    struct wide wide;
    struct span label = span_of_text(prefix);

    (void)crypto_hash_sha512_init(&state);
    (void)crypto_hash_sha512_update(&state, label.data, label.size);
    (void)crypto_hash_sha512_update(&state, a.data, a.size);
    (void)crypto_hash_sha512_update(&state, b.data, b.size);
    (void)crypto_hash_sha512_update(&state, message.data, message.size);
    (void)crypto_hash_sha512_final(&state, wide.bytes);
    scalar_from_wide(&wide, out);
    secret_wipe(&state, sizeof(state));
    secret_wipe(&wide, sizeof(wide));
}

static void challenge(const struct point *r,
                      const struct point *key,
                      struct span message,
                      struct scalar *out)
{
    hash_to_scalar(
        "COCKTAIL-DKG-Ristretto255-SHA512-H7", SPAN(*r), SPAN(*key), message, out);
}

int cocktail_sign(const struct scalar *d,
                  struct span transcript,
                  struct cocktail_signature *out)
{
    struct cocktail_signature signature;
    struct point key;
    struct scalar k;
    struct scalar c;

    hash_to_scalar("COCKTAIL-DKG-Ristretto255-SHA512-NONCE",
                   SPAN(*d),
                   span_of(NULL, 0),
                   transcript,
                   &k);
    if (scalar_is_zero(&k)) {
        return FAULT(FAULT_CRYPTO);
    }
    point_mul_base(d, &key);
    point_mul_base(&k, &signature.r);
    challenge(&signature.r, &key, transcript, &c);
    scalar_mul(&c, d, &c);
    scalar_add(&k, &c, &signature.z);
    secret_wipe(&k, sizeof(k));
    secret_wipe(&c, sizeof(c));
    *out = signature;
    return 0;
}

int cocktail_verify(const struct point *key,
                    struct span transcript,
                    const struct cocktail_signature *signature)
{
    struct point left;
    struct point right;
    struct scalar c;

    challenge(&signature->r, key, transcript, &c);
    point_mul_base(&signature->z, &left);
    point_mul(&c, key, &right);
    point_add(&right, &signature->r, &right);
    return point_is_equal(&left, &right) ? 0 : COCKTAIL_SIGNATURE;
}
