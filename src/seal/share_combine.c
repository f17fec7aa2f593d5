// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/share.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/fault.h"
#include "portion.h"
#include "seal/scalar.h"
#include "share_object.h"

enum {
    SMALL = 8, /* bytes of a factor that is added up bit by bit */
};

/* ±value with which a set comes into the sum, all of it public. */
struct factor {
    struct scalar value;
    bool is_negative;
    bool is_small;
};

struct combining {
    const struct share_sets *sets;
    const struct progress *progress;
    struct factor factors[TRUSTEES_MAX];
    struct portions portions;
    struct point *out;
    pthread_mutex_t lock; /* of reading and of what follows */
    uint64_t done;
};

/* λ_j = Π_{m≠j} m/(m−j) over the sets' own places; they are distinct. */
static int find_lambda(const struct share_sets *sets, size_t at, struct scalar *out)
{
    struct scalar above;
    struct scalar below;
    struct scalar j;
    struct scalar m;
    size_t i;
    int r;

    scalar_from_u64(1, &above);
    below = above;
    scalar_from_u64(sets->sets[at].j, &j);
    for (i = 0; i < sets->count; i++) {
        if (i == at) {
            continue;
        }
        scalar_from_u64(sets->sets[i].j, &m);
        scalar_mul(&above, &m, &above);
        scalar_sub(&m, &j, &m);
        scalar_mul(&below, &m, &below);
    }
    if (scalar_is_zero(&below)) {
        return SHARE_TOO_FEW;
    }
    r = scalar_invert(&below, &below);
    if (r != 0) {
        return FOLD(r);
    }
    scalar_mul(&above, &below, out);
    return 0;
}

static bool is_small(const struct scalar *scalar)
{
    size_t i;

    for (i = SMALL; i < SCALAR_SIZE; i++) {
        if (scalar->bytes[i] != 0) {
            return false;
        }
    }
    return true;
}

/* Most λ are small whole numbers, or their negatives. */
static struct factor factor_of(const struct scalar *lambda)
{
    struct factor factor = {.value = *lambda, .is_small = is_small(lambda)};

    if (!factor.is_small) {
        scalar_negate(lambda, &factor.value);
        factor.is_negative = is_small(&factor.value);
        factor.is_small = factor.is_negative;
    }
    if (!factor.is_small) {
        factor.value = *lambda;
    }
    return factor;
}

static void multiply(const struct factor *factor,
                     const struct element *element,
                     struct element *out)
{
    struct element product = element_identity();
    bool has_begun = false;
    size_t bit;

    if (!factor->is_small) {
        element_mul(&factor->value, element, out);
        return;
    }
    for (bit = (size_t)SMALL * 8; bit-- > 0;) {
        if (has_begun) {
            element_add(&product, &product, &product);
        }
        if ((factor->value.bytes[bit / 8] >> (bit % 8) & 1) != 0) {
            element_add(&product, element, &product);
            has_begun = true;
        }
    }
    *out = product;
}

/* out[i] −= λ d_i for a portion of one set. */
static int
subtract(struct combining *combining, size_t set, size_t at, struct element *sums)
{
    const struct pieces list =
        share_list(&combining->sets->sets[set].object, combining->sets->ballots);
    const struct factor *factor = &combining->factors[set];
    size_t first = portion_first(&combining->portions, at);
    size_t count = portion_length(&combining->portions, at);
    struct point d[PORTION_MOST];
    struct element part;
    size_t i;
    int r;

    (void)pthread_mutex_lock(&combining->lock);
    r = pieces_read(&list, first * POINT_SIZE, count * POINT_SIZE, d);
    (void)pthread_mutex_unlock(&combining->lock);
    for (i = 0; i < count && r == 0; i++) {
        if (element_decode(&d[i], &part) != 0) {
            return FAULT(FAULT_BUG);
        }
        multiply(factor, &part, &part);
        if (factor->is_negative) {
            element_add(&sums[i], &part, &sums[i]);
        } else {
            element_sub(&sums[i], &part, &sums[i]);
        }
    }
    return r;
}

/* β'_i */
static int begin(struct combining *combining, size_t at, struct element *sums)
{
    size_t first = portion_first(&combining->portions, at);
    size_t count = portion_length(&combining->portions, at);
    struct ciphertext output[PORTION_MOST];
    size_t i;
    int r;

    (void)pthread_mutex_lock(&combining->lock);
    r = pieces_read(&combining->sets->output,
                    first * sizeof(*output),
                    count * sizeof(*output),
                    output);
    (void)pthread_mutex_unlock(&combining->lock);
    for (i = 0; i < count && r == 0; i++) {
        if (element_decode_beta(&output[i].beta, &sums[i]) != 0) {
            return FAULT(FAULT_BUG);
        }
    }
    return r;
}

static int combine_portion(void *context, size_t at)
{
    struct combining *combining = context;
    size_t first = portion_first(&combining->portions, at);
    size_t count = portion_length(&combining->portions, at);
    struct element *sums = aligned_alloc(64, count * sizeof(*sums));
    size_t i;
    int r;

    if (sums == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = begin(combining, at, sums);
    for (i = 0; i < combining->sets->count && r == 0; i++) {
        r = subtract(combining, i, at, sums);
    }
    for (i = 0; i < count && r == 0; i++) {
        element_encode(&sums[i], &combining->out[first + i]);
    }
    free(sums);
    (void)pthread_mutex_lock(&combining->lock);
    combining->done += count;
    progress_tell(combining->progress, combining->done, combining->sets->ballots);
    (void)pthread_mutex_unlock(&combining->lock);
    return r;
}

int share_combine(const struct share_sets *sets,
                  const struct progress *progress,
                  struct point *out)
{
    struct combining combining = {.sets = sets,
                                  .progress = progress,
                                  .portions = portions_of(sets->ballots),
                                  .out = out};
    struct scalar lambda = {{0}};
    size_t i;
    int r;

    if (sets->count < 1 || sets->count > TRUSTEES_MAX) {
        return SHARE_TOO_FEW;
    }
    for (i = 0; i < sets->count; i++) {
        if (sets->sets[i].object.size != share_size(sets->ballots)
            || sets->sets[i].j == 0) {
            return SHARE_TOO_FEW;
        }
        r = find_lambda(sets, i, &lambda);
        if (r != 0) {
            return r;
        }
        combining.factors[i] = factor_of(&lambda);
    }
    (void)pthread_mutex_init(&combining.lock, NULL);
    r = threads_run(combining.portions.count, combine_portion, &combining);
    (void)pthread_mutex_destroy(&combining.lock);
    return r;
}
