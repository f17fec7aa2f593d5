// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/share.h"

#include "base/fault.h"
#include "seal/scalar.h"
#include "share_object.h"

/* Whether s·base − c·key = a. */
static bool holds(const struct element_product *left,
                  const struct element_product *right,
                  const struct element *a)
{
    struct element difference;

    element_mul_two(left, right, &difference);
    element_sub(&difference, a, &difference);
    return element_is_identity(&difference);
}

static int read_proof(const struct pieces *object, struct share_proof *out)
{
    int r;

    r = pieces_read(object, object->size - sizeof(*out), sizeof(*out), out);
    if (r != 0) {
        return r;
    }
    return scalar_decode(SPAN(out->s), &out->s) == 0 ? 0 : SHARE_MALFORMED;
}

static int check(const struct share_task *task,
                 const struct share_proof *proof,
                 const struct share_sums *sums)
{
    const struct element base = element_base();
    const struct element_product of_base = {&proof->s, &base};
    const struct element_product of_m = {&proof->s, &sums->m};
    struct element a1;
    struct element a2;
    struct element key;
    struct scalar c;
    const struct element_product of_key = {&c, &key};
    const struct element_product of_z = {&c, &sums->z};

    if (element_decode(&proof->a1, &a1) != 0 || element_decode(&proof->a2, &a2) != 0) {
        return SHARE_MALFORMED;
    }
    if (element_decode(&task->key, &key) != 0) {
        return FAULT(FAULT_BUG);
    }
    share_challenge(sums, proof, &c);
    scalar_negate(&c, &c);
    if (!holds(&of_base, &of_key, &a1)) {
        return SHARE_KEY;
    }
    return holds(&of_m, &of_z, &a2) ? 0 : SHARE_SUM;
}

int share_verify(const struct share_task *task,
                 const struct pieces *object,
                 const struct progress *progress)
{
    struct share_proof proof;
    struct share_sums sums;
    struct pieces list;
    int r;

    r = share_check_head(task, object);
    if (r == 0) {
        r = read_proof(object, &proof);
    }
    if (r != 0) {
        return r;
    }
    list = share_list(object, task->count);
    r = share_sum(task, &list, progress, &sums);
    return r != 0 ? r : check(task, &proof, &sums);
}
