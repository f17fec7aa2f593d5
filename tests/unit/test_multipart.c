// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/multipart.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/buf.h"

#define TYPE "multipart/form-data; boundary=----Web12"
#define FIELD "Content-Disposition: form-data; name=\"scope\"\r\n\r\nwhole\r\n"
#define UPLOAD                                                                         \
    "Content-Disposition: form-data; name=\"list\"; filename=\"my list.csv\"\r\n"      \
    "Content-Type: text/csv\r\n\r\na,b\r\n1,2\r\n\r\n"

static int parse(const char *type, const char *body, struct multipart *out)
{
    const struct header header = {span_of_text("Content-Type"), span_of_text(type)};
    const struct request request = {
        .headers = &header, .header_count = 1, .body = span_of_text(body)};

    return multipart_parse(&request, out);
}

static void test_fields_and_files_are_read_as_they_were_sent(void **state)
{
    struct multipart form;

    (void)state;
    assert_int_equal(parse(TYPE,
                           "------Web12\r\n" FIELD "------Web12\r\n" UPLOAD
                           "------Web12--\r\n",
                           &form),
                     0);
    assert_int_equal(form.count, 2);
    assert_true(span_is_equal(multipart_value(&form, "scope"), span_of_text("whole")));
    assert_true(
        span_is_equal(multipart_value(&form, "list"), span_of_text("a,b\r\n1,2\r\n")));
    assert_false(form.list[0].is_file);
    assert_true(form.list[1].is_file);
    assert_int_equal(multipart_value(&form, "none").size, 0);
}

static void test_what_nearly_looks_like_the_boundary_stays_in_the_file(void **state)
{
    struct multipart form;

    (void)state;
    assert_int_equal(parse(TYPE,
                           "------Web12\r\n"
                           "Content-Disposition: form-data; name=\"list\"\r\n\r\n"
                           "--Web12\r\n------Web1\r\n-----Web12\r\n------Web12--",
                           &form),
                     0);
    assert_true(span_is_equal(multipart_value(&form, "list"),
                              span_of_text("--Web12\r\n------Web1\r\n-----Web12")));
}

static void test_what_no_browser_sends_is_refused_whole(void **state)
{
    static const struct {
        const char *type;
        const char *body;
        int refusal;
    } cases[] = {
        {TYPE, "", MULTIPART_MALFORMED},
        {TYPE, "------Web12", MULTIPART_MALFORMED},
        {TYPE, "------Web13\r\n" FIELD "------Web13--", MULTIPART_MALFORMED},
        {TYPE, "------Web12\r\n" FIELD, MULTIPART_MALFORMED},
        {TYPE, "------Web12\r\n" FIELD "------Web12--\r\nmore", MULTIPART_MALFORMED},
        {TYPE, "before\r\n------Web12\r\n" FIELD "------Web12--", MULTIPART_MALFORMED},
        {TYPE,
         "------Web12\r\n" FIELD "------Web12\r\n" FIELD "------Web12--",
         MULTIPART_TWICE},
        {TYPE, "------Web12\r\n\r\nwhole\r\n------Web12--", MULTIPART_MALFORMED},
        {TYPE,
         "------Web12\r\nContent-Disposition: form-data\r\n\r\nx\r\n------Web12--",
         MULTIPART_MALFORMED},
        {TYPE,
         "------Web12\r\nContent-Disposition: form-data; name=\"a b\"\r\n\r\n"
         "x\r\n------Web12--",
         MULTIPART_MALFORMED},
        {TYPE,
         "------Web12\r\nContent-Disposition: form-data; name=\"a\"\r\nX-More: 1\r\n"
         "\r\nx\r\n------Web12--",
         MULTIPART_MALFORMED},
        {"multipart/form-data",
         "------Web12\r\n" FIELD "------Web12--",
         MULTIPART_MALFORMED},
        {"multipart/form-data; boundary=", "--\r\n" FIELD "----", MULTIPART_MALFORMED},
        {"multipart/form-data; boundary=a b",
         "--a b\r\n" FIELD "--a b--",
         MULTIPART_MALFORMED},
    };
    struct multipart form;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        assert_int_equal(parse(cases[i].type, cases[i].body, &form), cases[i].refusal);
        assert_int_equal(form.count, 0);
    }
}

static void test_more_parts_than_a_form_has_are_refused(void **state)
{
    CLEANUP(buf_deinit) struct buf body;
    struct multipart form;
    size_t i;

    (void)state;
    buf_init(&body, 1 << 20);
    for (i = 0; i <= MULTIPART_MAX; i++) {
        buf_printf(&body,
                   "------Web12\r\nContent-Disposition: form-data; name=\"n%zu\"\r\n"
                   "\r\n\r\n",
                   i);
    }
    buf_put_text(&body, "------Web12--\r\n");
    assert_int_equal(parse(TYPE, buf_text(&body), &form), MULTIPART_FULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields_and_files_are_read_as_they_were_sent),
        cmocka_unit_test(test_what_nearly_looks_like_the_boundary_stays_in_the_file),
        cmocka_unit_test(test_what_no_browser_sends_is_refused_whole),
        cmocka_unit_test(test_more_parts_than_a_form_has_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
