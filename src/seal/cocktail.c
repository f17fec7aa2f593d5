// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/cocktail.h"

#include <string.h>

#include <sodium.h>

#include "base/fault.h"
#include "base/reader.h"
#include "cocktail_keys.h"
#include "seal/group.h"
#include "seal/point.h"
#include "seal/scalar.h"
#include "seal/secret.h"

enum {
    SIGNED_SIZE = COCKTAIL_CONTEXT_SIZE + (POINT_SIZE * (TRUSTEES_MAX + 1)),
    TRANSCRIPT_ROOM = 1 << 17,
};

static const char suite[] = "COCKTAIL(Ristretto255, SHA-512)";

static void put_u32_le(struct buf *buf, uint32_t value)
{
    size_t i;

    for (i = 0; i < sizeof(value); i++) {
        buf_put_u8(buf, (uint8_t)(value >> (8 * i)));
    }
}

static void put_u64_le(struct buf *buf, uint64_t value)
{
    put_u32_le(buf, (uint32_t)value);
    put_u32_le(buf, (uint32_t)(value >> 32));
}

/* A static key that decodes and that nobody before has. */
static bool is_fresh(const struct cocktail *cocktail, unsigned at)
{
    struct point point;
    unsigned i;

    for (i = 0; i < at; i++) {
        if (point_is_equal(&cocktail->statics[i], &cocktail->statics[at])) {
            return false;
        }
    }
    return point_decode(SPAN(cocktail->statics[at]), &point) == 0;
}

static bool is_set_up(const struct cocktail *cocktail)
{
    unsigned i;

    if (cocktail->n < 1 || cocktail->n > TRUSTEES_MAX || cocktail->t < 1
        || cocktail->t > cocktail->n) {
        return false;
    }
    for (i = 0; i < cocktail->n; i++) {
        if (!is_fresh(cocktail, i)) {
            return false;
        }
    }
    return true;
}

int cocktail_begin(struct cocktail *cocktail, struct span session_id)
{
    struct buf buf;
    int r;

    if (!is_set_up(cocktail)) {
        return COCKTAIL_SETUP;
    }
    buf_init(&buf, TRANSCRIPT_ROOM);
    buf_put_text(&buf, "COCKTAIL-DKG-CONTEXT");
    buf_put_u64(&buf, session_id.size);
    buf_put_span(&buf, session_id);
    buf_put_u64(&buf, strlen(suite));
    buf_put_text(&buf, suite);
    put_u32_le(&buf, cocktail->n);
    buf_put(&buf, cocktail->statics, cocktail->n * sizeof(struct point));
    r = FOLD(buf_status(&buf));
    if (r == 0) {
        (void)crypto_hash_sha512(cocktail->context, buf.data, buf.size);
    }
    buf_deinit(&buf);
    return r;
}

size_t cocktail_message_size(const struct cocktail *cocktail)
{
    return ((size_t)cocktail->t * POINT_SIZE) + sizeof(struct cocktail_signature)
           + POINT_SIZE
           + ((size_t)cocktail->n * (sizeof(uint64_t) + COCKTAIL_SEALED_SIZE));
}

static int read_message(const struct cocktail *cocktail,
                        struct reader *reader,
                        struct cocktail_message *message)
{
    unsigned i;

    for (i = 0; i < cocktail->t; i++) {
        if (point_decode(reader_take(reader, POINT_SIZE), &message->commitments[i])
            != 0) {
            return COCKTAIL_MALFORMED;
        }
    }
    if (point_decode(reader_take(reader, POINT_SIZE), &message->possession.r) != 0
        || scalar_decode(reader_take(reader, SCALAR_SIZE), &message->possession.z) != 0
        || point_decode(reader_take(reader, POINT_SIZE), &message->ephemeral) != 0) {
        return COCKTAIL_MALFORMED;
    }
    for (i = 0; i < cocktail->n; i++) {
        if (reader_u64(reader) != COCKTAIL_SEALED_SIZE) {
            return COCKTAIL_MALFORMED;
        }
        reader_copy(reader, &message->shares[i], sizeof(message->shares[i]));
    }
    return reader_done(reader) ? 0 : COCKTAIL_MALFORMED;
}

