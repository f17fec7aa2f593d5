// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/field.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *word(unsigned place)
{
    return place == 1 ? "one" : NULL;
}

static void test_a_member_is_read_in_one_step(void **state)
{
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    struct node root;
    struct node list;
    char text[3];
    uint8_t byte;
    size_t count;

    (void)state;
    assert_int_equal(
        node_parse(span_of_text("{\"t\":\"hi\",\"b\":\"ff\",\"f\":true,\"n\":5,"
                                "\"m\":\"1970-01-01T00:01:00Z\",\"l\":[1],"
                                "\"c\":\"one\"}"),
                   200,
                   NULL,
                   &tree),
        0);
    root = node_root(tree);
    field_text(&root, "t", text, sizeof(text));
    assert_string_equal(text, "hi");
    field_bytes(&root, "b", &byte, 1);
    assert_int_equal(byte, 255);
    assert_true(field_flag(&root, "f"));
    assert_int_equal(field_number(&root, "n", 0, 5), 5);
    assert_int_equal(field_moment(&root, "m"), 60);
    list = field_list(&root, "l", 0, 1, &count);
    assert_int_equal(count, 1);
    assert_true(node_is_present(&list));
    assert_int_equal(field_choice(&root, "c", word), 1);
    assert_int_equal(node_status(tree, NULL), 0);
    (void)field_number(&root, "n", 0, 4);
    assert_int_equal(node_status(tree, NULL), NODE_REFUSED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_member_is_read_in_one_step),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
