// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/base64.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "seal/hash.h"

/* RFC 4648, section 10, and bytes that need the last two symbols. */
static const struct {
    const char *bytes;
    const char *text;
} known[] = {
    {"", ""},
    {"f", "Zg=="},
    {"fo", "Zm8="},
    {"foo", "Zm9v"},
    {"foob", "Zm9vYg=="},
    {"fooba", "Zm9vYmE="},
    {"foobar", "Zm9vYmFy"},
    {"\xff\xef\xbf\xfb", "/++/+w=="},
};

static void test_texts_are_those_of_the_rfc(void **state)
{
    struct buf buf;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(known); i++) {
        buf_init(&buf, 64);
        base64_encode(span_of_text(known[i].bytes), &buf);
        assert_string_equal(buf_text(&buf), known[i].text);
        buf_reset(&buf);
        assert_int_equal(base64_decode(span_of_text(known[i].text), &buf), 0);
        assert_int_equal(buf_status(&buf), 0);
        assert_true(span_is_equal(buf_span(&buf), span_of_text(known[i].bytes)));
        buf_deinit(&buf);
    }
}

static void test_other_texts_for_a_value_are_refused(void **state)
{
    static const char *const bad[] = {
        "Zg",   "Zg=",  "Zg===",    "Zh==", "Zm9=",  "Zm8",    "=",
        "==",   "====", "Zg==Zg==", "Z===", "Zm=v",  "Zm9v\n", "Zm 9v===",
        "Zm9-", "Zm9_", "Zm9v=",    "\n",   "Zm9vZ",
    };
    struct buf buf;
    size_t i;

    (void)state;
    buf_init(&buf, 64);
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_int_equal(base64_decode(span_of_text(bad[i]), &buf), BASE64_MALFORMED);
        assert_int_equal(buf_span(&buf).size, 0);
    }
    assert_int_equal(base64_decode(span_of("Zm9\0", 4), &buf), BASE64_MALFORMED);
    buf_deinit(&buf);
}

static void test_all_bytes_survive(void **state)
{
    uint8_t bytes[256];
    struct buf text;
    struct buf back;
    size_t size;

    (void)state;
    for (size = 0; size < sizeof(bytes); size++) {
        bytes[size] = (uint8_t)(size * 151);
    }
    buf_init(&text, 1024);
    buf_init(&back, 1024);
    for (size = 0; size <= sizeof(bytes); size++) {
        buf_reset(&text);
        buf_reset(&back);
        base64_encode(span_of(bytes, size), &text);
        assert_int_equal(base64_decode(buf_span(&text), &back), 0);
        assert_true(span_is_equal(buf_span(&back), span_of(bytes, size)));
    }
    buf_deinit(&text);
    buf_deinit(&back);
}

static void test_a_full_buffer_is_told_by_its_status(void **state)
{
    struct buf buf;

    (void)state;
    buf_init(&buf, 4);
    assert_int_equal(base64_decode(span_of_text("Zm9vYmFy"), &buf), 0);
    assert_int_equal(buf_status(&buf), BUF_FULL);
    buf_deinit(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts_are_those_of_the_rfc),
        cmocka_unit_test(test_other_texts_for_a_value_are_refused),
        cmocka_unit_test(test_all_bytes_survive),
        cmocka_unit_test(test_a_full_buffer_is_told_by_its_status),
    };

    if (seal_init() != 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
