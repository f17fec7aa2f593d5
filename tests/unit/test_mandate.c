// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/mandate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct mandate good = {
    .eid = {{1}},
    .cid = 3,
    .entry = 41,
    .authority = "The panel",
    .seal = {{9, 8}},
};

static void test_an_order_is_read_as_it_was_written(void **state)
{
    struct mandate read = {.cid = 0};
    struct buf text;

    (void)state;
    buf_init(&text, MANDATE_SIZE_MAX);
    assert_int_equal(mandate_write(&good, &text), 0);
    assert_int_equal(mandate_parse(buf_span(&text), NULL, &read), 0);
    assert_memory_equal(&read.eid, &good.eid, sizeof(good.eid));
    assert_int_equal(read.cid, 3);
    assert_int_equal(read.entry, 41);
    assert_string_equal(read.authority, "The panel");
    assert_memory_equal(&read.seal, &good.seal, sizeof(good.seal));
    text.size -= 2;
    assert_int_equal(mandate_parse(buf_span(&text), NULL, &read), MANDATE_REFUSED);
    buf_deinit(&text);
}

static void test_what_does_not_fit_is_refused(void **state)
{
    struct buf text;

    (void)state;
    buf_init(&text, 20);
    assert_int_equal(mandate_write(&good, &text), MANDATE_REFUSED);
    buf_deinit(&text);
}

static void test_what_is_no_order_is_refused_and_nothing_is_touched(void **state)
{
    static const char *const bad[] = {
        "{\"document\": \"card\"}",
        "{\"document\": \"order\"}",
        "{\"document\": \"order\", \"election\": \"00\", \"entry\": 1}",
        "[]",
        "",
    };
    struct mandate read = {.cid = 77};
    struct node_complaint why;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        why.text[0] = 0;
        assert_int_equal(mandate_parse(span_of_text(bad[i]), &why, &read),
                         MANDATE_REFUSED);
        assert_true(why.text[0] != 0);
        assert_int_equal(read.cid, 77);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_order_is_read_as_it_was_written),
        cmocka_unit_test(test_what_does_not_fit_is_refused),
        cmocka_unit_test(test_what_is_no_order_is_refused_and_nothing_is_touched),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
