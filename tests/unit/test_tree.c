// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "record/entry.h"

static struct tree *grow(size_t leaves)
{
    struct tree *tree = NULL;
    size_t i;

    assert_int_equal(tree_new(&tree), 0);
    for (i = 0; i < leaves; i++) {
        struct digest leaf;

        entry_leaf(SPAN(i), &leaf);
        assert_int_equal(tree_append(tree, &leaf), 0);
    }
    assert_int_equal(tree_size(tree), leaves);
    return tree;
}

static void test_a_root_of_an_earlier_size_never_changes(void **state)
{
    struct tree *small = grow(77);
    struct tree *large = grow(1500);
    struct digest a;
    struct digest b;
    uint64_t size;

    (void)state;
    for (size = 0; size <= 77; size++) {
        assert_int_equal(tree_root(small, size, &a), 0);
        assert_int_equal(tree_root(large, size, &b), 0);
        assert_memory_equal(a.bytes, b.bytes, DIGEST_SIZE);
    }
    tree_free(small);
    tree_free(large);
}

static void test_what_the_tree_has_not_reached_is_refused(void **state)
{
    struct tree *tree = grow(300);
    struct digest digest;
    struct proof proof;
    struct buf tile;

    (void)state;
    buf_init(&tile, 100000);
    assert_int_equal(tree_leaf(tree, 300, &digest), TREE_RANGE);
    assert_int_equal(tree_root(tree, 301, &digest), TREE_RANGE);
    assert_int_equal(tree_inclusion(tree, 0, 301, &proof), TREE_RANGE);
    assert_int_equal(tree_inclusion(tree, 7, 7, &proof), TREE_RANGE);
    assert_int_equal(tree_inclusion(tree, 0, 0, &proof), TREE_RANGE);
    assert_int_equal(tree_consistency(tree, 0, 7, &proof), TREE_RANGE);
    assert_int_equal(tree_consistency(tree, 8, 7, &proof), TREE_RANGE);
    assert_int_equal(tree_consistency(tree, 8, 301, &proof), TREE_RANGE);
    assert_int_equal(tree_tile(tree, 0, 1, 45, &tile), TREE_RANGE);
    assert_int_equal(tree_tile(tree, 0, 1, 0, &tile), TREE_RANGE);
    assert_int_equal(tree_tile(tree, 0, 0, 257, &tile), TREE_RANGE);
    assert_int_equal(tree_tile(tree, 1, 0, 2, &tile), TREE_RANGE);
    assert_int_equal(tree_tile(tree, 8, 0, 1, &tile), TREE_RANGE);
    assert_int_equal(tree_tile(tree, 0, UINT64_MAX, 1, &tile), TREE_RANGE);
    assert_int_equal(tile.size, 0);
    assert_int_equal(tree_tile(tree, 0, 1, 44, &tile), 0);
    assert_int_equal(tile.size, 44 * 32);
    buf_deinit(&tile);
    tree_free(tree);
}

static void test_freeing_no_tree_does_nothing(void **state)
{
    (void)state;
    tree_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_root_of_an_earlier_size_never_changes),
        cmocka_unit_test(test_what_the_tree_has_not_reached_is_refused),
        cmocka_unit_test(test_freeing_no_tree_does_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
