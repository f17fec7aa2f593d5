// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/ceremony.h"

#include <stdlib.h>

#include "base/fault.h"
#include "base/reader.h"
#include "seal/point.h"
#include "seal/scalar.h"
#include "seal/secret.h"
#include "seal/transcript.h"

enum {
    FIXED_SIZE = 38,
    TRUSTEE_SIZE = 288,
    TRANSCRIPT_ROOM = 1 << 17,
};

static const char magic[] = "GB1K";

size_t ceremony_size(unsigned n, unsigned t)
{
    return FIXED_SIZE
           + ((size_t)n * (TRUSTEE_SIZE + ((size_t)32 * t) + ((size_t)56 * n)));
}

void ceremony_free(struct ceremony *ceremony)
{
    free(ceremony);
}

static bool is_lawful(unsigned n, unsigned t)
{
    return (n == 1 && t == 1) || (t >= 2 && t < n && n <= TRUSTEES_MAX);
}

/* Whether a trustee before this one has the same signing key. */
static bool is_repeated(const struct ceremony *ceremony, unsigned at)
{
    unsigned i;

    for (i = 0; i < at; i++) {
        if (span_is_equal(SPAN(ceremony->keys[i]), SPAN(ceremony->keys[at]))) {
            return true;
        }
    }
    return false;
}

int ceremony_begin(struct ceremony *ceremony)
{
    const struct cocktail *cocktail = &ceremony->cocktail;
    unsigned i;
    int r;

    if (!is_lawful(cocktail->n, cocktail->t)) {
        return CEREMONY_SETUP;
    }
    for (i = 0; i < cocktail->n; i++) {
        if (is_repeated(ceremony, i)) {
            return CEREMONY_SETUP;
        }
    }
    r = cocktail_begin(&ceremony->cocktail, SPAN(ceremony->nonce));
    return r > 0 ? CEREMONY_SETUP : r;
}

int ceremony_make(const struct ceremony *ceremony,
                  unsigned i,
                  const struct scalar *d,
                  struct buf *msg1)
{
    struct cocktail_message message;
    int r;

    r = cocktail_make(&ceremony->cocktail, i, d, &message);
    if (r != 0) {
        return r > 0 ? CEREMONY_STRANGER : r;
    }
    cocktail_write(&ceremony->cocktail, &message, msg1);
    return FOLD(buf_status(msg1));
}

void ceremony_commit(const struct ceremony *ceremony,
                     unsigned j,
                     struct span msg1,
                     struct wide *out)
{
    struct transcript transcript;

    transcript_begin(&transcript, "dkg-commit");
    transcript_add(&transcript, SPAN(ceremony->cocktail.context));
    transcript_add_u8(&transcript, (uint8_t)j);
    transcript_add(&transcript, msg1);
    transcript_end(&transcript, out);
}

int ceremony_accept(struct ceremony *ceremony, unsigned j, struct span msg1)
{
    struct cocktail_message message;
    struct wide commit;
    int r;

    if (j < 1 || j > ceremony->cocktail.n) {
        return CEREMONY_STRANGER;
    }
    ceremony_commit(ceremony, j, msg1, &commit);
    if (!span_is_equal(SPAN(commit), SPAN(ceremony->commits[j - 1]))) {
        return CEREMONY_COMMIT;
    }
    r = cocktail_read(&ceremony->cocktail, msg1, &message);
    if (r != 0) {
        return r > 0 ? CEREMONY_MALFORMED : r;
    }
    r = cocktail_check(&ceremony->cocktail, &message);
    if (r != 0) {
        return r > 0 ? CEREMONY_POSSESSION : r;
    }
    ceremony->messages[j - 1] = message;
    return 0;
}

int ceremony_restore(const struct ceremony *ceremony,
                     const struct scalar *d,
                     unsigned *culprit,
                     struct scalar *out)
{
    struct cocktail_owner owner = {0, d};
    struct point key;
    unsigned i;
    int r;

    point_mul_base(d, &key);
    for (i = 0; i < ceremony->cocktail.n; i++) {
        if (point_is_equal(&key, &ceremony->cocktail.statics[i])) {
            owner.i = i + 1;
        }
    }
    *culprit = 0;
    if (owner.i == 0) {
        return CEREMONY_STRANGER;
    }
    r = cocktail_open(&ceremony->cocktail, &owner, ceremony->messages, culprit, out);
    return r > 0 ? CEREMONY_SHARE : r;
}

