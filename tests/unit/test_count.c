// SPDX-License-Identifier: AGPL-3.0-or-later
/* The promises of every count; what each rule set does is in tests/vectors/count. */
#include "count/count.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/fault.h"
#include "base/log.h"

struct poll {
    struct slate *slate;
    struct rankings *rankings;
};

static void poll_deinit(struct poll *poll)
{
    slate_free(poll->slate);
    rankings_free(poll->rankings);
}

static struct poll poll_of(size_t candidates, unsigned seats)
{
    struct poll poll = {0};

    assert_int_equal(slate_new(candidates, seats, &poll.slate), 0);
    assert_int_equal(rankings_new(candidates, &poll.rankings), 0);
    return poll;
}

static void add(const struct poll *poll, uint32_t weight, uint8_t first, uint8_t second)
{
    uint8_t marks[] = {first, second};
    size_t count = first == 0 ? 0 : second == 0 ? 1 : 2;

    assert_int_equal(rankings_add(poll->rankings, marks, count, weight), 0);
}

static int count(const struct poll *poll,
                 enum rule_set rules,
                 const struct lots *lots,
                 struct tie *needed,
                 struct sheet **out)
{
    struct count_input input = {
        .rules = rules, .slate = poll->slate, .rankings = poll->rankings};

    return count_votes(&input, lots, needed, out);
}

static void test_a_surplus_goes_with_its_papers_and_value(void **state)
{
    CLEANUP(poll_deinit) struct poll poll = poll_of(3, 2);
    CLEANUP(sheet_freep) struct sheet *sheet = NULL;
    const struct sheet_parcel *parcel;
    struct tie needed;

    (void)state;
    add(&poll, 6, 1, 2);
    add(&poll, 4, 1, 0);
    add(&poll, 3, 2, 0);
    add(&poll, 5, 3, 0);
    assert_int_equal(count(&poll, RULES_NHS_2014_STV, NULL, &needed, &sheet), 0);
    assert_int_equal(sheet->stage_count, 2);
    assert_int_equal(sheet->stages[1].action, SHEET_SURPLUS);
    assert_int_equal(sheet->stages[1].surplus, 300);
    assert_int_equal(sheet->stages[1].from[0], 1);
    assert_int_equal(sheet->stages[1].parcel_count, 1);
    parcel = &sheet->stages[1].parcels[0];
    assert_int_equal(parcel->papers, 10);
    assert_int_equal(parcel->given[0], 4);
    assert_int_equal(parcel->given[2], 6);
    assert_int_equal(parcel->value_before, 100);
    assert_int_equal(parcel->value, 50);
    assert_int_equal(sheet->elected_count, 2);
    assert_int_equal(sheet->elected[0].candidate, 1);
    assert_int_equal(sheet->elected[0].stage, 1);
    assert_int_equal(sheet->elected[1].candidate, 2);
    assert_int_equal(sheet->elected[1].stage, 2);
}

static void test_a_tie_without_a_lot_stops_the_count_and_names_itself(void **state)
{
    CLEANUP(poll_deinit) struct poll poll = poll_of(3, 1);
    struct sheet *sheet = NULL;
    struct tie needed = {0};

    (void)state;
    add(&poll, 4, 1, 0);
    add(&poll, 3, 2, 0);
    add(&poll, 3, 3, 0);
    assert_int_equal(count(&poll, RULES_NHS_2014_STV, NULL, &needed, &sheet),
                     COUNT_LOT);
    assert_null(sheet);
    assert_int_equal(needed.stage, 2);
    assert_int_equal(needed.purpose, LOT_EXCLUDE);
    assert_int_equal(needed.count, 2);
    assert_memory_equal(needed.tied, ((uint8_t[]){2, 3}), 2);
}

