// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/proof.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "record/entry.h"
#include "record/tree.h"

enum {
    LEAVES = 40,
};

static struct tree *tree;
static struct tree_head heads[LEAVES + 1];

static int set_up(void **state)
{
    size_t i;

    (void)state;
    if (tree_new(&tree) != 0) {
        return 1;
    }
    for (i = 0; i <= LEAVES; i++) {
        struct digest leaf;

        heads[i].size = i;
        if (tree_root(tree, i, &heads[i].root) != 0) {
            return 1;
        }
        entry_leaf(SPAN(i), &leaf);
        if (tree_append(tree, &leaf) != 0) {
            return 1;
        }
    }
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    tree_free(tree);
    return 0;
}

/* Every hash changed, one dropped from either end, one added. */
static void spoil(const struct proof *good, size_t how, struct proof *out)
{
    *out = *good;
    if (how < good->count) {
        out->hashes[how].bytes[how % DIGEST_SIZE] ^= 1;
    } else if (how == good->count) {
        out->count++;
    } else if (good->count > 0) {
        out->count--;
    }
}

static void assert_only_at(uint64_t index, uint64_t size)
{
    struct proof proof;
    struct digest leaf;
    uint64_t other;

    assert_int_equal(tree_leaf(tree, index, &leaf), 0);
    assert_int_equal(tree_inclusion(tree, index, size, &proof), 0);
    for (other = 0; other <= size; other++) {
        assert_int_equal(proof_check_inclusion(&leaf, other, &heads[size], &proof),
                         other == index ? 0 : PROOF_FALSE);
    }
}

static void test_a_leaf_is_shown_at_its_own_place_only(void **state)
{
    uint64_t size;
    uint64_t index;

    (void)state;
    for (size = 1; size <= LEAVES; size++) {
        for (index = 0; index < size; index++) {
            assert_only_at(index, size);
        }
    }
}

static void test_a_spoilt_proof_of_inclusion_is_refused(void **state)
{
    uint64_t size;
    size_t how;

    (void)state;
    for (size = 2; size <= LEAVES; size++) {
        struct proof proof;
        struct proof spoilt;
        struct digest leaf;

        assert_int_equal(tree_leaf(tree, size / 2, &leaf), 0);
        assert_int_equal(tree_inclusion(tree, size / 2, size, &proof), 0);
        for (how = 0; how < proof.count + 2; how++) {
            spoil(&proof, how, &spoilt);
            assert_int_equal(
                proof_check_inclusion(&leaf, size / 2, &heads[size], &spoilt),
                PROOF_FALSE);
        }
        leaf.bytes[0] ^= 1;
        assert_int_equal(proof_check_inclusion(&leaf, size / 2, &heads[size], &proof),
                         PROOF_FALSE);
    }
}

static void assert_extends(uint64_t old, uint64_t size)
{
    struct tree_head forked = heads[old];
    struct proof proof;
    struct proof spoilt;
    size_t how;

    assert_int_equal(tree_consistency(tree, old, size, &proof), 0);
    assert_int_equal(proof_check_consistency(&heads[old], &heads[size], &proof), 0);
    forked.root.bytes[5] ^= 4;
    assert_int_equal(proof_check_consistency(&forked, &heads[size], &proof),
                     PROOF_FALSE);
    for (how = 0; how < proof.count + (old == size ? 1 : 2); how++) {
        spoil(&proof, how, &spoilt);
        assert_int_equal(proof_check_consistency(&heads[old], &heads[size], &spoilt),
                         PROOF_FALSE);
    }
}

static void test_a_head_extends_each_earlier_one_and_no_other(void **state)
{
    uint64_t size;
    uint64_t old;

    (void)state;
    for (size = 1; size <= LEAVES; size++) {
        for (old = 1; old <= size; old++) {
            assert_extends(old, size);
        }
    }
}

static void test_a_smaller_head_extends_nothing_larger(void **state)
{
    struct proof none = {.count = 0};

    (void)state;
    assert_int_equal(proof_check_consistency(&heads[7], &heads[6], &none), PROOF_FALSE);
    assert_int_equal(proof_check_consistency(&heads[7], &heads[0], &none), PROOF_FALSE);
    assert_int_equal(proof_check_consistency(&heads[0], &heads[6], &none), 0);
    none.count = PROOF_HASHES_MAX + 1;
    assert_int_equal(proof_check_consistency(&heads[3], &heads[6], &none), PROOF_FALSE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_leaf_is_shown_at_its_own_place_only),
        cmocka_unit_test(test_a_spoilt_proof_of_inclusion_is_refused),
        cmocka_unit_test(test_a_head_extends_each_earlier_one_and_no_other),
        cmocka_unit_test(test_a_smaller_head_extends_nothing_larger),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
