// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/vkey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "seal/hash.h"

/* The example of C2SP signed-note. */
static const char good[] =
    "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

static void test_a_key_line_is_read_and_written_the_same(void **state)
{
    struct vkey again;
    struct vkey vkey;
    struct buf text;

    (void)state;
    assert_int_equal(vkey_parse(span_of_text(good), &vkey), 0);
    assert_int_equal(vkey.type, VKEY_LOG);
    buf_init(&text, 1000);
    vkey_write(&vkey, &text);
    assert_string_equal(buf_text(&text), good);
    buf_deinit(&text);
    assert_int_equal(vkey_make(vkey.name, VKEY_LOG, &vkey.key, &again), 0);
    assert_int_equal(again.id, 0x530d903a);
    assert_int_equal(vkey_make(vkey.name, VKEY_WITNESS, &vkey.key, &again), 0);
    assert_int_not_equal(again.id, 0x530d903a);
}

static void test_a_line_that_is_not_its_own_key_is_refused(void **state)
{
    static const struct {
        const char *text;
        int refusal;
    } cases[] = {
        {"", VKEY_MALFORMED},
        {"example.com/foo", VKEY_MALFORMED},
        {"example.com/foo+530d903a", VKEY_MALFORMED},
        {"example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
         VKEY_MALFORMED},
        {"example.com/foO+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
         VKEY_MALFORMED},
        {"example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
         VKEY_MALFORMED},
        {"+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", VKEY_MALFORMED},
        {"a b+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", VKEY_MALFORMED},
        {"example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k=",
         VKEY_MALFORMED},
        {"example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv",
         VKEY_MALFORMED},
        {"example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
         VKEY_TYPE},
        /* a key of small order */
        {"example.com/foo+530d903a+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
         VKEY_MALFORMED},
    };
    struct vkey vkey;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        assert_int_equal(vkey_parse(span_of_text(cases[i].text), &vkey),
                         cases[i].refusal);
    }
}

static void test_a_name_has_no_blank_plus_or_control(void **state)
{
    char long_name[ORIGIN_SIZE + 1];

    (void)state;
    assert_true(vkey_is_name(span_of_text("vote.example.nhs.uk/record")));
    assert_false(vkey_is_name(span_of_text("")));
    assert_false(vkey_is_name(span_of_text("a b")));
    assert_false(vkey_is_name(span_of_text("a+b")));
    assert_false(vkey_is_name(span_of_text("a\nb")));
    assert_false(vkey_is_name(span_of_text("a\x7f")));
    memset(long_name, 'a', sizeof(long_name));
    assert_false(vkey_is_name(span_of(long_name, ORIGIN_SIZE)));
    assert_true(vkey_is_name(span_of(long_name, ORIGIN_SIZE - 1)));
}

static int set_up(void **state)
{
    (void)state;
    return seal_init();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_key_line_is_read_and_written_the_same),
        cmocka_unit_test(test_a_line_that_is_not_its_own_key_is_refused),
        cmocka_unit_test(test_a_name_has_no_blank_plus_or_control),
    };

    return cmocka_run_group_tests(tests, set_up, NULL);
}
