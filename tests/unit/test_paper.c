// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/paper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "seal/hash.h"

enum {
    STRIDE = 6, /* of a group and its hyphen */
};

static const struct paper_secret secret = {{0x01, 0x23, 0x45, 0x67, [30] = 0xfe, 0xff}};

static int prepare(void **state)
{
    (void)state;
    return seal_init();
}

static void type_carelessly(char *text)
{
    for (; *text != 0; text++) {
        if (*text == '-') {
            *text = ' ';
        } else if (*text >= 'A') {
            *text = (char)(*text | 0x20);
        }
    }
}

static void test_a_secret_is_written_in_groups_and_read_again(void **state)
{
    enum paper_block block;
    char text[PAPER_TEXT_SIZE];
    struct paper_secret again;
    unsigned group = 0;

    (void)state;
    for (block = PAPER_STATIC; block < PAPER_BLOCKS; block++) {
        paper_write(block, &secret, text);
        assert_int_equal(strlen(text), PAPER_TEXT_SIZE - 1);
        assert_memory_equal(text, "04HM", 4);
        assert_int_equal(paper_read(block, span_of_text(text), &again, &group), 0);
        assert_memory_equal(&again, &secret, sizeof(secret));
        type_carelessly(text);
        assert_int_equal(paper_read(block, span_of_text(text), &again, &group), 0);
    }
}

static void test_a_mistyped_group_is_named(void **state)
{
    char text[PAPER_TEXT_SIZE];
    struct paper_secret out = {{9}};
    unsigned group;
    unsigned wrong;
    unsigned named = 0;

    (void)state;
    for (wrong = 1; wrong <= PAPER_GROUPS; wrong++) {
        char *symbol;

        paper_write(PAPER_STATIC, &secret, text);
        symbol = text + (size_t)(wrong - 1) * STRIDE + 2;
        *symbol = *symbol == '7' ? '8' : '7';
        assert_int_equal(paper_read(PAPER_STATIC, span_of_text(text), &out, &group),
                         PAPER_MISTYPED);
        named += group == wrong;
    }
    assert_int_equal(out.bytes[0], 9);
    /* One check symbol lets one mistake in 32 pass: the last group finds it. */
    assert_true(named >= PAPER_GROUPS - 1);
}

static void test_groups_out_of_order_are_found_out(void **state)
{
    char text[PAPER_TEXT_SIZE];
    char held[STRIDE];
    struct paper_secret out;
    unsigned group = 0;

    (void)state;
    paper_write(PAPER_STATIC, &secret, text);
    memcpy(held, text, STRIDE);
    memmove(text, text + STRIDE, STRIDE);
    memcpy(text + STRIDE, held, STRIDE);
    assert_int_equal(paper_read(PAPER_STATIC, span_of_text(text), &out, &group),
                     PAPER_MISTYPED);
    assert_in_range(group, 1, 2);
}

static void test_one_block_is_not_read_as_the_other(void **state)
{
    char text[PAPER_TEXT_SIZE];
    struct paper_secret out;
    unsigned group = 0;

    (void)state;
    paper_write(PAPER_SIGN, &secret, text);
    assert_int_equal(paper_read(PAPER_STATIC, span_of_text(text), &out, &group),
                     PAPER_MISTYPED);
}

static void test_too_few_too_many_and_strange_symbols_are_refused(void **state)
{
    char text[PAPER_TEXT_SIZE + 1];
    struct paper_secret out;
    unsigned group = 0;

    (void)state;
    paper_write(PAPER_STATIC, &secret, text);
    assert_int_equal(
        paper_read(PAPER_STATIC, span_of(text, PAPER_TEXT_SIZE - 2), &out, &group),
        PAPER_MALFORMED);
    text[PAPER_TEXT_SIZE - 1] = '0';
    text[PAPER_TEXT_SIZE] = 0;
    assert_int_equal(paper_read(PAPER_STATIC, span_of_text(text), &out, &group),
                     PAPER_MALFORMED);
    text[PAPER_TEXT_SIZE - 1] = 0;
    text[0] = 'U';
    assert_int_equal(paper_read(PAPER_STATIC, span_of_text(text), &out, &group),
                     PAPER_MALFORMED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_secret_is_written_in_groups_and_read_again),
        cmocka_unit_test(test_a_mistyped_group_is_named),
        cmocka_unit_test(test_groups_out_of_order_are_found_out),
        cmocka_unit_test(test_one_block_is_not_read_as_the_other),
        cmocka_unit_test(test_too_few_too_many_and_strange_symbols_are_refused),
    };

    return cmocka_run_group_tests(tests, prepare, NULL);
}
