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

/* What a thread makes of a slice, beside its terms. */
struct gathered {
    struct scalar base;
    struct scalar product;
};

struct portion {
    struct shuffle_check *check;
    size_t first;
    size_t count;
    struct rows *rows;
    struct terms terms;
    struct portions slices;
    struct gathered gathered[PORTION_SLICES];
};

/* A slice on its way: its terms are some of the portion's. */
struct slice {
    const struct portion *portion;
    struct terms terms;
    struct gathered gathered;
};

static void portion_free(struct portion *portion)
{
    if (portion != NULL) {
        free(portion->rows);
        terms_deinit(&portion->terms);
        free(portion);
    }
}

OWNED(portion)

static int portion_new(struct shuffle_check *check, struct portion **out)
{
    struct portion *portion = calloc(1, sizeof(*portion));
    int r;

    if (portion == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    portion->check = check;
    portion->rows = malloc(sizeof(*portion->rows));
    r = portion->rows == NULL ? FAULT(FAULT_MEMORY) : 0;
    if (r == 0) {
        r = terms_init(&portion->terms, TERMS_EACH * check->portions.length + 1);
    }
    if (r != 0) {
        portion_free(portion);
        return r;
    }
    *out = portion;
    return 0;
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

static struct scalar weight_at(const struct portion *portion, size_t i)
{
    struct scalar weight = {{0}};

    if (portion->check->is_chain_asked) {
        shuffle_weight(portion->rows->weights[i], &weight);
    }
    return weight;
}

/* −weight s'_i ĉ_{i-1} of the first ballot, whose ĉ_{i-1} is h or the last portion's.
 */
static int put_first(struct portion *portion)
{
    const struct scalar weight = weight_at(portion, 0);
    struct terms term = terms_part(&portion->terms, 0, 1);
    struct scalar scalar = {{0}};
    struct element *element;

    sub_from(&scalar, &weight, &portion->rows->responses[0]);
    element = terms_next(&term, &scalar);
    if (portion->first == 0) {
        *element = portion->check->h;
        return 0;
    }
    return element_decode(&portion->rows->before, element) == 0 ? 0 : SHUFFLE_MALFORMED;
}

/*
 * weight·(t̂_i + c ĉ_i − ŝ_i B), and with ĉ_i what the next ballot's link asks of it,
 * unless that is in the next portion. Its response is decoded where it is put down.
 */
static int put_link(struct slice *slice, size_t i)
{
    const struct portion *portion = slice->portion;
    const struct rows *rows = portion->rows;
    const struct scalar weight = weight_at(portion, i);
    struct scalar scaled = times(&weight, &portion->check->c);
    struct scalar chain_response;

    if (scalar_decode(SPAN(rows->chain_responses[i]), &chain_response) != 0) {
        return SHUFFLE_MALFORMED;
    }
    sub_from(&slice->gathered.base, &weight, &chain_response);
    if (i + 1 < portion->count) {
        const struct scalar next = weight_at(portion, i + 1);

        sub_from(&scaled, &next, &rows->responses[i + 1]);
    }
    if (element_decode(&rows->chain[i], terms_next(&slice->terms, &scaled)) != 0
        || element_decode(&rows->chain_commitments[i],
                          terms_next(&slice->terms, &weight))
               != 0) {
        return SHUFFLE_MALFORMED;
    }
    return 0;
}

/* What t1 and t3 ask of it: (w1 c + w3 s'_i) h_i − (w1 c + w3 c u_i) c_i */
static int put_commitment(struct slice *slice,
                          size_t i,
                          const struct scalar *response,
                          const struct scalar *cu)
{
    const struct portion *portion = slice->portion;
    const struct shuffle_check *check = portion->check;
    struct scalar of_h = times(&check->weights[0], &check->c);
    struct scalar of_c;

    scalar_negate(&of_h, &of_c);
    add_to(&of_h, &check->weights[2], response);
    sub_from(&of_c, &check->weights[2], cu);
    element_generator(&check->task->eid,
                      check->task->cid,
                      (uint32_t)(portion->first + i) + 1,
                      terms_next(&slice->terms, &of_h));
    return element_decode(&portion->rows->c[i], terms_next(&slice->terms, &of_c)) == 0
               ? 0
               : SHUFFLE_MALFORMED;
}

/* What t4 and t5 ask of it: w s'_i (α', β')_i − w c u_i (α, β)_i */
static int put_votes(struct slice *slice,
                     size_t i,
                     const struct scalar *response,
                     const struct scalar *cu)
{
    const struct portion *portion = slice->portion;
    const struct scalar *weights = portion->check->weights;
    const struct ciphertext *output = &portion->rows->output[i];
    const struct ciphertext *input = &portion->rows->input[i];
    struct terms *terms = &slice->terms;
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

static int put_ballot(struct slice *slice, size_t i)
{
    const struct portion *portion = slice->portion;
    const struct shuffle_check *check = portion->check;
    struct scalar response;
    struct scalar u;
    struct scalar cu;
    int r;

    if (scalar_decode(SPAN(portion->rows->responses[i]), &response) != 0) {
        return SHUFFLE_MALFORMED;
    }
    shuffle_exponent(&check->seed, (uint32_t)(portion->first + i) + 1, &u);
    scalar_mul(&slice->gathered.product, &u, &slice->gathered.product);
    cu = times(&check->c, &u);
    r = put_link(slice, i);
    if (r == 0) {
        r = put_commitment(slice, i, &response, &cu);
    }
    return r == 0 ? put_votes(slice, i, &response, &cu) : r;
}

static int put_slice(void *context, size_t at)
{
    struct portion *portion = context;
    size_t first = portion_first(&portion->slices, at);
    size_t count = portion_length(&portion->slices, at);
    struct slice slice = {
        .portion = portion,
        .terms =
            terms_part(&portion->terms, 1 + TERMS_EACH * first, TERMS_EACH * count)};
    size_t i;
    int r = 0;

    scalar_from_u64(1, &slice.gathered.product);
    for (i = first; i < first + count && r == 0; i++) {
        r = put_ballot(&slice, i);
    }
    portion->gathered[at] = slice.gathered;
    return r;
}

static int put_portion(struct portion *portion)
{
    int r;

    portion->slices = portion_slices(portion->count);
    randombytes_buf(portion->rows->weights, portion->count * WEIGHT_SIZE);
    r = read_rows(portion);
    if (r == 0) {
        r = put_first(portion);
    }
    if (r == 0) {
        r = threads_run(portion->slices.count, put_slice, portion);
    }
    terms_filled(&portion->terms, TERMS_EACH * portion->count + 1);
    return r;
}

static void hand_in(struct portion *portion, const struct element *sum)
{
    struct shuffle_check *check = portion->check;
    size_t i;

    element_add(&check->total, sum, &check->total);
    for (i = 0; i < portion->slices.count; i++) {
        scalar_add(&check->base, &portion->gathered[i].base, &check->base);
        scalar_mul(&check->product, &portion->gathered[i].product, &check->product);
    }
    check->done += portion->count;
    progress_tell(check->progress, check->done, check->task->count);
}

int shuffle_check_ballots(struct shuffle_check *check)
{
    CLEANUP(portion_freep) struct portion *portion = NULL;
    struct element sum;
    size_t at;
    int r;

    r = portion_new(check, &portion);
    for (at = 0; at < check->portions.count && r == 0; at++) {
        portion->first = portion_first(&check->portions, at);
        portion->count = portion_length(&check->portions, at);
        r = put_portion(portion);
        if (r == 0) {
            r = terms_sum(&portion->terms, &sum);
        }
        if (r == 0) {
            hand_in(portion, &sum);
        }
    }
    return r;
}
