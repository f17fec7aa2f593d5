// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/card.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define KEY "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static struct node_complaint why;

static void test_a_card_is_written_and_read_the_same(void **state)
{
    struct person person = {.role = PERSON_MIXER, .name = "M", .organisation = "O"};
    struct person again;
    struct buf out;

    (void)state;
    person.key.bytes[31] = 9;
    buf_init(&out, CARD_SIZE_MAX);
    assert_int_equal(card_write(&person, &out), 0);
    assert_int_equal(card_parse(buf_span(&out), &why, &again), 0);
    assert_memory_equal(&person, &again, sizeof(person));
    buf_deinit(&out);
}

static void test_a_card_too_long_for_its_buf_is_refused(void **state)
{
    struct person person = {.role = PERSON_WITNESS, .name = "W"};
    struct buf out;

    (void)state;
    buf_init(&out, 10);
    assert_int_equal(card_write(&person, &out), CARD_REFUSED);
    buf_deinit(&out);
}

/* The text in parts, joined by bars. */
static void expect_parts(const char *text, const char *parts)
{
    struct span rest = span_of_text(text);
    struct buf joined;

    buf_init(&joined, 1000);
    while (rest.size > 0) {
        struct span part = card_next(&rest);

        if (part.size > 0) {
            buf_put_span(&joined, part);
            buf_put_text(&joined, "|");
        }
    }
    assert_string_equal(buf_text(&joined), parts);
    buf_deinit(&joined);
}

static void test_cards_pasted_one_after_another_are_parted(void **state)
{
    (void)state;
    expect_parts("", "");
    expect_parts(" \n", "");
    expect_parts("{\"a\":1}{\"b\":{}}", "{\"a\":1}|{\"b\":{}}|");
    expect_parts("\n{\"a\": \"}{\"}\n\n {\"b\": \"\\\"}\"} ",
                 "{\"a\": \"}{\"}|{\"b\": \"\\\"}\"}|");
    expect_parts("{\"a\": {", "{\"a\": {|");
    expect_parts("} {}", "} {}|");
    expect_parts("{} no {}", "{}|no {}|");
    expect_parts("{\"a\\", "{\"a\\|");
}

static void test_what_is_no_card_is_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "{}",
        "{\"document\":\"definition\",\"role\":\"witness\",\"name\":\"W\",\"key\":"
        "\"" KEY "\"}",
        "{\"role\":\"witness\",\"document\":\"card\",\"name\":\"W\",\"key\":\"" KEY
        "\"}",
        "{\"document\":\"card\",\"role\":\"voter\",\"name\":\"W\",\"key\":\"" KEY "\"}",
        "{\"document\":\"card\",\"role\":\"officer\",\"name\":\"W\",\"key\":\"" KEY
        "\"}",
        "{\"document\":\"card\",\"role\":\"witness\",\"name\":\"W\",\"key\":\"" KEY
        "\",\"seal\":\"" KEY "\"}",
    };
    struct person person = {.name = "kept"};
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_int_equal(card_parse(span_of_text(bad[i]), &why, &person), CARD_REFUSED);
    }
    assert_string_equal(person.name, "kept");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_card_is_written_and_read_the_same),
        cmocka_unit_test(test_a_card_too_long_for_its_buf_is_refused),
        cmocka_unit_test(test_cards_pasted_one_after_another_are_parted),
        cmocka_unit_test(test_what_is_no_card_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
