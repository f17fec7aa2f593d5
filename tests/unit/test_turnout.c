// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/turnout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/log.h"
#include "election.h"
#include "record/ledger_view.h"
#include "seal/hash.h"

static struct election election;

static int set_up(void **state)
{
    (void)state;
    election_open(&election);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    election_close(&election);
    return 0;
}

static struct turnout turnout_now(uint16_t cid)
{
    struct turnout turnout;
    enum channel channel;

    turnout_of(election.ledger, cid, &turnout);
    assert_true(turnout_is_whole(&turnout));
    for (channel = CHANNEL_ONLINE; channel < CHANNEL_END; channel++) {
        const struct turnout_channel *one = &turnout.channels[channel];

        assert_int_equal(one->came,
                         one->accepted + one->disqualified + one->late + one->tendered);
    }
    return turnout;
}

static void cast(uint16_t cid, uint32_t number)
{
    struct ballot ballot = election_ballot(&election, cid, number);

    assert_int_equal(election_cast(&election, &ballot), 0);
}

static void replace(enum replace_register kept_in, uint32_t old)
{
    struct document *document = election_document(&election, ENTRY_REPLACE);
    struct ledger_state state;

    ledger_constituency(election.ledger, 2, &state);
    document->of.replacement =
        (struct replacement){2, kept_in, old, state.highest + 1, election_key()};
    assert_int_equal(election_submit(&election, document, BY_RETURNING), 0);
}

static void disqualify(const struct disqualification *what)
{
    struct document *document = election_document(&election, ENTRY_DISQUALIFY);

    document->of.disqualification = *what;
    assert_int_equal(election_submit(&election, document, BY_RETURNING), 0);
}

static void test_every_number_given_out_is_live_or_cancelled(void **state)
{
    struct turnout turnout;

    (void)state;
    election_begin(&election);
    turnout = turnout_now(2);
    assert_int_equal(turnout.issued, ELECTION_NUMBERS);
    assert_int_equal(turnout.electorate, ELECTION_NUMBERS);
    replace(REGISTER_LOST, 1);
    replace(REGISTER_OMITTED, 0);
    turnout = turnout_now(2);
    assert_int_equal(turnout.issued, ELECTION_NUMBERS);
    assert_int_equal(turnout.cancelled, 1);
    assert_int_equal(turnout.replaced, 2);
    assert_int_equal(turnout.electorate, ELECTION_NUMBERS + 1);
    turnout.electorate++;
    assert_false(turnout_is_whole(&turnout));
    assert_int_equal(turnout_now(1).electorate, ELECTION_NUMBERS);
}

static void test_every_vote_that_came_is_accepted_or_it_is_said_why_not(void **state)
{
    struct turnout turnout;
    struct disqualification what = {
        .cid = 2, .number = 4, .channel = CHANNEL_POST, .reason = REASON_DECLARATION};

    (void)state;
    election_begin(&election);
    cast(2, 2);
    cast(2, 3);
    replace(REGISTER_TENDERED, 3);
    assert_int_equal(
        election_submit(&election, election_received(&election, 2, 5), BY_CLERK), 0);
    disqualify(&what);
    election_end(&election);
    what.number = 6;
    what.reason = REASON_LATER;
    disqualify(&what);
    turnout = turnout_now(2);
    assert_int_equal(turnout.channels[CHANNEL_ONLINE].came, 2);
    assert_int_equal(turnout.channels[CHANNEL_ONLINE].accepted, 1);
    assert_int_equal(turnout.channels[CHANNEL_ONLINE].tendered, 1);
    assert_int_equal(turnout.channels[CHANNEL_TELEPHONE].came, 1);
    assert_int_equal(turnout.channels[CHANNEL_TELEPHONE].accepted, 1);
    assert_int_equal(turnout.channels[CHANNEL_POST].came, 2);
    assert_int_equal(turnout.channels[CHANNEL_POST].accepted, 0);
    assert_int_equal(turnout.channels[CHANNEL_POST].disqualified, 1);
    assert_int_equal(turnout.channels[CHANNEL_POST].late, 1);
    assert_int_equal(turnout_now(1).channels[CHANNEL_ONLINE].came, 0);
}

static int start(void **state)
{
    (void)state;
    log_silence();
    return seal_init();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            test_every_number_given_out_is_live_or_cancelled, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_every_vote_that_came_is_accepted_or_it_is_said_why_not,
            set_up,
            tear_down),
    };

    return cmocka_run_group_tests(tests, start, NULL);
}