int cocktail_read(const struct cocktail *cocktail,
                  struct span bytes,
                  struct cocktail_message *out)
{
    struct cocktail_message message = {0};
    struct reader reader;
    int r;

    reader_init(&reader, bytes);
    r = read_message(cocktail, &reader, &message);
    if (r != 0) {
        return r;
    }
    *out = message;
    return 0;
}

void cocktail_write(const struct cocktail *cocktail,
                    const struct cocktail_message *message,
                    struct buf *out)
{
    unsigned i;

    buf_put(out, message->commitments, cocktail->t * sizeof(struct point));
    buf_put(out, &message->possession, sizeof(message->possession));
    buf_put(out, &message->ephemeral, sizeof(message->ephemeral));
    for (i = 0; i < cocktail->n; i++) {
        buf_put_u64(out, sizeof(message->shares[i]));
        buf_put(out, &message->shares[i], sizeof(message->shares[i]));
    }
}

/* context ‖ C ‖ E, what the proof of possession signs. */
static struct span write_claim(const struct cocktail *cocktail,
                               const struct cocktail_message *message,
                               uint8_t out[SIGNED_SIZE])
{
    size_t size = (size_t)cocktail->t * POINT_SIZE;

    memcpy(out, cocktail->context, COCKTAIL_CONTEXT_SIZE);
    memcpy(out + COCKTAIL_CONTEXT_SIZE, message->commitments, size);
    size += COCKTAIL_CONTEXT_SIZE;
    memcpy(out + size, &message->ephemeral, POINT_SIZE);
    return span_of(out, size + POINT_SIZE);
}

int cocktail_check(const struct cocktail *cocktail,
                   const struct cocktail_message *message)
{
    uint8_t claim[SIGNED_SIZE];
    int r;

    r = cocktail_verify(&message->commitments[0],
                        write_claim(cocktail, message, claim),
                        &message->possession);
    return r > 0 ? COCKTAIL_POSSESSION : r;
}

/* What round 1 must never show; wiped at its end. */
struct dealer {
    struct scalar coefficients[TRUSTEES_MAX]; /* a_0…a_{t-1} */
    struct scalar ephemeral;
};

static void
draw(const struct cocktail *cocktail, const struct scalar *d, struct dealer *out)
{
    struct secret_source source = {
        .tag = "dkg-commit", .secret = SPAN(*d), .statement = SPAN(cocktail->context)};
    unsigned i;

    randombytes_buf(&source.fresh, sizeof(source.fresh));
    for (i = 0; i < cocktail->t; i++) {
        group_nonce_from(&source, i, &out->coefficients[i]);
    }
    group_nonce_from(&source, TRUSTEES_MAX, &out->ephemeral);
    secret_wipe(&source, sizeof(source));
}

/* f(at), by Horner's rule. */
static void evaluate(const struct cocktail *cocktail,
                     const struct dealer *dealer,
                     unsigned at,
                     struct scalar *out)
{
    struct scalar x;
    unsigned k;

    scalar_from_u64(at, &x);
    *out = dealer->coefficients[cocktail->t - 1];
    for (k = cocktail->t - 1; k-- > 0;) {
        scalar_mul(out, &x, out);
        scalar_add(out, &dealer->coefficients[k], out);
    }
}

static int deal(const struct cocktail *cocktail,
                const struct cocktail_owner *owner,
                const struct dealer *dealer,
                struct cocktail_message *message)
{
    uint8_t claim[SIGNED_SIZE];
    struct cocktail_pair pair = {.context = SPAN(cocktail->context)};
    struct scalar share;
    unsigned j;
    int r;

    for (j = 0; j < cocktail->t; j++) {
        point_mul_base(&dealer->coefficients[j], &message->commitments[j]);
    }
    point_mul_base(&dealer->ephemeral, &message->ephemeral);
    r = cocktail_sign(&dealer->coefficients[0],
                      write_claim(cocktail, message, claim),
                      &message->possession);
    if (r != 0) {
        return FOLD(r);
    }

