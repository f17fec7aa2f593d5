// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/drafts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/moment.h"
#include "console_help.h"
#include "desk/overview.h"

enum {
    BODY_SIZE = 300,
};

struct seen {
    size_t count;
    struct draft last;
};

static int look_at(void *context, const struct draft *draft)
{
    struct seen *seen = context;

    seen->count++;
    seen->last = *draft;
    seen->last.document = NULL;
    return 0;
}

static struct seen look(struct town *town)
{
    struct seen seen = {.count = 0};

    assert_int_equal(desk_drafts(town->desk, look_at, &seen), 0);
    return seen;
}

static struct sign_key officer_of(const struct town *town, size_t place)
{
    return town->definition->officers[place].key;
}

static int extend(struct town *town, int64_t later, const char *code)
{
    const struct sign_key officer = officer_of(town, 0);

    return desk_draft_extension(
        town->desk, &officer, desk_close_at(town->desk) + later, code);
}

static void test_an_extension_is_prepared_here_and_signed_as_all_else(void **state)
{
    struct town *town = *state;
    const struct sign_key clerk = officer_of(town, 2);
    int64_t close;

    town_issue(town);
    assert_int_equal(extend(town, 3600, "industrial-action"), DRAFTS_TIME);
    town_set_clock(town, town_at(town, STEP_NOTICE_OF_POLL));
    close = desk_close_at(town->desk);
    assert_int_equal(extend(town, 0, "industrial-action"), DRAFTS_EARLIER);
    assert_int_equal(extend(town, 3600, "good-weather"), DRAFTS_REASON);
    assert_int_equal(
        desk_draft_extension(town->desk, &clerk, close + 60, "industrial-action"),
        DRAFTS_GRANT);
    assert_int_equal(extend(town, 3600, "industrial-action"), 0);
    assert_int_equal(look(town).count, 1);
    assert_false(look(town).last.is_signed);
    assert_int_equal(town_reopen(town), 0);
    assert_int_equal(desk_close_at(town->desk), close);
    assert_int_equal(town_sign(town, ENTRY_NOTE, TOWN_RETURNING), 0);
    assert_int_equal(desk_close_at(town->desk), close + 3600);
    assert_int_equal(look(town).count, 0);
}

static void test_a_note_that_nobody_signed_in_time_waits_no_longer(void **state)
{
    struct town *town = *state;
    struct buf text;

    town_begin(town);
    assert_int_equal(extend(town, 3600, "industrial-action"), 0);
    town_end(town);
    buf_init(&text, 65000);
    assert_int_equal(town_waiting(town, ENTRY_NOTE, &text), -1);
    assert_int_equal(look(town).count, 0);
    buf_deinit(&text);
}

static void test_a_disqualification_names_the_vote_that_stands(void **state)
{
    struct town *town = *state;
    const struct town_parcel *parcel;
    const struct sign_key officer = officer_of(town, 0);
    struct disqualification what = {
        .cid = 1, .number = 99, .channel = CHANNEL_ONLINE, .reason = REASON_INELIGIBLE};
    uint8_t ballot[BALLOT_SIZE];
    struct overview overview;

    town->definition->hands = 2;
    town_begin(town);
    parcel = town_token(town, "Ada Able");
    town_ballot(town, parcel, 1, ballot);
    assert_int_equal(town_cast(town, ballot, NULL).result, 0);
    assert_int_equal(desk_draft_disqualification(town->desk, &officer, &what),
                     DRAFTS_UNKNOWN);
    what.number = parcel->number;
    assert_int_equal(desk_draft_disqualification(town->desk, &officer, &what), 0);
    assert_int_equal(town_sign(town, ENTRY_DISQUALIFY, TOWN_RETURNING),
                     SUBMIT_OTHER_HAND);
    assert_int_equal(look(town).count, 1);
    assert_true(look(town).last.is_signed);
    assert_int_equal(desk_overview(town->desk, &overview), 0);
    assert_int_equal(overview.waiting.prepared, 0);
    assert_int_equal(overview.waiting.other_hand, 1);
    assert_int_equal(town_sign(town, ENTRY_DISQUALIFY, TOWN_DEPUTY), 0);
    assert_int_equal(look(town).count, 0);
}

