// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/report_print.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "counted.h"

enum {
    ROOM = 1 << 24,
};

/* How often a word stands in the bytes. */
static size_t times(const struct buf *pdf, const char *word)
{
    size_t found = 0;
    size_t size = strlen(word);

    for (size_t i = 0; i + size <= pdf->size; i++) {
        found += memcmp(pdf->data + i, word, size) == 0;
    }
    return found;
}

static void test_a_report_is_a_pdf_with_tags_and_an_outline(void **state)
{
    CLEANUP(counted_deinit)
    struct counted counted = counted_of(counted_ward, RULES_NHS_2014_STV);
    const struct report report = {.story = counted.story, .warning = "PRACTICE"};
    CLEANUP(buf_deinit) struct buf pdf;

    (void)state;
    buf_init(&pdf, ROOM);
    assert_int_equal(report_print(&report, &pdf), 0);
    assert_memory_equal(pdf.data, "%PDF-", 5);
    assert_int_equal(times(&pdf, "/Type /StructTreeRoot"), 1);
    assert_true(times(&pdf, "/S /TD") > 20);
    assert_int_equal(times(&pdf, "(Stage 2: Surplus of Ann Ash)"), 1);
    assert_true(times(&pdf, "/Type /Page %") >= 3);
}

static void test_more_candidates_and_stages_take_more_pages(void **state)
{
    CLEANUP(buf_deinit) struct buf text;
    CLEANUP(buf_deinit) struct buf pdf;
    struct counted counted;
    struct report report = {.warning = NULL};

    (void)state;
    buf_init(&text, ROOM);
    buf_put_text(&text, "60 2\n");
    for (unsigned c = 1; c <= 60; c++) {
        buf_printf(&text, "%u %u %u 0\n", 100 + c * c, c, c % 60 + 1);
    }
    buf_put_text(&text, "0\n");
    for (unsigned c = 1; c <= 60; c++) {
        buf_printf(&text, "\"A candidate with a long name, number %u\"\n", c);
    }
    buf_put_text(&text, "\"t\"\n");
    counted = counted_of(buf_text(&text), RULES_SCOTTISH_2011);
    report.story = counted.story;
    buf_init(&pdf, ROOM);
    assert_int_equal(report_print(&report, &pdf), 0);
    assert_true(counted.sheet->stage_count > 50);
    assert_true(times(&pdf, "/Type /Page %") > 30);
    counted_deinit(&counted);
}

static void test_every_rule_set_prints(void **state)
{
    (void)state;
    for (int rules = RULES_NHS_2014_STV; rules < RULES_END; rules++) {
        CLEANUP(counted_deinit)
        struct counted counted = counted_of(counted_ward, (enum rule_set)rules);
        const struct report report = {.story = counted.story};
        CLEANUP(buf_deinit) struct buf pdf;

        buf_init(&pdf, ROOM);
        assert_int_equal(report_print(&report, &pdf), 0);
        assert_true(times(&pdf, "/Type /Page %") >= 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_report_is_a_pdf_with_tags_and_an_outline),
        cmocka_unit_test(test_more_candidates_and_stages_take_more_pages),
        cmocka_unit_test(test_every_rule_set_prints),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
