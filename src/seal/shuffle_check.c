// SPDX-License-Identifier: AGPL-3.0-or-later
#include "shuffle_check.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "base/fault.h"
#include "terms.h"

enum {
    WEIGHT_SIZE = 16,
    TERMS_EACH = 8, /* of a ballot; and one of a portion */
};

/* What a portion reads of the object and the input, and the weights of its links. */
struct rows {
    struct ciphertext input[PORTION_MOST];
    struct ciphertext output[PORTION_MOST];
    struct point c[PORTION_MOST];
    struct point chain[PORTION_MOST];
    struct point chain_commitments[PORTION_MOST];
    struct scalar chain_responses[PORTION_MOST];
    struct scalar responses[PORTION_MOST];
    struct point before; /* ĉ_{i-1} of the first, unless it is h */
    uint8_t weights[PORTION_MOST][WEIGHT_SIZE];
};

struct portion {
    struct shuffle_check *check;
    size_t first;
    size_t count;
    struct rows *rows;
    struct terms terms;
    struct scalar *before; /* of the term ĉ_{i-1} */
    struct scalar base;
    struct scalar product;
};

static void portion_deinit(struct portion *portion)
{
    free(portion->rows);
    terms_deinit(&portion->terms);
}

void shuffle_weight(const uint8_t bits[WEIGHT_SIZE], struct scalar *out)
{
    *out = (struct scalar){{0}};
    memcpy(out->bytes, bits, WEIGHT_SIZE);
}

static int read_rows(const struct portion *portion)
{
    const struct shuffle_check *check = portion->check;
    struct rows *rows = portion->rows;
    const struct {
        enum shuffle_column column;
        size_t each;
        void *out;
    } lists[] = {
        {COLUMN_OUTPUT, sizeof(struct ciphertext), rows->output},
        {COLUMN_C, POINT_SIZE, rows->c},
        {COLUMN_CHAIN, POINT_SIZE, rows->chain},
        {COLUMN_CHAIN_COMMITMENTS, POINT_SIZE, rows->chain_commitments},
        {COLUMN_CHAIN_RESPONSES, SCALAR_SIZE, rows->chain_responses},
        {COLUMN_RESPONSES, SCALAR_SIZE, rows->responses},
    };
    struct pieces list;
    size_t i;
    int r;

    r = pieces_read(&check->task->input,
                    portion->first * sizeof(*rows->input),
                    portion->count * sizeof(*rows->input),
                    rows->input);
    for (i = 0; i < ARRAY_SIZE(lists) && r == 0; i++) {
        list = shuffle_column(check->object, lists[i].column, check->task->count);
        r = pieces_read(&list,
                        portion->first * lists[i].each,
                        portion->count * lists[i].each,
                        lists[i].out);
    }
    if (r == 0 && portion->first > 0) {
        list = shuffle_column(check->object, COLUMN_CHAIN, check->task->count);
        r = pieces_read(
            &list, (portion->first - 1) * POINT_SIZE, POINT_SIZE, &rows->before);
    }
    return r;
}

static struct scalar times(const struct scalar *a, const struct scalar *b)
{
    struct scalar product;

    scalar_mul(a, b, &product);
    return product;
}

static void add_to(struct scalar *sum, const struct scalar *a, const struct scalar *b)
{
    struct scalar product = times(a, b);

    scalar_add(sum, &product, sum);
}

static void sub_from(struct scalar *sum, const struct scalar *a, const struct scalar *b)
{
    struct scalar product = times(a, b);

    scalar_sub(sum, &product, sum);
}

/* h_0 or ĉ_{i-1} of the first ballot; its scalar comes with that ballot. */
static int put_first(struct portion *portion)
{
    const struct scalar zero = {{0}};
    struct element *element = terms_next(&portion->terms, &zero);

    portion->before = &portion->terms.scalars[0];
    if (portion->first == 0) {
        *element = portion->check->h;
        return 0;
    }
    return element_decode(&portion->rows->before, element);
}

/* weight·(t̂_i + c ĉ_i − s'_i ĉ_{i-1} − ŝ_i B) */
static int put_link(struct portion *portion, size_t i, const struct scalar *response)
{
    const struct rows *rows = portion->rows;
    struct scalar chain_response;
    struct scalar weight = {{0}};
    struct scalar scaled;

    if (scalar_decode(SPAN(rows->chain_responses[i]), &chain_response) != 0) {
        return SHUFFLE_MALFORMED;
    }
    if (portion->check->is_chain_asked) {
        shuffle_weight(rows->weights[i], &weight);
    }
    sub_from(portion->before, &weight, response);
    sub_from(&portion->base, &weight, &chain_response);
    scaled = times(&weight, &portion->check->c);
    portion->before = &portion->terms.scalars[portion->terms.count];
    if (element_decode(&rows->chain[i], terms_next(&portion->terms, &scaled)) != 0
        || element_decode(&rows->chain_commitments[i],
                          terms_next(&portion->terms, &weight))
               != 0) {
        return SHUFFLE_MALFORMED;
    }
    return 0;
}