/* T with ext = H("dkg-ext", signing keys list, commit list). */
static int write_transcript(const struct ceremony *ceremony, struct buf *out)
{
    struct transcript transcript;
    struct wide extension;
    size_t n = ceremony->cocktail.n;

    transcript_begin(&transcript, "dkg-ext");
    transcript_add(&transcript, span_of(ceremony->keys, n * sizeof(struct sign_key)));
    transcript_add(&transcript, span_of(ceremony->commits, n * sizeof(struct wide)));
    transcript_end(&transcript, &extension);
    return cocktail_transcript(
        &ceremony->cocktail, ceremony->messages, SPAN(extension), out);
}

int ceremony_sign(struct ceremony *ceremony, unsigned i, const struct scalar *d)
{
    struct buf transcript;
    struct point key;
    int r;

    point_mul_base(d, &key);
    if (i < 1 || i > ceremony->cocktail.n
        || !point_is_equal(&key, &ceremony->cocktail.statics[i - 1])) {
        return CEREMONY_STRANGER;
    }
    buf_init(&transcript, TRANSCRIPT_ROOM);
    r = write_transcript(ceremony, &transcript);
    if (r == 0) {
        r = cocktail_sign(d, buf_span(&transcript), &ceremony->signatures[i - 1]);
    }
    buf_deinit(&transcript);
    return FOLD(r);
}

int ceremony_alone(struct ceremony *ceremony, const struct scalar *d)
{
    struct buf msg1;
    int r;

    if (ceremony->cocktail.n != 1) {
        return CEREMONY_SETUP;
    }
    point_mul_base(d, &ceremony->cocktail.statics[0]);
    r = ceremony_begin(ceremony);
    if (r != 0) {
        return r;
    }
    buf_init(&msg1, cocktail_message_size(&ceremony->cocktail));
    r = ceremony_make(ceremony, 1, d, &msg1);
    if (r == 0) {
        ceremony_commit(ceremony, 1, buf_span(&msg1), &ceremony->commits[0]);
        r = ceremony_accept(ceremony, 1, buf_span(&msg1));
    }
    buf_deinit(&msg1);
    if (r != 0) {
        return FOLD(r);
    }
    return ceremony_sign(ceremony, 1, d);
}

static int read_signatures(struct reader *reader, struct ceremony *ceremony)
{
    unsigned i;

    for (i = 0; i < ceremony->cocktail.n; i++) {
        struct cocktail_signature *signature = &ceremony->signatures[i];

        if (point_decode(reader_take(reader, POINT_SIZE), &signature->r) != 0
            || scalar_decode(reader_take(reader, SCALAR_SIZE), &signature->z) != 0) {
            return CEREMONY_MALFORMED;
        }
    }
    return reader_done(reader) ? 0 : CEREMONY_MALFORMED;
}

static int read_rounds(struct reader *reader, struct ceremony *ceremony)
{
    struct cocktail *cocktail = &ceremony->cocktail;
    unsigned n = cocktail->n;
    unsigned i;
    int r;

    reader_copy(reader, cocktail->statics, n * sizeof(struct point));
    reader_copy(reader, ceremony->keys, n * sizeof(struct sign_key));
    reader_copy(reader, ceremony->commits, n * sizeof(struct wide));
    r = ceremony_begin(ceremony);
    if (r != 0) {
        return r;
    }
    for (i = 0; i < n; i++) {
        r = cocktail_read(cocktail,
                          reader_take(reader, cocktail_message_size(cocktail)),
                          &ceremony->messages[i]);
        if (r != 0) {
            return r > 0 ? CEREMONY_MALFORMED : r;
        }
    }
    return read_signatures(reader, ceremony);
}

