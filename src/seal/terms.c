// SPDX-License-Identifier: AGPL-3.0-or-later
#include "terms.h"

#include <assert.h>
#include <stdlib.h>

#include "base/fault.h"
#include "base/threads.h"

enum {
    SCALAR_BITS = 253,
    WIDTH_MIN = 2,
    WIDTH_MAX = 14,
    FEW = 6,   /* so few are multiplied one by one */
    MANY = 64, /* so many are worth a thread */
    ALIGNMENT = 64,
};

/* Multiples 1…2^(width-1) of what is added up, for one digit of every scalar. */
struct buckets {
    size_t count;
    struct element *sums;
    bool *is_used;
};

/* A long sum: scalars are read in signed digits of `width` bits, and what the terms
 * come to at each place is a part of the work. */
struct summing {
    const struct terms *terms;
    unsigned width;
    struct element *places; /* the lowest first */
};

int terms_init(struct terms *terms, size_t room)
{
    terms->count = 0;
    terms->room = room;
    terms->scalars = calloc(room, sizeof(*terms->scalars));
    terms->elements = aligned_alloc(ALIGNMENT, room * sizeof(*terms->elements));
    return terms->scalars == NULL || terms->elements == NULL ? FAULT(FAULT_MEMORY) : 0;
}

void terms_deinit(struct terms *terms)
{
    free(terms->scalars);
    free(terms->elements);
    *terms = (struct terms){.count = 0};
}

struct element *terms_next(struct terms *terms, const struct scalar *scalar)
{
    assert(terms->count < terms->room);
    terms->scalars[terms->count] = *scalar;
    terms->count++;
    return &terms->elements[terms->count - 1];
}

struct terms terms_part(const struct terms *terms, size_t first, size_t room)
{
    assert(first + room <= terms->room);
    return (struct terms){.room = room,
                          .scalars = terms->scalars + first,
                          .elements = terms->elements + first};
}

void terms_filled(struct terms *terms, size_t count)
{
    assert(count <= terms->room);
    terms->count = count;
}

static size_t places_of(unsigned width)
{
    return SCALAR_BITS / width + 1;
}

/* The width with the fewest additions: a term a place, and two a bucket. */
static unsigned choose_width(size_t count)
{
    size_t least = SIZE_MAX;
    unsigned best = WIDTH_MIN;
    unsigned width;

    for (width = WIDTH_MIN; width <= WIDTH_MAX; width++) {
        size_t cost = places_of(width) * (count + ((size_t)1 << width));

        if (cost < least) {
            least = cost;
            best = width;
        }
    }
    return best;
}

static unsigned bits_at(const struct scalar *scalar, size_t at, unsigned count)
{
    uint32_t word = 0;
    size_t i;

    for (i = 0; i < sizeof(word) && at / 8 + i < SCALAR_SIZE; i++) {
        word |= (uint32_t)scalar->bytes[at / 8 + i] << (8 * i);
    }
    return word >> (at % 8) & ((1U << count) - 1);
}

/*
 * After Booth, from −2^(width-1) to 2^(width-1): the highest bit of a place counts
 * there as −2^(width-1), and as 1 at the next place, whose bits are above it. The
 * highest bit of the last place is none of the scalar's, which are all below it.
 */
static int digit_at(const struct scalar *scalar, size_t place, unsigned width)
{
    size_t at = place * width;
    unsigned bits =
        at == 0 ? bits_at(scalar, 0, width) << 1 : bits_at(scalar, at - 1, width + 1);

    return (int)((bits + 1) >> 1) - (int)(bits >> width << width);
}

static void put_in(struct buckets *buckets, int digit, const struct element *element)
{
    size_t i = (size_t)(digit < 0 ? -digit : digit) - 1;
    struct element *sum = &buckets->sums[i];

    if (!buckets->is_used[i]) {
        *sum = *element;
        if (digit < 0) {
            decaf_255_point_negate(sum->at, element->at);
        }
        buckets->is_used[i] = true;
    } else if (digit > 0) {
        element_add(sum, element, sum);
    } else {
        element_sub(sum, element, sum);
    }
}

/* Σ (i + 1)·bucket i, by a running sum from the top. */
static void empty(const struct buckets *buckets, struct element *out)
{
    struct element running = element_identity();
    struct element total = element_identity();
    bool has_any = false;
    size_t i;

    for (i = buckets->count; i-- > 0;) {
        if (buckets->is_used[i]) {
            element_add(&running, &buckets->sums[i], &running);
            has_any = true;
        }
        if (has_any) {
            element_add(&total, &running, &total);
        }
    }
    *out = total;
}

/* One digit of every term; a threads_part. */
static int sum_place(void *context, size_t place)
{
    struct summing *summing = context;
    const struct terms *terms = summing->terms;
    struct buckets buckets = {.count = (size_t)1 << (summing->width - 1)};
    size_t i;
    int r = 0;

    buckets.sums = aligned_alloc(ALIGNMENT, buckets.count * sizeof(*buckets.sums));
    buckets.is_used = calloc(buckets.count, sizeof(*buckets.is_used));
    if (buckets.sums == NULL || buckets.is_used == NULL) {
        r = FAULT(FAULT_MEMORY);
    }
    for (i = 0; i < terms->count && r == 0; i++) {
        int digit = digit_at(&terms->scalars[i], place, summing->width);

        if (digit != 0) {
            put_in(&buckets, digit, &terms->elements[i]);
        }
    }
    if (r == 0) {
        empty(&buckets, &summing->places[place]);
    }
    free(buckets.sums);
    free(buckets.is_used);
    return r;
}

static int sum_alone(struct summing *summing)
{
    size_t place;
    int r = 0;

    for (place = 0; place < places_of(summing->width) && r == 0; place++) {
        r = sum_place(summing, place);
    }
    return r;
}

/* From the highest place down: total = 2^width·total + place. */
static void join_places(const struct summing *summing, struct element *out)
{
    struct element total = element_identity();
    size_t place;
    size_t i;

    for (place = places_of(summing->width); place-- > 0;) {
        for (i = 0; i < summing->width; i++) {
            decaf_255_point_double(total.at, total.at);
        }
        element_add(&total, &summing->places[place], &total);
    }
    *out = total;
}

static void sum_singly(const struct terms *terms, struct element *out)
{
    struct element sum = element_identity();
    struct element product;
    size_t i;

    for (i = 0; i < terms->count; i++) {
        element_mul(&terms->scalars[i], &terms->elements[i], &product);
        element_add(&sum, &product, &sum);
    }
    *out = sum;
}

int terms_sum(const struct terms *terms, struct element *out)
{
    struct summing summing = {.terms = terms, .width = choose_width(terms->count)};
    size_t places = places_of(summing.width);
    int r;

    if (terms->count < FEW) {
        sum_singly(terms, out);
        return 0;
    }
    summing.places = aligned_alloc(ALIGNMENT, places * sizeof(*summing.places));
    if (summing.places == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    if (terms->count < MANY) {
        r = sum_alone(&summing);
    } else {
        r = threads_run(places, sum_place, &summing);
    }
    if (r == 0) {
        join_places(&summing, out);
    }
    free(summing.places);
    return r;
}
