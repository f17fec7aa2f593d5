// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sodium.h>

#include "seal/hash.h"

static const struct token known = {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}};

static void test_a_token_is_written_in_five_groups(void **state)
{
    char text[TOKEN_TEXT_SIZE];

    (void)state;
    token_write(&known, text);
    assert_string_equal(text, "04106-1050R-3GG28-A1C60-T3GFE");
}

static void test_what_people_type_is_read_kindly(void **state)
{
    static const char *const same[] = {
        "04106-1050R-3GG28-A1C60-T3GFE",
        "041061050R3GG28A1C60T3GFE",
        "o4io6 lo5or 3gg28 alc6o t3gfe",
    };
    struct token token;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(same); i++) {
        assert_int_equal(token_read(span_of_text(same[i]), &token), 0);
        assert_memory_equal(token.bytes, known.bytes, TOKEN_BYTES);
    }
}

static void test_texts_that_are_no_token_are_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "04106-1050R-3GG28-A1C60-T3GF",
        "04106-1050R-3GG28-A1C60-T3GFEE",
        "04106-1050R-3GG28-A1C60-T3GFU",
        "04106_1050R_3GG28_A1C60_T3GFE",
    };
    struct token token = {{9}};
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_int_equal(token_read(span_of_text(bad[i]), &token), TOKEN_MALFORMED);
    }
    assert_int_equal(token.bytes[0], 9);
}

/* One symbol in 32 slips through; of these, none. */
static void test_a_mistyped_token_is_told_by_its_check(void **state)
{
    struct token token = {{9}};

    (void)state;
    assert_int_equal(token_read(span_of_text("04106-1050R-3GG28-A1C60-T3GFF"), &token),
                     TOKEN_MISTYPED);
    assert_int_equal(token_read(span_of_text("14106-1050R-3GG28-A1C60-T3GFE"), &token),
                     TOKEN_MISTYPED);
    assert_int_equal(token_read(span_of_text("04016-1050R-3GG28-A1C60-T3GFE"), &token),
                     TOKEN_MISTYPED);
    assert_int_equal(token.bytes[0], 9);
}

static void test_new_tokens_differ_and_are_read_back(void **state)
{
    struct token a;
    struct token b;
    char text[TOKEN_TEXT_SIZE];

    (void)state;
    token_new(&a);
    token_new(&b);
    assert_memory_not_equal(a.bytes, b.bytes, TOKEN_BYTES);
    token_write(&a, text);
    assert_int_equal(token_read(span_of_text(text), &b), 0);
    assert_memory_equal(a.bytes, b.bytes, TOKEN_BYTES);
    token_wipe(&a);
    assert_int_equal(sodium_is_zero(a.bytes, TOKEN_BYTES), 1);
}

static void test_a_ticket_names_constituency_and_number(void **state)
{
    struct ticket ticket = {.token = known, .cid = 65535, .number = 4294967295};
    char text[TICKET_TEXT_SIZE];

    (void)state;
    token_write_ticket(&ticket, text);
    assert_string_equal(text, "041061050R3GG28A1C60T3GFE.65535.4294967295");
    memset(&ticket, 0, sizeof(ticket));
    assert_int_equal(token_read_ticket(span_of_text(text), &ticket), 0);
    assert_memory_equal(ticket.token.bytes, known.bytes, TOKEN_BYTES);
    assert_int_equal(ticket.cid, 65535);
    assert_int_equal(ticket.number, 4294967295);
    assert_int_equal(
        token_read_ticket(span_of_text("04106-1050R-3GG28-A1C60-T3GFE.1.7"), &ticket),
        0);
    assert_int_equal(ticket.cid, 1);
    assert_int_equal(ticket.number, 7);
}

static void test_a_ticket_with_other_numbers_is_refused(void **state)
{
    static const char *const bad[] = {
        "",
        ".",
        ".1.1",
        "041061050R3GG28A1C60T3GFE",
        "041061050R3GG28A1C60T3GFE.1",
        "041061050R3GG28A1C60T3GFE.1.",
        "041061050R3GG28A1C60T3GFE..1",
        "041061050R3GG28A1C60T3GFE.0.1",
        "041061050R3GG28A1C60T3GFE.1.0",
        "041061050R3GG28A1C60T3GFE.01.1",
        "041061050R3GG28A1C60T3GFE.1.01",
        "041061050R3GG28A1C60T3GFE.+1.1",
        "041061050R3GG28A1C60T3GFE.1.1 ",
        "041061050R3GG28A1C60T3GFE.1.1.",
        "041061050R3GG28A1C60T3GFE.1.1.1",
        "041061050R3GG28A1C60T3GFE.65536.1",
        "041061050R3GG28A1C60T3GFE.1.4294967296",
        "041061050R3GG28A1C60T3GFE.1.99999999999999999999999",
    };
    struct ticket ticket = {.number = 5};
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_int_equal(token_read_ticket(span_of_text(bad[i]), &ticket),
                         TOKEN_MALFORMED);
    }
    assert_int_equal(token_read_ticket(span_of(NULL, 0), &ticket), TOKEN_MALFORMED);
    assert_int_equal(
        token_read_ticket(span_of_text("041061050R3GG28A1C60T3GFF.1.1"), &ticket),
        TOKEN_MISTYPED);
    assert_int_equal(ticket.number, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_token_is_written_in_five_groups),
        cmocka_unit_test(test_what_people_type_is_read_kindly),
        cmocka_unit_test(test_texts_that_are_no_token_are_refused),
        cmocka_unit_test(test_a_mistyped_token_is_told_by_its_check),
        cmocka_unit_test(test_new_tokens_differ_and_are_read_back),
        cmocka_unit_test(test_a_ticket_names_constituency_and_number),
        cmocka_unit_test(test_a_ticket_with_other_numbers_is_refused),
    };

    if (seal_init() != 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
