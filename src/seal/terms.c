// SPDX-License-Identifier: AGPL-3.0-or-later
#include "terms.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

enum {
    SCALAR_BITS = 253,
    WIDTH_MIN = 2,
    WIDTH_MAX = 14,
    FEW = 6, /* so few are multiplied one by one */
    ALIGNMENT = 64,
};

/* Multiples 1…2^(width-1) of what is added up; one digit of every scalar at a time. */
struct buckets {
    size_t count;
    struct element *sums;
    bool *is_used;
};

/* Scalars in signed digits of `width` bits, the lowest first, one after another. */
struct digits {
    unsigned width;
    size_t places;
    int16_t *values;
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

void terms_reset(struct terms *terms)
{
    terms->count = 0;
}

struct element *terms_next(struct terms *terms, const struct scalar *scalar)
{
    assert(terms->count < terms->room);
    terms->scalars[terms->count] = *scalar;
    terms->count++;
    return &terms->elements[terms->count - 1];
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

static int bits_at(const struct scalar *scalar, size_t at, unsigned width)
{
    uint32_t word = 0;
    size_t i;

    for (i = 0; i < sizeof(word) && at / 8 + i < SCALAR_SIZE; i++) {
        word |= (uint32_t)scalar->bytes[at / 8 + i] << (8 * i);
    }
    return (int)(word >> (at % 8) & ((UINT32_C(1) << width) - 1));
}

/* Digits from −2^(width-1) to 2^(width-1); the last place has room for the carry. */
static void
split(const struct scalar *scalar, const struct digits *digits, int16_t *out)
{
    int half = 1 << (digits->width - 1);
    int carry = 0;
    size_t i;

    for (i = 0; i < digits->places; i++) {
        int digit = bits_at(scalar, i * digits->width, digits->width) + carry;

        carry = digit > half ? 1 : 0;
        out[i] = (int16_t)(digit - 2 * half * carry);
    }
    assert(carry == 0);
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
static void empty(struct buckets *buckets, struct element *total)
{
    struct element running = element_identity();
    bool has_any = false;
    size_t i;

    for (i = buckets->count; i-- > 0;) {
        if (buckets->is_used[i]) {
            element_add(&running, &buckets->sums[i], &running);
            has_any = true;
        }
        if (has_any) {
            element_add(total, &running, total);
        }
    }
    memset(buckets->is_used, 0, buckets->count * sizeof(*buckets->is_used));
}

/* One digit of every term. */
static void put_place(const struct terms *terms,
                      const struct digits *digits,
                      size_t place,
                      struct buckets *buckets)
{
    size_t i;

    for (i = 0; i < terms->count; i++) {
        int digit = digits->values[i * digits->places + place];

        if (digit != 0) {
            put_in(buckets, digit, &terms->elements[i]);
        }
    }
}

/* From the highest place down: total = 2^width·total + Σ digit·element. */
static void sum_places(const struct terms *terms,
                       const struct digits *digits,
                       struct buckets *buckets,
                       struct element *out)
{
    struct element total = element_identity();
    size_t place;
    size_t i;

    for (place = digits->places; place-- > 0;) {
        for (i = 0; i < digits->width; i++) {
            decaf_255_point_double(total.at, total.at);
        }
        put_place(terms, digits, place, buckets);
        empty(buckets, &total);
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
    struct digits digits = {.width = choose_width(terms->count)};
    struct buckets buckets = {.count = (size_t)1 << (digits.width - 1)};
    size_t i;
    int r = 0;

    if (terms->count < FEW) {
        sum_singly(terms, out);
        return 0;
    }
    digits.places = places_of(digits.width);
    digits.values = calloc(terms->count, digits.places * sizeof(*digits.values));
    buckets.sums = aligned_alloc(ALIGNMENT, buckets.count * sizeof(*buckets.sums));
    buckets.is_used = calloc(buckets.count, sizeof(*buckets.is_used));
    if (digits.values == NULL || buckets.sums == NULL || buckets.is_used == NULL) {
        r = FAULT(FAULT_MEMORY);
    } else {
        for (i = 0; i < terms->count; i++) {
            split(&terms->scalars[i], &digits, &digits.values[i * digits.places]);
        }
        sum_places(terms, &digits, &buckets, out);
    }
    free(digits.values);
    free(buckets.sums);
    free(buckets.is_used);
    return r;
}