int ceremony_parse(struct span object, struct ceremony **out)
{
    struct ceremony *ceremony;
    struct reader reader;
    int r;

    reader_init(&reader, object);
    if (!reader_skip(&reader, magic)) {
        return CEREMONY_MALFORMED;
    }
    ceremony = calloc(1, sizeof(*ceremony));
    if (ceremony == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    reader_copy(&reader, &ceremony->nonce, sizeof(ceremony->nonce));
    ceremony->cocktail.n = reader_u8(&reader);
    ceremony->cocktail.t = reader_u8(&reader);
    if (!is_lawful(ceremony->cocktail.n, ceremony->cocktail.t)) {
        r = CEREMONY_SETUP;
    } else {
        r = read_rounds(&reader, ceremony);
    }
    if (r != 0) {
        ceremony_free(ceremony);
        return r;
    }
    *out = ceremony;
    return 0;
}

int ceremony_write(const struct ceremony *ceremony, struct buf *out)
{
    size_t n = ceremony->cocktail.n;
    size_t i;

    buf_put_text(out, magic);
    buf_put(out, &ceremony->nonce, sizeof(ceremony->nonce));
    buf_put_u8(out, (uint8_t)n);
    buf_put_u8(out, (uint8_t)ceremony->cocktail.t);
    buf_put(out, ceremony->cocktail.statics, n * sizeof(struct point));
    buf_put(out, ceremony->keys, n * sizeof(struct sign_key));
    buf_put(out, ceremony->commits, n * sizeof(struct wide));
    for (i = 0; i < n; i++) {
        cocktail_write(&ceremony->cocktail, &ceremony->messages[i], out);
    }
    buf_put(out, ceremony->signatures, n * sizeof(struct cocktail_signature));
    return FOLD(buf_status(out));
}

static int verify_message(const struct ceremony *ceremony, unsigned j)
{
    struct buf msg1;
    struct wide commit;
    int r;

    buf_init(&msg1, cocktail_message_size(&ceremony->cocktail));
    cocktail_write(&ceremony->cocktail, &ceremony->messages[j - 1], &msg1);
    r = FOLD(buf_status(&msg1));
    if (r == 0) {
        ceremony_commit(ceremony, j, buf_span(&msg1), &commit);
        if (!span_is_equal(SPAN(commit), SPAN(ceremony->commits[j - 1]))) {
            r = CEREMONY_COMMIT;
        } else if (cocktail_check(&ceremony->cocktail, &ceremony->messages[j - 1])
                   != 0) {
            r = CEREMONY_POSSESSION;
        }
    }
    buf_deinit(&msg1);
    return r;
}

static int
verify_trustee(const struct ceremony *ceremony, struct span transcript, unsigned j)
{
    struct point key;

    if (cocktail_verify(&ceremony->cocktail.statics[j - 1],
                        transcript,
                        &ceremony->signatures[j - 1])
        != 0) {
        return CEREMONY_SIGNATURE;
    }
    ceremony_share_key(ceremony, j, &key);
    return point_is_equal(&key, &point_identity) ? CEREMONY_KEY : 0;
}

static int
verify_all(const struct ceremony *ceremony, struct span transcript, unsigned *culprit)
{
    struct point key;
    unsigned j;
    int r;

    for (j = 1; j <= ceremony->cocktail.n; j++) {
        *culprit = j;
        r = verify_message(ceremony, j);
        if (r != 0) {
            return r;
        }
    }
    for (j = 1; j <= ceremony->cocktail.n; j++) {
        *culprit = j;
        r = verify_trustee(ceremony, transcript, j);
        if (r != 0) {
            return r;
        }
    }
    *culprit = 0;
    ceremony_group_key(ceremony, &key);
    return point_is_equal(&key, &point_identity) ? CEREMONY_KEY : 0;
}

int ceremony_verify(const struct ceremony *ceremony, unsigned *culprit)
{
    struct buf transcript;
    int r;

    buf_init(&transcript, TRANSCRIPT_ROOM);
    r = write_transcript(ceremony, &transcript);
    if (r == 0) {
        r = verify_all(ceremony, buf_span(&transcript), culprit);
    }
    buf_deinit(&transcript);
    return r;
}

void ceremony_group_key(const struct ceremony *ceremony, struct point *out)
{
    cocktail_group_key(&ceremony->cocktail, ceremony->messages, out);
}

void ceremony_share_key(const struct ceremony *ceremony, unsigned j, struct point *out)
{
    cocktail_share_key(&ceremony->cocktail, ceremony->messages, j, out);
}
