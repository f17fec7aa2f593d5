// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/posted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/moment.h"
#include "console/duty.h"
#include "console_help.h"

static struct posted look(struct town *town, enum posted_notice notice)
{
    struct posted posted;

    assert_int_equal(desk_posted(town->desk, notice, &posted), 0);
    return posted;
}

static bool has_duty(struct town *town, const char *what, char due[static 1])
{
    struct overview overview;
    struct duty_list list;
    size_t i;

    assert_int_equal(desk_overview(town->desk, &overview), 0);
    assert_int_equal(duty_fill(town->desk, &overview, GRANT_ALL, &list), 0);
    for (i = 0; i < list.count; i++) {
        if (strcmp(list.lines[i].what, what) == 0) {
            memcpy(due, list.lines[i].due, sizeof(list.lines[i].due));
            return true;
        }
    }
    return false;
}

static void test_each_notice_is_ready_in_its_time(void **state)
{
    struct town *town = *state;

    assert_false(look(town, POSTED_ELECTION).is_ready);
    town_settle(town);
    assert_true(look(town, POSTED_ELECTION).is_ready);
    assert_true(look(town, POSTED_STATEMENT).is_ready);
    assert_false(look(town, POSTED_POLL).is_ready);
    assert_false(look(town, POSTED_RESULT).is_ready);
    town_set_clock(town, town_at(town, STEP_NOTICE_OF_POLL));
    assert_true(look(town, POSTED_POLL).is_ready);
    assert_int_equal(look(town, POSTED_POLL).due,
                     moment_day_end(town_at(town, STEP_NOTICE_OF_POLL)));
    assert_int_equal(look(town, POSTED_RESULT).due, 0);
    assert_string_equal(posted_name(POSTED_RESULT), "result");
    assert_string_equal(posted_name(POSTED_NOTICES), "");
}

static void test_the_duty_goes_away_when_the_officer_says_it_is_done(void **state)
{
    struct town *town = *state;
    char due[1000] = "";
    char cookie[CONSOLE_COOKIE_SIZE];

    town_define(town);
    console_open(town, 0, cookie);
    town_set_clock(town, town_at(town, STEP_NOTICE));
    assert_true(has_duty(town, "Notice of election to publish", due));
    assert_string_equal(due, "due today, 11:59pm (rule 8)");
    console_get(town, cookie, "/console/board", "It is published");
    console_refuse(town, cookie, "/console/board", "published=lunch", PROBLEM_FORM);
    console_refuse(town, cookie, "/console/board", "published=poll", PROBLEM_PHASE);
    console_post(town, cookie, "/console/board", "published=election", 303);
    assert_false(has_duty(town, "Notice of election to publish", due));
    assert_int_equal(look(town, POSTED_ELECTION).at, town_at(town, STEP_NOTICE));
    console_get(town, cookie, "/console/board", "Published, said");
    console_get(town, cookie, "/console/log", "published the notice: election");
}

static void test_what_is_not_published_on_its_day_is_late(void **state)
{
    struct town *town = *state;
    struct sign_key clerk;
    char due[1000] = "";

    town_define(town);
    town_set_clock(town, look(town, POSTED_ELECTION).due + 60);
    assert_true(has_duty(town, "Notice of election to publish", due));
    assert_string_equal(due, "was due yesterday, 11:59pm (rule 8)");
    clerk = town->definition->officers[2].key;
    assert_int_equal(desk_post(town->desk, POSTED_ELECTION, &clerk), POSTED_GRANT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(test_each_notice_is_ready_in_its_time),
        VISIT_TEST(test_the_duty_goes_away_when_the_officer_says_it_is_done),
        VISIT_TEST(test_what_is_not_published_on_its_day_is_late),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
