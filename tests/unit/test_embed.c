// SPDX-License-Identifier: AGPL-3.0-or-later
/* tools/embed: what a page it made of tests/unit/embed/probe.html writes. */
#include "embed/pages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/fault.h"
#include "base/log.h"

static const struct part_frame_lines lines[] = {{.line = "1"}, {.line = "<2>"}};
static const struct part_frame frame = {
    .title = "T & U", .helper = "ring us", .lines = lines, .lines_count = 2};

/* Thursday 18 June 2026, 16:00 UTC: five in the afternoon in the UK. */
static const struct page_probe plain = {
    .frame = &frame, .name = "N", .votes = 0, .id = 7, .close = 1781798400};

static int write_page(const struct page_probe *page, char *out, size_t size)
{
    struct buf buf;
    int r;

    buf_init(&buf, size - 1);
    r = page_probe_write(page, &buf);
    if (r == 0) {
        memcpy(out, buf_text(&buf), buf.size + 1);
    }
    buf_deinit(&buf);
    return r;
}

static void test_a_page_is_its_template_with_the_holes_filled(void **state)
{
    char out[2000];

    (void)state;
    assert_int_equal(write_page(&plain, out, sizeof(out)), 0);
    assert_string_equal(
        out,
        "<title>T &amp; U</title><link href=\"/assets/00/probe.css\">\n"
        "<h1 title=\"N\">N</h1>\n"
        "<p>None</p>\n"
        "<p>0 7 5pm on Thursday 18 June 2026 Thursday 18 June 2026</p>\n"
        "<p>ring us</p>\n"
        "<p>What? \"\303\251\" \\ end</p>\n"
        "<p>ring us</p>\n"
        "<p>1 of T &amp; U</p>\n"
        "<p>&lt;2&gt; of T &amp; U</p>\n"
        "\n");
}

static void test_a_value_cannot_become_markup(void **state)
{
    struct page_probe page = plain;
    char out[2000];

    (void)state;
    page.name = "\"><script>alert('x')&";
    assert_int_equal(write_page(&page, out, sizeof(out)), 0);
    assert_non_null(
        strstr(out,
               "<h1 title=\"&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&amp;\">"
               "&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&amp;</h1>"));
}

static void test_lists_nest_and_see_what_is_around_them(void **state)
{
    static const struct page_probe_wards_people people[] = {
        {.name = "Ann", .mark = true}, {.name = "Bob", .mark = false}};
    static const struct page_probe_wards wards[] = {
        {.name = "East", .people = people, .people_count = 2}, {.name = "West"}};
    struct page_probe page = plain;
    char out[2000];

    (void)state;
    page.wards = wards;
    page.wards_count = 2;
    page.remark = "Good";
    page.votes = 1234567;
    assert_int_equal(write_page(&page, out, sizeof(out)), 0);
    assert_non_null(strstr(out,
                           "<ul>\n<li>East: Ann of East in N* Bob of East in N-</li>\n"
                           "<li>West:</li>\n</ul>\n"));
    assert_null(strstr(out, "None"));
    assert_non_null(strstr(out, "<p>Good</p>\n<p>1,234,567 7 "));
}

static void test_a_hole_left_empty_is_a_fault(void **state)
{
    static const struct page_probe_wards nameless[] = {{.name = NULL}};
    struct page_probe cases[] = {plain, plain, plain, plain, plain};
    char out[2000];
    size_t i;

    (void)state;
    log_silence();
    cases[0].name = NULL;
    cases[1].frame = NULL;
    cases[2].close = 0;
    cases[3].wards_count = 1;
    cases[4].wards = nameless;
    cases[4].wards_count = 1;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(write_page(&cases[i], out, sizeof(out)), FAULT_BUG);
    }
}

static void test_a_page_larger_than_its_buffer_is_a_fault(void **state)
{
    char out[100];

    (void)state;
    log_silence();
    assert_int_equal(write_page(&plain, out, sizeof(out)), FAULT_BUG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_page_is_its_template_with_the_holes_filled),
        cmocka_unit_test(test_a_value_cannot_become_markup),
        cmocka_unit_test(test_lists_nest_and_see_what_is_around_them),
        cmocka_unit_test(test_a_hole_left_empty_is_a_fault),
        cmocka_unit_test(test_a_page_larger_than_its_buffer_is_a_fault),
    };

    if (setenv("TZ", "Europe/London", 1) != 0) {
        return 1;
    }
    tzset();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
