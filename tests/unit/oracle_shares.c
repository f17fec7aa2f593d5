// SPDX-License-Identifier: AGPL-3.0-or-later
/* A trustee's shares: the two equations of protocol.md §8.3, as they stand there. */
#include <stdlib.h>

#include "base/fault.h"
#include "base/reader.h"
#include "oracle.h"
#include "oracle_terms.h"
#include "seal/transcript.h"

enum {
    FIXED_SIZE = 171,
};

static const char magic[] = "GB1S";

void oracle_shares_free(struct oracle_shares *shares)
{
    if (shares != NULL) {
        free(shares->d);
        free(shares);
    }
}

static int read_values(struct reader *reader, struct oracle_shares *shares)
{
    size_t i;

    for (i = 0; i < shares->count; i++) {
        if (point_decode(reader_take(reader, POINT_SIZE), &shares->d[i]) != 0) {
            return SHARE_MALFORMED;
        }
    }
    if (point_decode(reader_take(reader, POINT_SIZE), &shares->a1) != 0
        || point_decode(reader_take(reader, POINT_SIZE), &shares->a2) != 0
        || scalar_decode(reader_take(reader, SCALAR_SIZE), &shares->s) != 0) {
        return SHARE_MALFORMED;
    }
    return reader_done(reader) ? 0 : SHARE_MALFORMED;
}

static int read_object(struct span object, struct oracle_shares *shares)
{
    struct reader reader;

    reader_init(&reader, object);
    if (!reader_skip(&reader, magic)) {
        return SHARE_MALFORMED;
    }
    reader_copy(&reader, &shares->eid, sizeof(shares->eid));
    shares->cid = reader_u16(&reader);
    reader_copy(&reader, &shares->box, sizeof(shares->box));
    shares->j = reader_u8(&reader);
    shares->count = reader_u32(&reader);
    if (shares->count < 1 || shares->count > SHARE_COUNT_MAX
        || object.size != FIXED_SIZE + POINT_SIZE * shares->count) {
        return SHARE_MALFORMED;
    }
    shares->d = calloc(shares->count, sizeof(*shares->d));
    return shares->d == NULL ? FAULT(FAULT_MEMORY) : read_values(&reader, shares);
}

int oracle_shares_parse(struct span object, struct oracle_shares **out)
{
    struct oracle_shares *shares = calloc(1, sizeof(*shares));
    int r;

    if (shares == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = read_object(object, shares);
    if (r != 0) {
        oracle_shares_free(shares);
        return r;
    }
    *out = shares;
    return 0;
}

void oracle_shares_write(const struct oracle_shares *shares, struct buf *out)
{
    buf_put_text(out, magic);
    buf_put_span(out, SPAN(shares->eid));
    buf_put_u16(out, shares->cid);
    buf_put_span(out, SPAN(shares->box));
    buf_put_u8(out, shares->j);
    buf_put_u32(out, (uint32_t)shares->count);
    buf_put(out, shares->d, shares->count * sizeof(*shares->d));
    buf_put_span(out, SPAN(shares->a1));
    buf_put_span(out, SPAN(shares->a2));
    buf_put_span(out, SPAN(shares->s));
}

struct sums {
    struct wide seed;
    struct point m;
    struct point z;
};

static void find_seed(const struct share_task *task,
                      const struct ciphertext *output,
                      const struct oracle_shares *shares,
                      struct wide *out)
{
    struct transcript transcript;

    transcript_begin(&transcript, "share-seed");
    transcript_add(&transcript, SPAN(task->eid));
    transcript_add_u16(&transcript, task->cid);
    transcript_add(&transcript, SPAN(task->box));
    transcript_add_u8(&transcript, task->j);
    transcript_add(&transcript, SPAN(task->key));
    transcript_add(&transcript, span_of(output, task->count * sizeof(*output)));
    transcript_add(&transcript, span_of(shares->d, task->count * sizeof(*shares->d)));
    transcript_end(&transcript, out);
}

static void find_weight(const struct wide *seed, uint32_t index, struct scalar *out)
{
    struct transcript transcript;
    struct wide wide;

    transcript_begin(&transcript, "share-e");
    transcript_add(&transcript, SPAN(*seed));
    transcript_add_u32(&transcript, index);
    transcript_end(&transcript, &wide);
    scalar_from_wide(&wide, out);
}

static void
add_product(struct point *sum, const struct scalar *e, const struct point *p)
{
    struct point product;

    point_mul(e, p, &product);
    point_add(sum, &product, sum);
}

static void find_challenge(const struct sums *sums,
                           const struct oracle_shares *shares,
                           struct scalar *out)
{
    struct transcript transcript;
    struct wide wide;

    transcript_begin(&transcript, "share");
    transcript_add(&transcript, SPAN(sums->seed));
    transcript_add(&transcript, SPAN(sums->m));
    transcript_add(&transcript, SPAN(sums->z));
    transcript_add(&transcript, SPAN(shares->a1));
    transcript_add(&transcript, SPAN(shares->a2));
    transcript_end(&transcript, &wide);
    scalar_from_wide(&wide, out);
}

/* s·base = a + c·key */
static bool holds(const struct oracle_shares *shares,
                  const struct point *base,
                  const struct point *a,
                  const struct scalar *c,
                  const struct point *key)
{
    struct point left;
    struct point right = *a;

    point_mul(&shares->s, base, &left);
    add_product(&right, c, key);
    return point_is_equal(&left, &right);
}

int oracle_shares_verify(const struct share_task *task,
                         const struct ciphertext *output,
                         struct span object)
{
    CLEANUP(oracle_shares_freep) struct oracle_shares *shares = NULL;
    struct sums sums = {.m = point_identity, .z = point_identity};
    struct scalar c;
    struct scalar e;
    uint32_t i;
    int r;

    r = oracle_shares_parse(object, &shares);
    if (r != 0) {
        return r;
    }
    if (!span_is_equal(SPAN(task->eid), SPAN(shares->eid)) || task->cid != shares->cid
        || !span_is_equal(SPAN(task->box), SPAN(shares->box)) || task->j != shares->j
        || task->count != shares->count) {
        return SHARE_OTHER_TASK;
    }
    find_seed(task, output, shares, &sums.seed);
    for (i = 0; i < task->count; i++) {
        find_weight(&sums.seed, i + 1, &e);
        add_product(&sums.m, &e, &output[i].alpha);
        add_product(&sums.z, &e, &shares->d[i]);
    }
    find_challenge(&sums, shares, &c);
    if (!holds(shares, &point_base, &shares->a1, &c, &task->key)) {
        return SHARE_KEY;
    }
    return holds(shares, &sums.m, &shares->a2, &c, &sums.z) ? 0 : SHARE_SUM;
}
