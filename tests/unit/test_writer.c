// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_every_kind_of_value_is_written_in_one_form(void **state)
{
    struct writer writer;
    struct buf out;

    (void)state;
    buf_init(&out, 1000);
    writer_begin(&writer, &out);
    writer_text(&writer, "text", "a \"b\" \\ é");
    writer_number(&writer, "number", UINT64_C(9007199254740991));
    writer_yes(&writer, "yes");
    writer_no(&writer, "no");
    writer_null(&writer, "null");
    writer_bytes(&writer, "bytes", span_of("\x0a\xff", 2));
    writer_moment(&writer, "moment", 60);
    writer_open_list(&writer, "empty");
    writer_close_list(&writer);
    writer_open_list(&writer, "list");
    writer_number(&writer, NULL, 1);
    writer_open_object(&writer, NULL);
    writer_span(&writer, "span", span_of("\n", 1));
    writer_close_object(&writer);
    writer_close_list(&writer);
    writer_end(&writer);
    assert_string_equal(buf_text(&out),
                        "{\n"
                        "  \"text\": \"a \\\"b\\\" \\\\ é\",\n"
                        "  \"number\": 9007199254740991,\n"
                        "  \"yes\": true,\n"
                        "  \"no\": false,\n"
                        "  \"null\": null,\n"
                        "  \"bytes\": \"0aff\",\n"
                        "  \"moment\": \"1970-01-01T00:01:00Z\",\n"
                        "  \"empty\": [],\n"
                        "  \"list\": [\n"
                        "    1,\n"
                        "    {\n"
                        "      \"span\": \"\\u000a\"\n"
                        "    }\n"
                        "  ]\n"
                        "}\n");
    buf_deinit(&out);
}

static void test_an_empty_object_has_no_lines(void **state)
{
    struct writer writer;
    struct buf out;

    (void)state;
    buf_init(&out, 10);
    writer_begin(&writer, &out);
    writer_end(&writer);
    assert_string_equal(buf_text(&out), "{}\n");
    buf_deinit(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_kind_of_value_is_written_in_one_form),
        cmocka_unit_test(test_an_empty_object_has_no_lines),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