static void test_a_lot_that_was_used_is_on_the_sheet(void **state)
{
    CLEANUP(poll_deinit) struct poll poll = poll_of(3, 1);
    CLEANUP(sheet_freep) struct sheet *sheet = NULL;
    struct lot_list list = {.count = 1, .drawn = {3}};
    struct lots lots = lot_list_lots(&list);
    struct tie needed;

    (void)state;
    add(&poll, 4, 1, 0);
    add(&poll, 3, 2, 3);
    add(&poll, 3, 3, 0);
    assert_int_equal(count(&poll, RULES_NHS_2014_STV, &lots, &needed, &sheet), 0);
    assert_int_equal(sheet->lot_count, 1);
    assert_int_equal(sheet->lots[0].chosen, 2);
    assert_int_equal(sheet->lots[0].tie.purpose, LOT_EXCLUDE);
    assert_int_equal(sheet->elected[0].candidate, 3);
}

static int prefer_a_stranger(void *context, const struct tie *tie, uint8_t *out)
{
    (void)context;
    (void)tie;
    *out = 1;
    return 0;
}

static int fall_over(void *context, const struct tie *tie, uint8_t *out)
{
    (void)context;
    (void)tie;
    *out = 0;
    return FAULT_IO;
}

static void test_a_lot_that_prefers_somebody_not_tied_is_a_fault(void **state)
{
    CLEANUP(poll_deinit) struct poll poll = poll_of(3, 1);
    struct lots lots = {.prefer = prefer_a_stranger};
    struct sheet *sheet = NULL;
    struct tie needed;

    (void)state;
    add(&poll, 4, 1, 0);
    add(&poll, 3, 2, 3);
    add(&poll, 3, 3, 0);
    assert_int_equal(count(&poll, RULES_NHS_2014_STV, &lots, &needed, &sheet),
                     FAULT_BUG);
    lots.prefer = fall_over;
    assert_int_equal(count(&poll, RULES_NHS_2014_STV, &lots, &needed, &sheet),
                     FAULT_IO);
    assert_null(sheet);
}

static void test_level_order_of_election_is_left_open_and_stops_nothing(void **state)
{
    CLEANUP(poll_deinit) struct poll poll = poll_of(3, 2);
    CLEANUP(sheet_freep) struct sheet *open = NULL;
    CLEANUP(sheet_freep) struct sheet *drawn = NULL;
    struct lot_list list = {.count = 1, .drawn = {2}};
    struct lots lots = lot_list_lots(&list);
    struct tie needed;

    (void)state;
    add(&poll, 5, 1, 0);
    add(&poll, 5, 2, 0);
    add(&poll, 1, 3, 0);
    assert_int_equal(count(&poll, RULES_NHS_2014_STV, NULL, &needed, &open), 0);
    assert_int_equal(open->elected_count, 2);
    assert_int_equal(open->open_count, 1);
    assert_memory_equal(open->open[0].tied, ((uint8_t[]){1, 2}), 2);

    assert_int_equal(count(&poll, RULES_NHS_2014_STV, &lots, &needed, &drawn), 0);
    assert_int_equal(drawn->open_count, 0);
    assert_int_equal(drawn->elected[0].candidate, 2);
    assert_int_equal(drawn->elected[1].candidate, 1);
}

static void test_the_literal_reading_parts_first_preferences(void **state)
{
    CLEANUP(poll_deinit) struct poll poll = poll_of(5, 2);
    CLEANUP(sheet_freep) struct sheet *merged = NULL;
    CLEANUP(sheet_freep) struct sheet *literal = NULL;
    struct count_input input = {
        .rules = RULES_NI_1985, .slate = poll.slate, .rankings = poll.rankings};
    struct tie needed;

    (void)state;
    add(&poll, 9, 1, 0);
    add(&poll, 8, 2, 0);
    add(&poll, 8, 3, 0);
    add(&poll, 5, 4, 2);
    assert_int_equal(rankings_add(poll.rankings, (uint8_t[]){5, 4, 2}, 3, 1), 0);
    add(&poll, 3, 5, 1);
    assert_int_equal(count_votes(&input, NULL, &needed, &merged), 0);
    input.reading = READING_LITERAL;
    assert_int_equal(count_votes(&input, NULL, &needed, &literal), 0);
    assert_int_equal(merged->stages[2].totals[2], 1400);
    assert_int_equal(literal->stages[2].totals[2], 1300);
    assert_int_equal(literal->stages[2].totals[4], 100);
}

