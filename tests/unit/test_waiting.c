// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/waiting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/replace.h"
#include "desk/tick.h"
#include "town.h"

static bool waits(struct town *town, enum entry_type type)
{
    struct buf text;
    bool found;

    buf_init(&text, 70000);
    found = town_waiting(town, type, &text) == 0;
    buf_deinit(&text);
    return found;
}

static void
test_the_statement_waits_once_all_is_decided_and_withdrawals_ended(void **state)
{
    struct town *town = *state;

    assert_false(waits(town, ENTRY_STATEMENT));
    town_import(town);
    town_set_clock(town, town_at(town, STEP_NOTICE));
    town_stand(town, "P1", false);
    town_stand(town, "P2", true);
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL) - 1);
    assert_false(waits(town, ENTRY_STATEMENT));
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL));
    assert_false(waits(town, ENTRY_STATEMENT));
}

static void test_statement_roll_and_box_wait_one_after_the_other(void **state)
{
    struct town *town = *state;

    town_nominate(town);
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL));
    assert_true(waits(town, ENTRY_STATEMENT));
    assert_false(waits(town, ENTRY_ROLL));
    assert_int_equal(town_sign(town, ENTRY_STATEMENT, TOWN_RETURNING), 0);
    assert_false(waits(town, ENTRY_STATEMENT));
    assert_true(waits(town, ENTRY_ROLL));
    assert_int_equal(town_sign(town, ENTRY_ROLL, TOWN_RETURNING), 0);
    assert_false(waits(town, ENTRY_ROLL));
    assert_false(waits(town, ENTRY_BOX));
    town_set_clock(town, town_at(town, STEP_OPEN));
    assert_int_equal(desk_tick(town->desk), 0);
    assert_false(waits(town, ENTRY_BOX));
    town_end(town);
    assert_true(waits(town, ENTRY_BOX));
    assert_int_equal(town_sign(town, ENTRY_BOX, TOWN_RETURNING), 0);
    assert_false(waits(town, ENTRY_BOX));
}

static void test_a_box_waits_for_its_waiver_and_its_papers(void **state)
{
    struct town *town = *state;
    struct box_order order = {.cid = 1, .is_waived = true};
    struct document *document;

    town->definition->constituencies[0].floor = 5;
    town_issue(town);
    order.officer = town->definition->officers[0].key;
    assert_int_equal(desk_box(town->desk, &order), WAITING_TIME);
    town_set_clock(town, town_at(town, STEP_OPEN));
    assert_int_equal(desk_tick(town->desk), 0);
    document = town_document(town, ENTRY_RECEIVED, 0);
    document->of.received =
        (struct receipt_note){2, town_token(town, "Gus Gray")->number, CHANNEL_POST};
    assert_int_equal(town_submit(town, document, TOWN_RETURNING), 0);
    document_free(document);
    town_end(town);

    assert_false(waits(town, ENTRY_BOX));
    order.officer = town->definition->officers[2].key;
    assert_int_equal(desk_box(town->desk, &order), WAITING_GRANT);
    order.officer = town->definition->officers[1].key;
    assert_int_equal(desk_box(town->desk, &order), 0);
    assert_false(waits(town, ENTRY_BOX));
    order = (struct box_order){.cid = 2, .officer = order.officer};
    order.rejected[HEADING_UNCERTAIN] = 1;
    assert_int_equal(desk_box(town->desk, &order), 0);
    order.cid = 9;
    assert_int_equal(desk_box(town->desk, &order), WAITING_TIME);
    assert_true(waits(town, ENTRY_BOX));
    assert_int_equal(town_sign(town, ENTRY_BOX, TOWN_RETURNING), 0);
    order.cid = 2;
    assert_int_equal(desk_box(town->desk, &order), WAITING_TIME);
}

static void test_a_batch_of_rejected_papers_counts_once_and_is_kept(void **state)
{
    struct town *town = *state;
    struct box_order order = {.cid = 2, .is_batch = true, .batch = {1}};
    struct box_view view;

    town_begin(town);
    order.officer = town->definition->officers[2].key;
    order.rejected[HEADING_FEATURES] = 2;
    assert_int_equal(desk_box(town->desk, &order), WAITING_GRANT);
    order.officer = town->definition->officers[1].key;
    assert_int_equal(desk_box(town->desk, &order), 0);
    assert_int_equal(desk_box(town->desk, &order), 0);
    order.batch[0] = 2;
    assert_int_equal(desk_box(town->desk, &order), 0);
    assert_int_equal(town_reopen(town), 0);
    assert_int_equal(desk_box_view(town->desk, 2, &view), 0);
    assert_int_equal(view.rejected[HEADING_FEATURES], 4);
    order.is_batch = false;
    order.rejected[HEADING_FEATURES] = 1;
    assert_int_equal(desk_box(town->desk, &order), 0);
    assert_int_equal(desk_box_view(town->desk, 2, &view), 0);
    assert_int_equal(view.rejected[HEADING_FEATURES], 1);
}

static void test_the_figures_of_a_signed_box_are_told_and_no_more_taken(void **state)
{
    struct town *town = *state;
    struct box_order order = {.cid = 2};
    struct box_view view;

    town_begin(town);
    assert_int_equal(desk_box_view(town->desk, 2, &view), 0);
    assert_false(view.is_closed || view.is_boxed);
    assert_int_equal(view.turnout.issued, 0);
    town_end(town);
    assert_int_equal(town_sign(town, ENTRY_BOX, TOWN_RETURNING), 0);
    assert_int_equal(desk_box_view(town->desk, 2, &view), 0);
    assert_true(view.is_boxed);
    assert_int_equal(view.turnout.electorate, view.turnout.issued);
    assert_int_not_equal(view.turnout.issued, 0);
    order.officer = town->definition->officers[0].key;
    assert_int_equal(desk_box(town->desk, &order), WAITING_TIME);
}

static void test_what_waits_is_told_as_json(void **state)
{
    struct town *town = *state;
    struct replace_order order = {
        .member = "P1", .kept_in = REGISTER_LOST, .gates = UINT32_MAX};
    unsigned missing = 0;
    struct buf json;

    buf_init(&json, 200000);
    assert_int_equal(desk_waiting_json(town->desk, &json), 0);
    assert_string_equal(buf_text(&json), "{\n  \"waiting\": []\n}\n");
    town_issue(town);
    order.officer = town->definition->officers[0].key;
    assert_int_equal(desk_replace(town->desk, &order, &missing), 0);
    buf_reset(&json);
    assert_int_equal(desk_waiting_json(town->desk, &json), 0);
    assert_non_null(strstr(buf_text(&json), "\"type\": 7"));
    assert_non_null(strstr(buf_text(&json), "\"constituency\": 1"));
    assert_non_null(strstr(buf_text(&json), "\"register\": \"lost\""));
    assert_non_null(strstr(buf_text(&json), "\"number\": 6"));
    assert_non_null(strstr(buf_text(&json), "\"sealed\": \""));
    buf_deinit(&json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_the_statement_waits_once_all_is_decided_and_withdrawals_ended),
        TOWN_TEST(test_statement_roll_and_box_wait_one_after_the_other),
        TOWN_TEST(test_a_box_waits_for_its_waiver_and_its_papers),
        TOWN_TEST(test_a_batch_of_rejected_papers_counts_once_and_is_kept),
        TOWN_TEST(test_the_figures_of_a_signed_box_are_told_and_no_more_taken),
        TOWN_TEST(test_what_waits_is_told_as_json),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
