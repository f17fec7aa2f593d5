// SPDX-License-Identifier: AGPL-3.0-or-later
#include "line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "make.h"
#include "seal/hash.h"
#include "seal/point.h"
#include "voter.h"

#define TICKET "041061050R3GG28A1C60T3GFE"

/* 1 STV with two wordings, 2 first past the post without one, 3 unopposed. */
static struct election make_election(void)
{
    struct election election = {
        .key = point_base,
        .count = 3,
        .lists = {{true, {METHOD_STV, 9, 9}, 2},
                  {true, {METHOD_FPP, 9, 3}, 0},
                  {false, {METHOD_STV, 1, 1}, 1}},
    };

    memset(election.eid.bytes, 0x5a, EID_SIZE);
    return election;
}

static int read_line(const char *text, struct ballot_plan *plan)
{
    CLEANUP(sign_secret_freep) struct sign_secret *credential = NULL;
    struct election election = make_election();
    int r;

    r = line_read(span_of_text(text), &election, plan, &credential);
    assert_true((r == 0) == (credential != NULL));
    return r;
}

static void test_a_line_becomes_the_plan_of_a_ballot(void **state)
{
    static const struct {
        const char *line;
        uint16_t cid;
        uint32_t number;
        uint8_t declaration;
        struct choice choice;
    } cases[] = {
        {TICKET ".1.77\t3,1,9", 1, 77, 1, {3, {3, 1, 9}}},
        {TICKET ".1.77\t3 1 9\t2", 1, 77, 2, {3, {3, 1, 9}}},
        {TICKET ".1.1\t7\t1", 1, 1, 1, {1, {7}}},
        {TICKET ".2.77\t1,4,9", 2, 77, 0, {3, {1, 4, 9}}},
        {"04106-1050R-3GG28-A1C60-T3GFE.2.77\t1,4,9\t0", 2, 77, 0, {3, {1, 4, 9}}},
    };
    struct election election = make_election();
    struct ballot_plan plan;
    struct choice choice;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        const struct choice_rules *rules = &election.lists[cases[i].cid - 1].rules;

        assert_int_equal(read_line(cases[i].line, &plan), 0);
        assert_int_equal(plan.cid, cases[i].cid);
        assert_int_equal(plan.number, cases[i].number);
        assert_int_equal(plan.declaration, cases[i].declaration);
        assert_memory_equal(plan.eid.bytes, election.eid.bytes, EID_SIZE);
        assert_int_equal(choice_decode(&plan.block, rules, &choice), 0);
        assert_int_equal(choice.count, cases[i].choice.count);
        assert_memory_equal(choice.numbers, cases[i].choice.numbers, choice.count);
    }
}

static void test_lines_that_are_no_vote_are_refused(void **state)
{
    static const struct {
        const char *line;
        int refusal;
    } cases[] = {
        {"", LINE_MALFORMED},
        {"\t1", LINE_MALFORMED},
        {TICKET "\t1", LINE_MALFORMED},
        {TICKET ".1.0\t1", LINE_MALFORMED},
        {"041061050R3GG28A1C60T3GFF.1.77\t1", LINE_MISTYPED},
        {TICKET ".4.77\t1", LINE_CONSTITUENCY},
        {TICKET ".3.77\t1", LINE_CONSTITUENCY},
        {TICKET ".1.77", LINE_CHOICE},
        {TICKET ".1.77\t", LINE_CHOICE},
        {TICKET ".1.77\t0", LINE_CHOICE},
        {TICKET ".1.77\t10", LINE_CHOICE},
        {TICKET ".1.77\t1,1", LINE_CHOICE},
        {TICKET ".1.77\t1000", LINE_CHOICE},
        {TICKET ".2.77\t2,1", LINE_CHOICE},
        {TICKET ".2.77\t1,2,3,4", LINE_CHOICE},
        {TICKET ".1.77\t1,", LINE_MALFORMED},
        {TICKET ".1.77\t,1", LINE_MALFORMED},
        {TICKET ".1.77\t1,,2", LINE_MALFORMED},
        {TICKET ".1.77\t-1", LINE_MALFORMED},
        {TICKET ".1.77\tx", LINE_MALFORMED},
        {TICKET ".1.77\t1\t3", LINE_DECLARATION},
        {TICKET ".1.77\t1\t0", LINE_DECLARATION},
        {TICKET ".2.77\t1\t1", LINE_DECLARATION},
        {TICKET ".1.77\t1\tx", LINE_MALFORMED},
        {TICKET ".1.77\t1\t1\tx", LINE_MALFORMED},
    };
    struct ballot_plan plan = {.cid = 99};
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        assert_int_equal(read_line(cases[i].line, &plan), cases[i].refusal);
        assert_string_not_equal(line_refusal_name(cases[i].refusal), "unknown");
    }
    assert_int_equal(plan.cid, 99);
}

static void test_more_numbers_than_a_block_holds_are_refused(void **state)
{
    struct ballot_plan plan;
    char line[256] = TICKET ".1.77\t1";
    size_t size = strlen(line);
    size_t i;

    (void)state;
    for (i = 0; i < RANKS_MAX; i++) {
        memcpy(line + size, ",1", 3);
        size += 2;
    }
    assert_int_equal(read_line(line, &plan), LINE_CHOICE);
}

static void test_ballots_are_made_line_by_line(void **state)
{
    struct election election = make_election();
    struct ballot ballot;
    struct buf out;

    (void)state;
    buf_init(&out, VOTER_FILE_MAX);
    assert_int_equal(make_ballots(span_of_text(TICKET ".1.77\t3,1,9\n\n" TICKET
                                                      ".2.78\t1\r\n" TICKET ".1.79\t2"),
                                  &election,
                                  &out),
                     0);
    assert_int_equal(out.size, 3 * BALLOT_SIZE);
    assert_int_equal(ballot_parse(span_of(out.data, BALLOT_SIZE), &ballot), 0);
    assert_int_equal(ballot_check(&ballot, &election.key), 0);
    assert_int_equal(ballot.number, 77);
    assert_int_equal(
        ballot_parse(span_of(out.data + BALLOT_SIZE, BALLOT_SIZE), &ballot), 0);
    assert_int_equal(ballot_check(&ballot, &election.key), 0);
    assert_int_equal(ballot.number, 78);
    buf_deinit(&out);
}

static void test_one_bad_line_and_no_ballot_is_made(void **state)
{
    struct election election = make_election();
    struct buf out;

    (void)state;
    buf_init(&out, VOTER_FILE_MAX);
    assert_int_equal(
        make_ballots(span_of_text(TICKET ".1.77\t3,1,9\n" TICKET ".1.78\t3,3\n" TICKET
                                         ".1.79\t1\n"),
                     &election,
                     &out),
        VOTER_REFUSED);
    assert_int_equal(out.size, 0);
    buf_deinit(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_line_becomes_the_plan_of_a_ballot),
        cmocka_unit_test(test_lines_that_are_no_vote_are_refused),
        cmocka_unit_test(test_more_numbers_than_a_block_holds_are_refused),
        cmocka_unit_test(test_ballots_are_made_line_by_line),
        cmocka_unit_test(test_one_bad_line_and_no_ballot_is_made),
    };

    if (seal_init() != 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