static void test_with_one_seat_exclusions_may_run_on_and_elect_the_same(void **state)
{
    CLEANUP(poll_deinit) struct poll poll = poll_of(4, 1);
    CLEANUP(sheet_freep) struct sheet *at_once = NULL;
    CLEANUP(sheet_freep) struct sheet *run_on = NULL;
    struct count_input input = {
        .rules = RULES_NHS_2014_STV, .slate = poll.slate, .rankings = poll.rankings};
    struct tie needed;

    (void)state;
    add(&poll, 9, 1, 0);
    add(&poll, 4, 2, 3);
    add(&poll, 2, 3, 2);
    add(&poll, 1, 4, 3);
    assert_int_equal(count_votes(&input, NULL, &needed, &at_once), 0);
    assert_int_equal(at_once->stage_count, 1);
    assert_false(at_once->is_run_on);
    input.ending = ENDING_RUN_ON;
    assert_int_equal(count_votes(&input, NULL, &needed, &run_on), 0);
    assert_true(run_on->is_run_on);
    assert_int_equal(run_on->stage_count, 1);
    assert_int_equal(run_on->excluded_count, 3); /* together fewer than the first */
    assert_int_equal(run_on->untransferred, 3);
    assert_int_equal(run_on->elected_count, 1);
    assert_int_equal(run_on->elected[0].candidate, at_once->elected[0].candidate);
}

static void test_an_officer_may_exclude_one_alone_and_the_sheet_says_so(void **state)
{
    CLEANUP(poll_deinit) struct poll poll = poll_of(4, 1);
    CLEANUP(sheet_freep) struct sheet *together = NULL;
    CLEANUP(sheet_freep) struct sheet *alone = NULL;
    struct count_input input = {
        .rules = RULES_NI_1985, .slate = poll.slate, .rankings = poll.rankings};
    const unsigned stages[] = {2, 9};
    struct tie needed;

    (void)state;
    add(&poll, 9, 1, 0);
    add(&poll, 8, 2, 1);
    add(&poll, 3, 3, 2);
    add(&poll, 2, 4, 2);
    assert_int_equal(count_votes(&input, NULL, &needed, &together), 0);
    assert_int_equal(together->stages[1].from_count, 2);
    assert_false(together->stages[1].is_alone);
    input.alone = stages;
    input.alone_count = ARRAY_SIZE(stages);
    assert_int_equal(count_votes(&input, NULL, &needed, &alone), 0);
    assert_int_equal(alone->stages[1].from_count, 1);
    assert_int_equal(alone->stages[1].from[0], 4);
    assert_true(alone->stages[1].is_alone);
}

static void test_what_cannot_be_counted_is_refused(void **state)
{
    CLEANUP(poll_deinit) struct poll poll = poll_of(2, 1);
    struct sheet *sheet = NULL;
    struct tie needed;

    (void)state;
    assert_int_equal(count(&poll, (enum rule_set)0, NULL, &needed, &sheet),
                     COUNT_RULES);
    assert_int_equal(count(&poll, RULES_END, NULL, &needed, &sheet), COUNT_RULES);
    poll.slate->seats = 0;
    assert_int_equal(count(&poll, RULES_NHS_2014_STV, NULL, &needed, &sheet),
                     COUNT_SEATS);
    poll.slate->seats = 255;
    assert_int_equal(count(&poll, RULES_NHS_2014_STV, NULL, &needed, &sheet),
                     COUNT_SEATS);
    assert_null(sheet);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_surplus_goes_with_its_papers_and_value),
        cmocka_unit_test(test_a_tie_without_a_lot_stops_the_count_and_names_itself),
        cmocka_unit_test(test_a_lot_that_was_used_is_on_the_sheet),
        cmocka_unit_test(test_a_lot_that_prefers_somebody_not_tied_is_a_fault),
        cmocka_unit_test(test_level_order_of_election_is_left_open_and_stops_nothing),
        cmocka_unit_test(test_the_literal_reading_parts_first_preferences),
        cmocka_unit_test(test_with_one_seat_exclusions_may_run_on_and_elect_the_same),
        cmocka_unit_test(test_an_officer_may_exclude_one_alone_and_the_sheet_says_so),
        cmocka_unit_test(test_what_cannot_be_counted_is_refused),
    };

    log_silence();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
