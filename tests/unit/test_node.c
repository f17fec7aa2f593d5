// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/node.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct node_complaint why;

static int parse(const char *text)
{
    struct node_tree *tree = NULL;
    int r = node_parse(span_of_text(text), 1000, &why, &tree);

    node_tree_free(tree);
    return r;
}

static void test_json_is_read_strictly(void **state)
{
    static const char *const bad[] = {
        "",
        " ",
        "{",
        "{}x",
        "{} {}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"a\":1.0}",
        "{\"a\":1e2}",
        "{\"a\":-1}",
        "{\"a\":-0}",
        "{\"a\":01}",
        "{\"a\":12345678901234567}",
        "{\"a\":NaN}",
        "{\"a\":'b'}",
        "{a:1}",
        "{\"a\":1,}",
        "{\t}",
        "{\r\n}",
        "{\"a\":\"\\n\"}",
        "{\"a\":\"\\u0000\"}",
        "{\"a\":\"\\u007f\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\xff\"}",
        "{\"a\":\"e\xcc\x81\"}",
        "{\"a\":\"e\\u0301\"}",
        "{\"a\\u0001\":1}",
        "{\"a\":\"\\u202e\"}",
        "\xef\xbb\xbf{}",
        "[[[[[[[[[]]]]]]]]]",
        "{\"a\":/* */1}",
        "{\"a\":\"b}",
    };
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        why.text[0] = 0;
        assert_int_equal(parse(bad[i]), NODE_REFUSED);
        assert_true(why.text[0] != 0);
    }
    assert_int_equal(parse("[[[[[[[[]]]]]]]]"), 0);
    assert_int_equal(parse("{\"a\": [1, \"\xc3\xa9\\\"[[[[[[[[[\"],\n \"b\":true}"), 0);
}

static void test_too_much_text_is_refused(void **state)
{
    struct node_tree *tree = NULL;

    (void)state;
    assert_int_equal(node_parse(span_of_text("{\"a\":1}"), 6, NULL, &tree),
                     NODE_REFUSED);
    assert_null(tree);
}

static void test_texts_of_many_lines_are_for_answers_only(void **state)
{
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    const char text[] = "{\"definition\":\"a\\nb\"}";
    char line[16];
    struct node root;
    struct node definition;

    (void)state;
    assert_int_equal(node_parse(span_of_text(text), 1000, NULL, &tree), NODE_REFUSED);
    assert_int_equal(node_parse_answer(span_of_text(text), 1000, NULL, &tree), 0);
    root = node_root(tree);
    definition = node_member(&root, "definition");
    assert_true(span_is_equal(node_span(&definition), span_of_text("a\nb")));
    assert_int_equal(node_status(tree, NULL), 0);
    node_text(&definition, line, sizeof(line));
    assert_int_equal(node_status(tree, NULL), NODE_REFUSED);
    node_tree_free(node_tree_take(&tree));
    assert_int_equal(
        node_parse_answer(span_of_text("{\"a\":\"\\t\"}"), 1000, NULL, &tree),
        NODE_REFUSED);
    assert_int_equal(
        node_parse_answer(span_of_text("{\"a\":1,\"a\":1}"), 1000, NULL, &tree),
        NODE_REFUSED);
}

static struct node_tree *tree_of(const char *text)
{
    struct node_tree *tree = NULL;

    assert_int_equal(node_parse(span_of_text(text), 1000, NULL, &tree), 0);
    return tree;
}

static void test_values_are_read_by_kind(void **state)
{
    CLEANUP(node_tree_freep)
    struct node_tree *tree = tree_of(
        "{\"n\":7,\"t\":\"hi\",\"e\":\"\",\"l\":[1,2],\"b\":\"0aff\",\"f\":true,"
        "\"m\":\"1970-01-01T00:01:00Z\"}");
    struct node root = node_root(tree);
    struct node node = node_member(&root, "n");
    char text[4] = "";
    uint8_t bytes[2];

    (void)state;
    node_members(&root, "n t e l b f m");
    assert_int_equal(node_number(&node, 7, 7), 7);
    node = node_member(&root, "t");
    assert_true(node_is_text(&node));
    node_text(&node, text, sizeof(text));
    assert_string_equal(text, "hi");
    node = node_member(&root, "e");
    node_text_or_empty(&node, text, sizeof(text));
    assert_string_equal(text, "");
    node = node_member(&root, "l");
    assert_int_equal(node_list(&node, 2, 2), 2);
    node = node_item(&node, 1);
    assert_int_equal(node_number(&node, 0, 9), 2);
    node = node_member(&root, "b");
    node_bytes(&node, bytes, sizeof(bytes));
    assert_memory_equal(bytes, "\x0a\xff", 2);
    node = node_member(&root, "f");
    assert_true(node_flag(&node));
    node = node_member(&root, "m");
    assert_int_equal(node_moment(&node), 60);
    node = node_optional(&root, "x");
    assert_false(node_is_present(&node));
    assert_int_equal(node_status(tree, NULL), 0);
}

