// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/codec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/fault.h"

static struct node_complaint why;

#define BASE "\"base\":{\"size\":3,\"root\":\"" ROOT "\"}"
#define ROOT "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static int parse(const char *text, enum entry_type type)
{
    CLEANUP(document_freep) struct document *document = NULL;

    return codec_parse(span_of_text(text), type, &why, &document);
}

static void test_a_document_says_its_type_first(void **state)
{
    enum entry_type type = ENTRY_BALLOT;

    (void)state;
    assert_int_equal(
        codec_type(span_of_text("{\"document\":\"box\",\"x\":1}"), NULL, &type), 0);
    assert_int_equal(type, ENTRY_BOX);
    assert_int_equal(
        codec_type(span_of_text("{\"x\":1,\"document\":\"box\"}"), &why, &type),
        CODEC_REFUSED);
    assert_int_equal(codec_type(span_of_text("{\"document\":\"ballot\"}"), &why, &type),
                     CODEC_REFUSED);
    assert_int_equal(codec_type(span_of_text("box"), &why, &type), CODEC_REFUSED);
}

static void test_only_the_type_asked_for_is_parsed(void **state)
{
    (void)state;
    assert_int_equal(parse("{\"document\":\"open\"," BASE "}", ENTRY_OPEN), 0);
    assert_int_equal(parse("{\"document\":\"open\"," BASE "}", ENTRY_CLOSE),
                     CODEC_REFUSED);
    assert_int_equal(parse("{\"document\":\"open\"," BASE "}", ENTRY_BALLOT),
                     FAULT_BUG);
    assert_int_equal(parse("{\"document\":\"open\"}", ENTRY_OPEN), CODEC_REFUSED);
    assert_string_equal(why.text, "base: missing");
}

static void test_a_complaint_names_the_place(void **state)
{
    (void)state;
    assert_int_equal(parse("{\"document\":\"roll\"," BASE ",\"constituencies\":["
                           "{\"constituency\":2,\"electors\":1,\"object\":\"" ROOT
                           "\",\"size\":74},{\"constituency\":2,\"electors\":1,"
                           "\"object\":\"" ROOT "\",\"size\":74}]}",
                           ENTRY_ROLL),
                     CODEC_REFUSED);
    assert_string_equal(why.text,
                        "constituencies[2]: not after the constituency before it");
}

static void test_what_was_read_is_the_data(void **state)
{
    CLEANUP(document_freep) struct document *document = NULL;

    (void)state;
    assert_int_equal(
        codec_parse(span_of_text("{\"document\":\"replace\"," BASE
                                 ",\"constituency\":4,\"register\":\"spoilt\","
                                 "\"old\":17,\"number\":38,\"credential\":\"" ROOT
                                 "\"}"),
                    ENTRY_REPLACE,
                    &why,
                    &document),
        0);
    assert_int_equal(document->type, ENTRY_REPLACE);
    assert_int_equal(document->base.size, 3);
    assert_int_equal(document->base.root.bytes[1], 0x11);
    assert_int_equal(document->of.replacement.cid, 4);
    assert_int_equal(document->of.replacement.kept_in, REGISTER_SPOILT);
    assert_int_equal(document->of.replacement.old_number, 17);
    assert_int_equal(document->of.replacement.number, 38);
    assert_int_equal(document->of.replacement.credential.bytes[31], 0xff);
}

/* The others' round trips are tests/vectors/documents. */
static void test_what_the_log_signs_is_written_and_read_the_same(void **state)
{
    static const enum entry_type types[] = {ENTRY_OPEN, ENTRY_CLOSE};
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(types); i++) {
        CLEANUP(document_freep) struct document *document = document_new(types[i], 0);
        CLEANUP(document_freep) struct document *again = NULL;
        struct buf out;

        assert_non_null(document);
        document->base.size = 9;
        buf_init(&out, CODEC_SIZE_MAX);
        assert_int_equal(codec_write(document, &out), 0);
        assert_int_equal(codec_parse(buf_span(&out), types[i], &why, &again), 0);
        assert_int_equal(again->base.size, 9);
        buf_deinit(&out);
    }
}

static void test_a_document_too_long_for_its_buf_is_refused(void **state)
{
    CLEANUP(document_freep) struct document *document = document_new(ENTRY_OPEN, 0);
    struct buf out;

    (void)state;
    buf_init(&out, 20);
    assert_int_equal(codec_write(document, &out), CODEC_REFUSED);
    buf_deinit(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_document_says_its_type_first),
        cmocka_unit_test(test_only_the_type_asked_for_is_parsed),
        cmocka_unit_test(test_a_complaint_names_the_place),
        cmocka_unit_test(test_what_was_read_is_the_data),
        cmocka_unit_test(test_what_the_log_signs_is_written_and_read_the_same),
        cmocka_unit_test(test_a_document_too_long_for_its_buf_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