/* What t1 and t3 ask of it: (w1 c + w3 s'_i) h_i − (w1 c + w3 c u_i) c_i */
static int put_commitment(struct portion *portion,
                          size_t i,
                          const struct scalar *response,
                          const struct scalar *cu)
{
    const struct shuffle_check *check = portion->check;
    struct scalar of_h = times(&check->weights[0], &check->c);
    struct scalar of_c;

    scalar_negate(&of_h, &of_c);
    add_to(&of_h, &check->weights[2], response);
    sub_from(&of_c, &check->weights[2], cu);
    element_generator(&check->task->eid,
                      check->task->cid,
                      (uint32_t)(portion->first + i) + 1,
                      terms_next(&portion->terms, &of_h));
    return element_decode(&portion->rows->c[i], terms_next(&portion->terms, &of_c)) == 0
               ? 0
               : SHUFFLE_MALFORMED;
}

/* What t4 and t5 ask of it: w s'_i (α', β')_i − w c u_i (α, β)_i */
static int put_votes(struct portion *portion,
                     size_t i,
                     const struct scalar *response,
                     const struct scalar *cu)
{
    const struct scalar *weights = portion->check->weights;
    const struct ciphertext *output = &portion->rows->output[i];
    const struct ciphertext *input = &portion->rows->input[i];
    struct terms *terms = &portion->terms;
    struct scalar scaled = times(&weights[4], response);

    if (element_decode(&output->alpha, terms_next(terms, &scaled)) != 0) {
        return SHUFFLE_MALFORMED;
    }
    scaled = times(&weights[3], response);
    if (element_decode_beta(&output->beta, terms_next(terms, &scaled)) != 0) {
        return SHUFFLE_MALFORMED;
    }
    scaled = (struct scalar){{0}};
    sub_from(&scaled, &weights[4], cu);
    if (element_decode(&input->alpha, terms_next(terms, &scaled)) != 0) {
        return FAULT(FAULT_BUG);
    }
    scaled = (struct scalar){{0}};
    sub_from(&scaled, &weights[3], cu);
    return element_decode_beta(&input->beta, terms_next(terms, &scaled)) == 0
               ? 0
               : FAULT(FAULT_BUG);
}

static int put_ballot(struct portion *portion, size_t i)
{
    const struct shuffle_check *check = portion->check;
    struct scalar response;
    struct scalar u;
    struct scalar cu;
    int r;

    if (scalar_decode(SPAN(portion->rows->responses[i]), &response) != 0) {
        return SHUFFLE_MALFORMED;
    }
    shuffle_exponent(&check->seed, (uint32_t)(portion->first + i) + 1, &u);
    scalar_mul(&portion->product, &u, &portion->product);
    cu = times(&check->c, &u);
    r = put_link(portion, i, &response);
    if (r == 0) {
        r = put_commitment(portion, i, &response, &cu);
    }
    return r == 0 ? put_votes(portion, i, &response, &cu) : r;
}

static int put_ballots(struct portion *portion)
{
    size_t i;
    int r;

    scalar_from_u64(1, &portion->product);
    if (put_first(portion) != 0) {
        return SHUFFLE_MALFORMED;
    }
    for (i = 0; i < portion->count; i++) {
        r = put_ballot(portion, i);
        if (r != 0) {
            return r;
        }
    }
    return 0;
}

static void hand_in(struct portion *portion, const struct element *sum)
{
    struct shuffle_check *check = portion->check;

    (void)pthread_mutex_lock(&check->lock);
    element_add(&check->total, sum, &check->total);
    scalar_add(&check->base, &portion->base, &check->base);
    scalar_mul(&check->product, &portion->product, &check->product);
    check->done += portion->count;
    progress_tell(check->progress, check->done, check->task->count);
    (void)pthread_mutex_unlock(&check->lock);
}

int shuffle_check_portion(void *context, size_t at)
{
    struct shuffle_check *check = context;
    CLEANUP(portion_deinit)
    struct portion portion = {.check = check,
                              .first = portion_first(&check->portions, at),
                              .count = portion_length(&check->portions, at)};
    struct element sum;
    int r;

    portion.rows = malloc(sizeof(*portion.rows));
    if (portion.rows == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = terms_init(&portion.terms, TERMS_EACH * portion.count + 1);
    if (r != 0) {
        return r;
    }
    randombytes_buf(portion.rows->weights, portion.count * WEIGHT_SIZE);
    (void)pthread_mutex_lock(&check->lock);
    r = read_rows(&portion);
    (void)pthread_mutex_unlock(&check->lock);
    if (r == 0) {
        r = put_ballots(&portion);
    }
    if (r == 0) {
        r = terms_sum(&portion.terms, &sum);
    }
    if (r == 0) {
        hand_in(&portion, &sum);
    }
    return r;
}
