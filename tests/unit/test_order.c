// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/order.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int compare(const char *surname_a,
                   const char *forenames_a,
                   const char *surname_b,
                   const char *forenames_b)
{
    struct buf a;
    struct buf b;
    int r;

    buf_init(&a, 1000);
    buf_init(&b, 1000);
    assert_int_equal(order_key(surname_a, forenames_a, &a), 0);
    assert_int_equal(order_key(surname_b, forenames_b, &b), 0);
    r = order_compare(buf_span(&a), buf_span(&b));
    buf_deinit(&a);
    buf_deinit(&b);
    return r;
}

static void test_surnames_come_before_forenames(void **state)
{
    (void)state;
    assert_true(compare("Adams", "Zoe", "Brown", "Al") < 0);
    assert_true(compare("Brown", "Al", "Brown", "Bo") < 0);
    assert_true(compare("Brown", "Al", "Browne", "Aa") < 0);
    assert_true(compare("Brown", "Z", "Brown Smith", "A") < 0);
}

static void test_case_and_accents_come_last(void **state)
{
    (void)state;
    assert_true(compare("adams", "B", "Adams", "C") < 0);
    assert_true(compare("Öz", "B", "Oz", "C") < 0);
    assert_true(compare("Oz", "A", "Öz", "A") < 0);
    assert_true(compare("Éa", "A", "Fa", "A") < 0);
    assert_int_equal(compare("Öz", "A", "Öz", "A"), 0);
}

static void test_a_name_that_is_no_text_is_refused(void **state)
{
    struct buf out;

    (void)state;
    buf_init(&out, 8);
    assert_int_equal(order_key("\xff", "A", &out), ORDER_NAME);
    buf_reset(&out);
    assert_int_equal(order_key("A", "\xff", &out), ORDER_NAME);
    buf_reset(&out);
    assert_int_equal(order_key("Abcdefgh", "A", &out), ORDER_NAME);
    buf_deinit(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_surnames_come_before_forenames),
        cmocka_unit_test(test_case_and_accents_come_last),
        cmocka_unit_test(test_a_name_that_is_no_text_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