static void test_who_signed_it_or_may_takes_it_back(void **state)
{
    struct town *town = *state;
    const struct sign_key returning = officer_of(town, 0);
    const struct sign_key deputy = officer_of(town, 1);
    const struct sign_key clerk = officer_of(town, 2);
    const struct disqualification what = {
        .cid = 2, .number = 1, .channel = CHANNEL_POST, .reason = REASON_LATER};
    uint64_t id;

    town->definition->hands = 2;
    town_begin(town);
    assert_int_equal(desk_draft_disqualification(town->desk, &returning, &what), 0);
    id = look(town).last.id;
    assert_int_equal(desk_draft_withdraw(town->desk, &clerk, id), DRAFTS_GRANT);
    assert_int_equal(desk_draft_withdraw(town->desk, &deputy, id + 1), DRAFTS_GONE);
    assert_int_equal(desk_draft_withdraw(town->desk, &deputy, id), 0);
    assert_int_equal(look(town).count, 0);
    assert_int_equal(desk_draft_disqualification(town->desk, &deputy, &what), 0);
    assert_int_equal(town_sign(town, ENTRY_DISQUALIFY, TOWN_RETURNING),
                     SUBMIT_OTHER_HAND);
    id = look(town).last.id;
    assert_int_equal(desk_draft_withdraw(town->desk, &deputy, id), DRAFTS_GRANT);
    assert_int_equal(desk_draft_withdraw(town->desk, &returning, id), 0);
    assert_int_equal(town_reopen(town), 0);
    assert_int_equal(look(town).count, 0);
}

static void test_the_console_prepares_and_takes_back(void **state)
{
    static const char *const votes = "/console/waiting/disqualification";
    static const char *const poll = "/console/waiting/extension";
    struct town *town = *state;
    char cookie[CONSOLE_COOKIE_SIZE];
    char close[MOMENT_PEOPLE_SIZE];
    char body[BODY_SIZE];
    struct civil civil;

    town_begin(town);
    console_open(town, 0, cookie);
    console_get(town, cookie, votes, "Which vote?");
    console_post(town, cookie, votes, "channel=post&reason=later&envelope=x", 200);
    console_post(town, cookie, votes, "channel=post&envelope=2.1", 200);
    console_post(town,
                 cookie,
                 votes,
                 "channel=post&reason=later&envelope=2.99&confirm=yes",
                 200);
    console_post(town, cookie, votes, "channel=post&reason=later&envelope=2.1", 200);
    assert_int_equal(look(town).count, 0);
    console_post(
        town, cookie, votes, "channel=post&reason=later&envelope=2.1&confirm=yes", 303);
    console_get(town, cookie, "/console/waiting", "voter ID number 1, ");
    console_get(town, cookie, "/console", "Document to sign that was prepared here");
    (void)snprintf(
        body, sizeof(body), "withdraw=%u&confirm=yes", (unsigned)look(town).last.id);
    console_post(town, cookie, "/console/waiting", body, 303);
    console_get(town, cookie, "/console/waiting", "Nothing that was prepared here");
    console_get(
        town, cookie, "/console/log", "took back a document that waited: disqualify");

    civil = moment_civil(desk_close_at(town->desk) + TOWN_STEP);
    (void)snprintf(close,
                   sizeof(close),
                   "%04d-%02d-%02dT%02d%%3A%02d",
                   civil.year,
                   civil.month,
                   civil.day,
                   civil.hour,
                   civil.minute);
    console_post(town, cookie, poll, "close=yesterday&delay=industrial-action", 200);
    console_post(
        town, cookie, poll, "close=1+May+2020+17%3A00&delay=industrial-action", 200);
    (void)snprintf(body, sizeof(body), "close=%s&delay=industrial-action", close);
    console_post(town, cookie, poll, body, 200);
    assert_int_equal(look(town).count, 0);
    (void)snprintf(
        body, sizeof(body), "close=%s&delay=industrial-action&confirm=yes", close);
    console_post(town, cookie, poll, body, 303);
    console_get(town, cookie, "/console/waiting", "Close the poll at ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(test_an_extension_is_prepared_here_and_signed_as_all_else),
        VISIT_TEST(test_a_note_that_nobody_signed_in_time_waits_no_longer),
        VISIT_TEST(test_a_disqualification_names_the_vote_that_stands),
        VISIT_TEST(test_who_signed_it_or_may_takes_it_back),
        VISIT_TEST(test_the_console_prepares_and_takes_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
