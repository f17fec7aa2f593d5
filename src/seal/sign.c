// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/sign.h"

#include <sodium.h>

#include "seal/secret.h"
#include "seal/transcript.h"

struct sign_secret {
    unsigned char key[crypto_sign_SECRETKEYBYTES];
    struct sign_key public;
};

enum {
    SMALL_ORDERS = 5,
};

/*
 * y of the eight points whose order divides the cofactor, little-endian; a point and
 * its negative share their y. 0 has order 4, 1 order 1, -1 order 2, the others 8.
 */
static const uint8_t small_orders[SMALL_ORDERS][SIGN_KEY_SIZE] = {
    {0},
    {1},
    {0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f},
    {0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4,
     0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6,
     0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05},
    {0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b,
     0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39,
     0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a},
};

/* p = 2^255 - 19, little-endian. */
static const uint8_t field[SIGN_KEY_SIZE] = {
    0xed, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f,
};

int sign_secret_from_seed(const struct sign_seed *seed, struct sign_secret **out)
{
    struct sign_secret *secret;
    void *memory = NULL;
    int r;

    r = secret_new(sizeof(*secret), &memory);
    if (r != 0) {
        return r;
    }
    secret = memory;
    (void)crypto_sign_seed_keypair(secret->public.bytes, secret->key, seed->bytes);
    *out = secret;
    return 0;
}

int sign_secret_new(struct sign_secret **out)
{
    struct sign_seed seed;
    int r;

    randombytes_buf(seed.bytes, sizeof(seed.bytes));
    r = sign_secret_from_seed(&seed, out);
    sodium_memzero(&seed, sizeof(seed));
    return r;
}

void sign_secret_free(struct sign_secret *secret)
{
    secret_free(secret);
}

void sign_secret_seed(const struct sign_secret *secret, struct sign_seed *out)
{
    (void)crypto_sign_ed25519_sk_to_seed(out->bytes, secret->key);
}

const struct sign_key *sign_secret_key(const struct sign_secret *secret)
{
    return &secret->public;
}

static bool is_below_field(const uint8_t *y)
{
    size_t i = SIGN_KEY_SIZE;

    while (i > 0) {
        i--;
        if (y[i] != field[i]) {
            return y[i] < field[i];
        }
    }
    return false;
}

static bool is_small(struct span y)
{
    size_t i;

    for (i = 0; i < SMALL_ORDERS; i++) {
        if (span_is_equal(y, SPAN(small_orders[i]))) {
            return true;
        }
    }
    return false;
}

int sign_key_decode(struct span bytes, struct sign_key *out)
{
    struct sign_key y;
    uint8_t sum[SIGN_KEY_SIZE];

    if (bytes.size != SIGN_KEY_SIZE) {
        return SIGN_MALFORMED;
    }
    memcpy(y.bytes, bytes.data, SIGN_KEY_SIZE);
    y.bytes[SIGN_KEY_SIZE - 1] &= 0x7f;
    if (!is_below_field(y.bytes)) {
        return SIGN_MALFORMED;
    }
    if (is_small(SPAN(y.bytes))) {
        return SIGN_SMALL;
    }
    /* libsodium's own test of a point asks for the prime-order subgroup too, more than
     * the protocol does; adding the identity asks for a point of the curve alone. */
    if (crypto_core_ed25519_add(sum, bytes.data, small_orders[1]) != 0) {
        return SIGN_MALFORMED;
    }
    memcpy(out->bytes, bytes.data, SIGN_KEY_SIZE);
    return 0;
}

static void
sign(const struct sign_secret *secret, struct span message, struct signature *out)
{
    (void)crypto_sign_detached(
        out->bytes, NULL, message.data, message.size, secret->key);
}

static int check(const struct sign_key *key,
                 struct span message,
                 const struct signature *signature)
{
    if (crypto_sign_verify_detached(
            signature->bytes, message.data, message.size, key->bytes)
        != 0) {
        return SIGN_WRONG;
    }
    return 0;
}

static void hash_ballot(struct span head, struct wide *out)
{
    struct transcript transcript;

    transcript_begin(&transcript, "ballot");
    transcript_add(&transcript, head);
    transcript_end(&transcript, out);
}

void sign_ballot(const struct sign_secret *secret,
                 struct span head,
                 struct signature *out)
{
    struct wide wide;

    hash_ballot(head, &wide);
    sign(secret, SPAN(wide.bytes), out);
}

int sign_ballot_check(const struct sign_key *key,
                      struct span head,
                      const struct signature *signature)
{
    struct wide wide;

    hash_ballot(head, &wide);
    return check(key, SPAN(wide.bytes), signature);
}

static void
hash_entry(uint8_t type, const struct eid *eid, struct span document, struct wide *out)
{
    struct transcript transcript;

    transcript_begin(&transcript, "entry");
    transcript_add_u8(&transcript, type);
    transcript_add(&transcript, SPAN(eid->bytes));
    transcript_add(&transcript, document);
    transcript_end(&transcript, out);
}

void sign_entry(const struct sign_secret *secret,
                uint8_t type,
                const struct eid *eid,
                struct span document,
                struct signature *out)
{
    struct wide wide;

    hash_entry(type, eid, document, &wide);
    sign(secret, SPAN(wide.bytes), out);
}

int sign_entry_check(const struct sign_key *key,
                     uint8_t type,
                     const struct eid *eid,
                     struct span document,
                     const struct signature *signature)
{
    struct wide wide;

    hash_entry(type, eid, document, &wide);
    return check(key, SPAN(wide.bytes), signature);
}

static void hash_console(const struct sign_login *login, struct wide *out)
{
    struct transcript transcript;

    transcript_begin(&transcript, "console");
    transcript_add(&transcript, SPAN(login->eid.bytes));
    transcript_add(&transcript, span_of_text(login->origin));
    transcript_add(&transcript, SPAN(login->key.bytes));
    transcript_add(&transcript, SPAN(login->challenge.bytes));
    transcript_end(&transcript, out);
}

void sign_console(const struct sign_secret *secret,
                  const struct sign_login *login,
                  struct signature *out)
{
    struct wide wide;

    hash_console(login, &wide);
    sign(secret, SPAN(wide.bytes), out);
}

int sign_console_check(const struct sign_login *login,
                       const struct signature *signature)
{
    struct wide wide;

    hash_console(login, &wide);
    return check(&login->key, SPAN(wide.bytes), signature);
}

static void hash_packets(const struct eid *eid, struct span document, struct wide *out)
{
    struct transcript transcript;

    transcript_begin(&transcript, "packets");
    transcript_add(&transcript, SPAN(eid->bytes));
    transcript_add(&transcript, document);
    transcript_end(&transcript, out);
}

void sign_packets(const struct sign_secret *secret,
                  const struct eid *eid,
                  struct span document,
                  struct signature *out)
{
    struct wide wide;

    hash_packets(eid, document, &wide);
    sign(secret, SPAN(wide.bytes), out);
}

int sign_packets_check(const struct sign_key *key,
                       const struct eid *eid,
                       struct span document,
                       const struct signature *signature)
{
    struct wide wide;

    hash_packets(eid, document, &wide);
    return check(key, SPAN(wide.bytes), signature);
}

void sign_note(const struct sign_secret *secret,
               struct span text,
               struct signature *out)
{
    sign(secret, text, out);
}

int sign_note_check(const struct sign_key *key,
                    struct span text,
                    const struct signature *signature)
{
    return check(key, text, signature);
}
