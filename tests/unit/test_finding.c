// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit/finding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static PRINTF(4, 5) int add(struct findings *findings,
                            enum stage stage,
                            enum verdict verdict,
                            const char *format,
                            ...)
{
    const struct finding finding = {.stage = stage,
                                    .verdict = verdict,
                                    .check = "a check",
                                    .violation = "",
                                    .count = 7};
    va_list arguments;
    int r;

    va_start(arguments, format);
    r = finding_add(findings, &finding, format, arguments);
    va_end(arguments);
    return r;
}

static void test_the_first_bad_finding_names_the_stage(void **state)
{
    struct findings findings = {.count = 0};

    (void)state;
    assert_int_equal(finding_failed(&findings), 0);
    assert_int_equal(add(&findings, STAGE_ROLL, VERDICT_GOOD, "%s", ""), 0);
    assert_int_equal(add(&findings, STAGE_BOX, VERDICT_WAITING, "%s", ""), 0);
    assert_int_equal(finding_failed(&findings), 0);
    assert_int_equal(finding_waiting(&findings), STAGE_BOX);
    assert_int_equal(add(&findings, STAGE_MIXES, VERDICT_BAD, "%s", ""), 0);
    assert_int_equal(add(&findings, STAGE_RESULT, VERDICT_BAD, "%s", ""), 0);
    assert_int_equal(finding_failed(&findings), STAGE_MIXES);
    finding_clear(&findings);
}

static void test_many_findings_are_kept_and_a_long_detail_is_cut(void **state)
{
    struct findings findings = {.count = 0};
    char text[1000];
    size_t i;

    (void)state;
    memset(text, 'x', sizeof(text) - 1);
    text[sizeof(text) - 1] = 0;
    for (i = 0; i < 500; i++) {
        assert_int_equal(add(&findings, STAGE_RULES, VERDICT_NOTE, "%s", text), 0);
    }
    assert_int_equal(findings.count, 500);
    assert_int_equal(strlen(findings.list[499].detail), FINDING_DETAIL_SIZE - 1);
    finding_clear(&findings);
    assert_int_equal(findings.count, 0);
}

static void test_every_stage_has_a_name_and_every_finding_a_line(void **state)
{
    struct findings findings = {.count = 0};
    struct buf text;
    enum stage stage;

    (void)state;
    for (stage = STAGE_CHECKPOINT; stage < STAGES; stage++) {
        assert_non_null(finding_stage_name(stage));
        assert_int_equal(add(&findings, stage, VERDICT_GOOD, "entry %d", 3), 0);
    }
    buf_init(&text, 100000);
    finding_print(&findings, &text);
    assert_non_null(
        strstr(buf_text(&text), "good     recount      a check: 7: entry 3\n"));
    buf_reset(&text);
    finding_write(&findings, &text);
    assert_non_null(strstr(buf_text(&text), "\"verdict\": \"good\",\n"));
    assert_non_null(strstr(buf_text(&text), "\"detail\": \"entry 3\"\n"));
    buf_deinit(&text);
    finding_clear(&findings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_first_bad_finding_names_the_stage),
        cmocka_unit_test(test_many_findings_are_kept_and_a_long_detail_is_cut),
        cmocka_unit_test(test_every_stage_has_a_name_and_every_finding_a_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
