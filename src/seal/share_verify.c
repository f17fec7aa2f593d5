// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/share.h"

#include "base/fault.h"
#include "seal/scalar.h"
#include "share_object.h"

/* Whether s·base = a + c·key. */
static bool holds(const struct scalar *s,
                  const struct element *base,
                  const struct element *a,
                  const struct element_product *rest)
{
    struct element left;
    struct element right;

    element_mul(s, base, &left);
    element_mul(rest->scalar, rest->element, &right);
    element_add(&right, a, &right);
    element_sub(&left, &right, &left);
    return element_is_identity(&left);
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
    struct element a1;
    struct element a2;
    struct element key;
    struct scalar c;
    struct element_product rest = {&c, &key};

    if (element_decode(&proof->a1, &a1) != 0 || element_decode(&proof->a2, &a2) != 0) {
        return SHARE_MALFORMED;
    }
    if (element_decode(&task->key, &key) != 0) {
        return FAULT(FAULT_BUG);
    }
    share_challenge(sums, proof, &c);
    if (!holds(&proof->s, &base, &a1, &rest)) {
        return SHARE_KEY;
    }
    rest.element = &sums->z;
    return holds(&proof->s, &sums->m, &a2, &rest) ? 0 : SHARE_SUM;
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