/* Reads a member in one way and wants exactly this complaint. */
static void check_refusal(const char *text,
                          void (*read)(const struct node *root),
                          const char *expected)
{
    CLEANUP(node_tree_freep) struct node_tree *tree = tree_of(text);
    struct node root = node_root(tree);

    read(&root);
    assert_int_equal(node_status(tree, &why), NODE_REFUSED);
    assert_string_equal(why.text, expected);
}

static void read_number(const struct node *root)
{
    struct node node = node_member(root, "n");

    assert_int_equal(node_number(&node, 1, 37), 0);
}

static void read_text(const struct node *root)
{
    struct node node = node_member(root, "n");
    char text[4];

    node_text(&node, text, sizeof(text));
}

static void read_bytes(const struct node *root)
{
    struct node node = node_member(root, "n");
    uint8_t bytes[2];

    node_bytes(&node, bytes, sizeof(bytes));
    assert_memory_equal(bytes, "\0\0", 2);
}

static void read_flag(const struct node *root)
{
    struct node node = node_member(root, "n");

    assert_false(node_flag(&node));
}

static void read_moment(const struct node *root)
{
    struct node node = node_member(root, "n");

    assert_int_equal(node_moment(&node), 0);
}

static void read_members(const struct node *root)
{
    node_members(root, "number nn");
}

static void read_items(const struct node *root)
{
    struct node list = node_member(root, "n");
    struct node item;

    (void)node_list(&list, 1, 2);
    item = node_item(&list, 1);
    (void)node_number(&item, 0, 1);
}

static void test_what_is_not_as_asked_is_named(void **state)
{
    (void)state;
    check_refusal("{\"n\":38}", read_number, "n: not a whole number from 1 to 37");
    check_refusal("{\"n\":0}", read_number, "n: not a whole number from 1 to 37");
    check_refusal("{\"n\":\"1\"}", read_number, "n: not a whole number from 1 to 37");
    check_refusal("{}", read_number, "n: missing");
    check_refusal("[]", read_number, "n: missing");
    check_refusal("{\"n\":1}", read_text, "n: not a text");
    check_refusal("{\"n\":\"four\"}", read_text, "n: too long");
    check_refusal("{\"n\":\"\"}", read_text, "n: empty, or with spaces at its ends");
    check_refusal("{\"n\":\" a\"}", read_text, "n: empty, or with spaces at its ends");
    check_refusal(
        "{\"n\":\"AAFF\"}", read_bytes, "n: not 2 bytes in lower-case hexadecimal");
    check_refusal("{\"n\":1}", read_flag, "n: neither true nor false");
    check_refusal(
        "{\"n\":\"now\"}", read_moment, "n: not a time as 2026-06-18T16:00:00Z");
    check_refusal("{\"n\":1}", read_members, "n: not a member known here");
    check_refusal("{\"n\\u00e9\":1}", read_members, "?: not a member known here");
    check_refusal("[1]", read_members, "the document: not an object");
    check_refusal("{\"n\":{}}", read_items, "n: not a list");
    check_refusal("{\"n\":[]}", read_items, "n: not a list of 1 to 2 items");
    check_refusal("{\"n\":[1]}", read_items, "n[2]: missing");
    check_refusal("{\"n\":[1,2]}", read_items, "n[2]: not a whole number from 0 to 1");
}

static const char *word(unsigned place)
{
    static const char *const words[] = {NULL, "one", "two"};

    return place < ARRAY_SIZE(words) ? words[place] : NULL;
}

static void test_a_choice_is_one_of_its_words(void **state)
{
    CLEANUP(node_tree_freep)
    struct node_tree *tree = tree_of("{\"a\":\"two\",\"b\":\"tw\"}");
    struct node root = node_root(tree);
    struct node node = node_member(&root, "a");

    (void)state;
    assert_int_equal(node_choice(&node, word, 1), 2);
    assert_int_equal(node_status(tree, NULL), 0);
    node = node_member(&root, "b");
    (void)node_choice(&node, word, 1);
    assert_int_equal(node_status(tree, NULL), NODE_REFUSED);
}

static void test_the_first_member_can_be_asked_for(void **state)
{
    CLEANUP(node_tree_freep)
    struct node_tree *tree = tree_of("{\"document\":\"open\",\"base\":1}");
    struct node root = node_root(tree);
    struct node list = node_member(&root, "base");

    (void)state;
    assert_true(node_begins(&root, "document", "open"));
    assert_false(node_begins(&root, "document", "close"));
    assert_false(node_begins(&root, "base", "open"));
    assert_false(node_begins(&list, "document", "open"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json_is_read_strictly),
        cmocka_unit_test(test_too_much_text_is_refused),
        cmocka_unit_test(test_texts_of_many_lines_are_for_answers_only),
        cmocka_unit_test(test_values_are_read_by_kind),
        cmocka_unit_test(test_what_is_not_as_asked_is_named),
        cmocka_unit_test(test_a_choice_is_one_of_its_words),
        cmocka_unit_test(test_the_first_member_can_be_asked_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