    pair.ephemeral = message->ephemeral;
    pair.sender = cocktail->statics[owner->i - 1];
    for (j = 0; j < cocktail->n; j++) {
        pair.recipient = cocktail->statics[j];
        point_mul(&dealer->ephemeral, &pair.recipient, &pair.shared_ephemeral);
        point_mul(owner->d, &pair.recipient, &pair.shared_static);
        evaluate(cocktail, dealer, j + 1, &share);
        cocktail_pair_seal(&pair, &share, &message->shares[j]);
    }
    secret_wipe(&pair, sizeof(pair));
    secret_wipe(&share, sizeof(share));
    return 0;
}

static bool is_owner(const struct cocktail *cocktail,
                     const struct cocktail_owner *owner)
{
    struct point key;

    point_mul_base(owner->d, &key);
    return owner->i >= 1 && owner->i <= cocktail->n
           && point_is_equal(&key, &cocktail->statics[owner->i - 1]);
}

int cocktail_make(const struct cocktail *cocktail,
                  unsigned i,
                  const struct scalar *d,
                  struct cocktail_message *out)
{
    const struct cocktail_owner owner = {i, d};
    struct cocktail_message message = {0};
    struct dealer dealer;
    int r;

    if (!is_owner(cocktail, &owner)) {
        return COCKTAIL_STRANGER;
    }
    draw(cocktail, d, &dealer);
    r = deal(cocktail, &owner, &dealer, &message);
    secret_wipe(&dealer, sizeof(dealer));
    if (r != 0) {
        return FOLD(r);
    }
    *out = message;
    return 0;
}

int cocktail_open(const struct cocktail *cocktail,
                  const struct cocktail_owner *owner,
                  const struct cocktail_message *messages,
                  unsigned *culprit,
                  struct scalar *out)
{
    struct cocktail_pair pair = {.context = SPAN(cocktail->context)};
    struct scalar sum = {0};
    struct scalar share;
    struct point left;
    struct point right;
    unsigned j;
    int r = 0;

    if (!is_owner(cocktail, owner)) {
        *culprit = owner->i;
        return COCKTAIL_STRANGER;
    }
    pair.recipient = cocktail->statics[owner->i - 1];
    for (j = 0; j < cocktail->n && r == 0; j++) {
        pair.ephemeral = messages[j].ephemeral;
        pair.sender = cocktail->statics[j];
        point_mul(owner->d, &pair.ephemeral, &pair.shared_ephemeral);
        point_mul(owner->d, &pair.sender, &pair.shared_static);
        r = cocktail_pair_open(&pair, &messages[j].shares[owner->i - 1], &share);
        if (r == 0) {
            point_mul_base(&share, &left);
            cocktail_commitment_at(cocktail, &messages[j], owner->i, &right);
            r = point_is_equal(&left, &right) ? 0 : COCKTAIL_SHARE;
            scalar_add(&sum, &share, &sum);
        }
    }
    secret_wipe(&pair, sizeof(pair));
    secret_wipe(&share, sizeof(share));
    if (r != 0) {
        *culprit = j;
    } else {
        *out = sum;
    }
    secret_wipe(&sum, sizeof(sum));
    return r;
}

int cocktail_transcript(const struct cocktail *cocktail,
                        const struct cocktail_message *messages,
                        struct span extension,
                        struct buf *out)
{
    unsigned j;

    put_u64_le(out, strlen(suite));
    buf_put_text(out, suite);
    put_u64_le(out, sizeof(cocktail->context));
    buf_put(out, cocktail->context, sizeof(cocktail->context));
    put_u32_le(out, cocktail->n);
    put_u32_le(out, cocktail->t);
    buf_put(out, cocktail->statics, cocktail->n * sizeof(struct point));
    for (j = 0; j < cocktail->n; j++) {
        buf_put(out, messages[j].commitments, cocktail->t * sizeof(struct point));
    }
    for (j = 0; j < cocktail->n; j++) {
        buf_put(out, &messages[j].possession, sizeof(messages[j].possession));
    }
    for (j = 0; j < cocktail->n; j++) {
        buf_put(out, &messages[j].ephemeral, sizeof(messages[j].ephemeral));
    }
    put_u64_le(out, extension.size);
    buf_put_span(out, extension);
    return FOLD(buf_status(out));
}
