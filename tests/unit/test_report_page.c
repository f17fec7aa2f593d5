// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/report_page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "counted.h"

enum {
    ROOM = 1 << 22,
};

static void expect(struct buf *text, const char *part)
{
    if (strstr(buf_text(text), part) == NULL) {
        fail_msg("not on the page: %s", part);
    }
}

static void test_the_page_has_the_words_the_picture_and_the_sheet(void **state)
{
    CLEANUP(counted_deinit)
    struct counted counted = counted_of(counted_ward, RULES_NHS_2014_STV);
    const struct report report = {.story = counted.story, .warning = "PRACTICE"};
    CLEANUP(buf_deinit) struct buf text;

    (void)state;
    buf_init(&text, ROOM);
    assert_int_equal(report_page_write(&report, &text), 0);
    expect(&text, "<title>PRACTICE – Report of the count – A ward</title>");
    expect(&text, "href=\"data:text/css;charset=utf-8,");
    expect(&text, "<li>Ann Ash: Elected at stage 1</li>");
    expect(&text, "<h3 id=\"section-2\">Stage 2: Surplus of Ann Ash</h3>");
    expect(&text,
           "<li>Ann Ash&#39;s surplus of 11.00 is transferred. <span "
           "class=\"rule\">(rules STV47.9, 48.1)</span></li>");
    expect(&text, "<svg viewBox=\"0 0 ");
    expect(&text, "role=\"img\" aria-labelledby=\"flow-title flow-words\"");
    expect(&text, "<title>Ann Ash, stage 1: 29.00</title>");
    expect(&text, "scope=\"colgroup\" colspan=\"2\">Stage 2: Surplus of Ann Ash</th>");
    expect(&text, "scope=\"row\">Non-transferable</th>");
    assert_null(strstr(buf_text(&text), "Flo Fir</th>")); /* has died */
}

static void test_a_part_is_for_a_page_that_has_its_own_head(void **state)
{
    CLEANUP(counted_deinit)
    struct counted counted = counted_of(counted_ward, RULES_SCOTTISH_2011);
    const struct report report = {.story = counted.story};
    CLEANUP(report_page_freep) struct report_page *page = NULL;
    const struct part_report *part;

    (void)state;
    assert_int_equal(report_page_new(&report, &page), 0);
    part = report_page_part(page);
    assert_int_equal(part->stages_count, counted.sheet->stage_count);
    assert_int_equal(part->rows_count, 6); /* five stand, and the lost */
    assert_int_equal(part->rows[0].cells_count, part->stages_count);
    assert_string_equal(part->rows[0].cells[0].votes, "29.00000");
    assert_string_equal(part->sections[0].title, "Before the count");
    assert_non_null(part->sections[0].facts[0].rule);
    assert_null(part->seed);
}

static void test_names_are_text_and_never_markup(void **state)
{
    CLEANUP(counted_deinit)
    struct counted counted = counted_of(
        "2 1\n3 1 0\n2 2 0\n0\n\"<b>\"\n\"B & C\"\n\"<script>\"\n", RULES_NHS_2014_FPP);
    const struct report report = {.story = counted.story};
    CLEANUP(buf_deinit) struct buf text;

    (void)state;
    buf_init(&text, ROOM);
    assert_int_equal(report_page_write(&report, &text), 0);
    expect(&text, "&lt;b&gt;");
    expect(&text, "B &amp; C");
    assert_null(strstr(buf_text(&text), "<b>"));
    assert_null(strstr(buf_text(&text), "<script"));
    assert_null(strstr(buf_text(&text), "<svg")); /* crosses do not flow */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_page_has_the_words_the_picture_and_the_sheet),
        cmocka_unit_test(test_a_part_is_for_a_page_that_has_its_own_head),
        cmocka_unit_test(test_names_are_text_and_never_markup),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
