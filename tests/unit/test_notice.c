// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/notice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct notice *fill(void)
{
    struct notice *notice = NULL;

    assert_int_equal(notice_new("Notice of poll", &notice), 0);
    notice_text(notice, "A poll will be held.");
    notice_section(notice, "How to vote");
    notice_fact(notice, "Website", "https://%s/vote", "vote.example");
    notice_section(notice, "Public");
    notice_part(notice, "Ann Ash");
    notice_fact(notice, "Address", "%s", "1 High Street\nOxford");
    notice_fact(notice, "Party", "None");
    notice_section(notice, "No poll");
    notice_item(notice, "Staff: %d seats", 2);
    notice_item(notice, "Patients");
    return notice;
}

static void test_a_page_has_its_sections_and_parts_in_order(void **state)
{
    CLEANUP(notice_freep) struct notice *notice = fill();
    struct page_notice page = {.name = "poll"};

    (void)state;
    assert_int_equal(notice_page(notice, &page), 0);
    assert_string_equal(page.title, "Notice of poll");
    assert_int_equal(page.sections_count, 5);
    assert_null(page.sections[0].heading);
    assert_string_equal(page.sections[0].texts[0].text, "A poll will be held.");
    assert_string_equal(page.sections[1].facts[0].name, "Website");
    assert_string_equal(page.sections[1].facts[0].text, "https://vote.example/vote");
    assert_int_equal(page.sections[2].facts_count, 0);
    assert_true(page.sections[3].is_part);
    assert_int_equal(page.sections[3].facts_count, 2);
    assert_string_equal(page.sections[3].facts[0].text, "1 High Street\nOxford");
    assert_int_equal(page.sections[4].items_count, 2);
    assert_string_equal(page.sections[4].items[0].text, "Staff: 2 seats");
}

static void test_the_same_is_printed(void **state)
{
    CLEANUP(notice_freep) struct notice *notice = fill();
    CLEANUP(buf_deinit) struct buf pdf;
    int i;

    (void)state;
    buf_init(&pdf, 10 << 20);
    for (i = 0; i < 300; i++) {
        notice_part(notice, "A candidate among many");
        notice_text(notice, "Paragraph %d, on whichever page it falls.", i);
    }
    assert_int_equal(notice_print(notice, "The trust", "PRACTICE", &pdf), 0);
    assert_true(pdf.size > 1000);
    assert_memory_equal(pdf.data, "%PDF-", 5);
}

static void test_a_notice_of_nothing_is_a_title(void **state)
{
    CLEANUP(notice_freep) struct notice *notice = NULL;
    struct page_notice page = {.name = "poll"};

    (void)state;
    assert_int_equal(notice_new("Notice", &notice), 0);
    assert_int_equal(notice_page(notice, &page), 0);
    assert_int_equal(page.sections_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_page_has_its_sections_and_parts_in_order),
        cmocka_unit_test(test_the_same_is_printed),
        cmocka_unit_test(test_a_notice_of_nothing_is_a_title),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
