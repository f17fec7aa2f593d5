// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/code.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "seal/hash.h"
#include "seal/transcript.h"

static void test_a_code_is_sixteen_symbols_in_groups_of_four(void **state)
{
    const struct code code = {
        {0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54, 0xb6, 0x35, 0xcf}};
    char text[CODE_TEXT_SIZE];

    (void)state;
    code_write(&code, text);
    assert_string_equal(text, "0123-4567-89AB-CDEF");
}

static void test_what_people_type_is_read_kindly(void **state)
{
    static const char *const same[] = {
        "0123-4567-89AB-CDEF",
        "0123456789ABCDEF",
        "oI23 4567 89ab cdef",
        "OL23-4567-89AB-CDEF ",
        "0-1-2-3-4-5-6-7-8-9-a-b-c-d-e-f",
    };
    struct code code;
    char text[CODE_TEXT_SIZE];
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(same); i++) {
        assert_int_equal(code_read(span_of_text(same[i]), &code), 0);
        code_write(&code, text);
        assert_string_equal(text, "0123-4567-89AB-CDEF");
    }
}

static void test_other_texts_are_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "0123-4567-89AB-CDE",
        "0123-4567-89AB-CDEFG",
        "0123-4567-89AB-CDEU",
        "0123_4567_89AB_CDEF",
        "0123-4567-89AB-CDE\n",
        "0123-4567-89AB-CD\xc3\x89",
    };
    struct code code = {{9}};
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_int_equal(code_read(span_of_text(bad[i]), &code), CODE_MALFORMED);
    }
    assert_int_equal(code_read(span_of("0123456789ABCDE\0", 16), &code),
                     CODE_MALFORMED);
    assert_int_equal(code.bytes[0], 9);
}

static void test_codes_are_the_front_of_what_they_name(void **state)
{
    struct eid eid;
    struct code code;
    struct wide wide;
    struct transcript transcript;

    (void)state;
    memset(eid.bytes, 0x5a, sizeof(eid.bytes));
    code_of_election(&eid, &code);
    assert_memory_equal(code.bytes, eid.bytes, CODE_BYTES);

    transcript_begin(&transcript, "code");
    transcript_add(&transcript, span_of_text("head"));
    transcript_end(&transcript, &wide);
    code_of_head(span_of_text("head"), &code);
    assert_memory_equal(code.bytes, wide.bytes, CODE_BYTES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_code_is_sixteen_symbols_in_groups_of_four),
        cmocka_unit_test(test_what_people_type_is_read_kindly),
        cmocka_unit_test(test_other_texts_are_refused),
        cmocka_unit_test(test_codes_are_the_front_of_what_they_name),
    };

    if (seal_init() != 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
