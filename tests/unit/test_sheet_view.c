// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sheet_view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "wire/node.h"

static const char sheet[] =
    "{\"schema\": 1, \"id\": \"x\", \"title\": \"\", \"seats\": 2, \"candidates\": "
    "[\"Ann \\\"A\\\" Able\", \"=Ben\", \"Cat\"], \"valid_ballots\": 10, \"quota\": "
    "\"4\", \"winners\": [1, 2], \"stages\": [{\"stage\": 1, \"action\": \"first\", "
    "\"from\": [], \"totals\": [\"6.00\", \"3.00\", \"1.00\"]}, {\"stage\": 2, "
    "\"action\": \"surplus\", \"from\": [1], \"totals\": [\"4.00\", \"4.50\", "
    "\"1.50\"]}], \"lots\": [{\"stage\": 2, \"chosen\": 3}], \"ballots\": [\"6 1 2 "
    "0\", "
    "\"3 2 0\", \"1 3 0\"]}\n";

static void test_a_sheet_is_shown_as_it_says(void **state)
{
    CLEANUP(sheet_view_freep) struct sheet_view *view = NULL;

    (void)state;
    assert_int_equal(sheet_view_read(span_of_text(sheet), &view), 0);
    assert_int_equal(view->candidates, 3);
    assert_int_equal(view->seats, 2);
    assert_int_equal(view->valid, 10);
    assert_string_equal(view->quota, "4");
    assert_int_equal(view->stage_count, 2);
    assert_string_equal(view->stages[1].totals[1], "4.50");
    assert_string_equal(view->stages[1].what,
                        "The surplus is transferred of Ann \"A\" Able");
    assert_int_equal(view->lot_count, 1);
    assert_non_null(strstr(view->lots[0], "Cat"));
}

static void test_changes_have_their_sign_and_decimals(void **state)
{
    static const struct {
        const char *before;
        const char *after;
        const char *change;
    } cases[] = {
        {"6.00", "4.00", "-2.00"},
        {"3.00", "4.50", "+1.50"},
        {"1.00", "1.05", "+0.05"},
        {"1.05", "1.00", "-0.05"},
        {"1.00", "1.00", "0"},
        {"12", "9", "-3"},
        {"0", "1234", "+1234"},
        {"99999999.99", "100000000.00", "+0.01"},
    };
    char change[SHEET_VIEW_TEXT];
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        sheet_view_change(cases[i].before, cases[i].after, change);
        assert_string_equal(change, cases[i].change);
    }
}

static void test_what_is_no_sheet_is_refused(void **state)
{
    static const char *const cases[] = {
        "", "{}", "[]", "{\"candidates\": [\"a\"], \"seats\": 0}"};
    struct sheet_view *view = NULL;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        assert_int_equal(sheet_view_read(span_of_text(cases[i]), &view),
                         SHEET_VIEW_MALFORMED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_sheet_is_shown_as_it_says),
        cmocka_unit_test(test_changes_have_their_sign_and_decimals),
        cmocka_unit_test(test_what_is_no_sheet_is_refused),
    };

    log_silence();
    node_prepare();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
