// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/envelope.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "seal/hash.h"

static const struct eid eid = {{1, 2, 3}};

static void test_what_is_written_is_read(void **state)
{
    const struct envelope widest = {UINT16_MAX, UINT32_MAX, false};
    struct envelope envelope = {2, 417, false};
    struct envelope read = {0};
    char text[ENVELOPE_TEXT_SIZE];

    (void)state;
    envelope_write(&eid, &envelope, text);
    assert_memory_equal(text, "2.417.", 6);
    assert_int_equal(strlen(text), 8);
    assert_int_equal(envelope_read(&eid, span_of_text(text), &read), 0);
    assert_int_equal(read.cid, 2);
    assert_int_equal(read.number, 417);
    assert_true(read.is_checked);
    assert_int_equal(envelope_read(&eid, span_of_text(" 2.417\r\n"), &read), 0);
    assert_false(read.is_checked);
    envelope_write(&eid, &widest, text);
    assert_int_equal(strlen(text), ENVELOPE_TEXT_SIZE - 1);
    assert_int_equal(envelope_read(&eid, span_of_text(text), &read), 0);
    assert_int_equal(read.number, UINT32_MAX);
}

/* Ten bits: of the numbers near by, one in a thousand has the same symbols. */
static void test_a_slip_or_another_election_shows(void **state)
{
    const struct eid other = {{9}};
    struct envelope envelope = {2, 417, false};
    struct envelope read = {0};
    char text[ENVELOPE_TEXT_SIZE];

    (void)state;
    envelope_write(&eid, &envelope, text);
    assert_int_equal(envelope_read(&other, span_of_text(text), &read),
                     ENVELOPE_MISTYPED);
    text[3] = '2';
    assert_int_equal(envelope_read(&eid, span_of_text(text), &read), ENVELOPE_MISTYPED);
    text[3] = '1';
    text[0] = '1';
    assert_int_equal(envelope_read(&eid, span_of_text(text), &read), ENVELOPE_MISTYPED);
    assert_int_equal(read.cid, 0);
}

static void test_other_texts_are_refused(void **state)
{
    static const char *const bad[] = {"",
                                      "417",
                                      "2.",
                                      ".417",
                                      "2.0417",
                                      "2.417.",
                                      "2.417.U0",
                                      "2.417.0",
                                      "2.417.000",
                                      "2.417.00.1",
                                      "65536.1",
                                      "1.4294967296"};
    struct envelope read = {0};
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_int_equal(envelope_read(&eid, span_of_text(bad[i]), &read),
                         ENVELOPE_MALFORMED);
    }
}

static int start(void **state)
{
    (void)state;
    return seal_init();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_written_is_read),
        cmocka_unit_test(test_a_slip_or_another_election_shows),
        cmocka_unit_test(test_other_texts_are_refused),
    };

    return cmocka_run_group_tests(tests, start, NULL);
}
