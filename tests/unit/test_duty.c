// SPDX-License-Identifier: AGPL-3.0-or-later
#include "console/duty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/officer.h"
#include "desk/posted.h"
#include "town.h"

static struct duty_list look(struct town *town, unsigned may)
{
    struct overview overview;
    struct duty_list list;

    assert_int_equal(desk_overview(town->desk, &overview), 0);
    assert_int_equal(duty_fill(town->desk, &overview, may, &list), 0);
    return list;
}

/* All notices are published, so that they are nobody's duty. */
static void publish(struct town *town)
{
    const struct sign_key officer = desk_pinned_officer(town->desk);
    enum posted_notice notice;

    for (notice = 0; notice < POSTED_NOTICES; notice++) {
        int r = desk_post(town->desk, notice, &officer);

        assert_true(r == 0 || r == POSTED_EARLY);
    }
}

static void test_what_waits_is_told_with_its_deadline_and_rule(void **state)
{
    struct town *town = *state;
    struct duty_list list;

    town_import(town);
    town_set_clock(town, town_at(town, STEP_NOTICE));
    publish(town);
    assert_int_equal(look(town, GRANT_ALL).count, 0);
    town_stand(town, "P1", false);
    list = look(town, GRANT_ALL);
    assert_int_equal(list.count, 1);
    assert_string_equal(list.lines[0].what, "1 nomination to decide");
    assert_string_equal(list.lines[0].href, "/console/nominations");
    town_stand(town, "P2", false);
    town_set_clock(town, town_at(town, STEP_STATEMENT) - TOWN_STEP);
    list = look(town, GRANT_ALL);
    assert_string_equal(list.lines[0].what, "2 nominations to decide");
    assert_string_equal(list.lines[0].due, "due tomorrow, 1pm (rule 14)");
    assert_false(list.lines[0].is_late);
    town_set_clock(town, town_at(town, STEP_STATEMENT) + 60);
    publish(town);
    list = look(town, GRANT_ALL);
    assert_string_equal(list.lines[0].due, "was due today, 1pm (rule 14)");
    assert_true(list.lines[0].is_late);
}

static void test_a_deputy_has_the_duties_of_the_grants(void **state)
{
    struct town *town = *state;

    town_import(town);
    town_set_clock(town, town_at(town, STEP_NOTICE));
    town_stand(town, "P1", false);
    assert_int_equal(look(town, GRANT_NOMINATIONS).count, 1);
    publish(town);
    assert_int_equal(look(town, GRANT_ALL & ~GRANT_NOMINATIONS).count, 0);
}

static void test_the_most_urgent_is_first(void **state)
{
    struct town *town = *state;
    struct duty_list list;
    size_t i;

    town_nominate(town);
    town_stand(town, "P4", false);
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL));
    publish(town);
    list = look(town, GRANT_ALL);
    assert_int_equal(list.count, 2);
    assert_true(list.lines[1].is_signed);
    for (i = 1; i < list.count; i++) {
        assert_true(list.lines[i - 1].by <= list.lines[i].by);
    }
}

static bool has_duty(const struct duty_list *list, const char *what)
{
    size_t i;

    for (i = 0; i < list->count; i++) {
        if (strstr(list->lines[i].what, what) != NULL) {
            return true;
        }
    }
    return false;
}

static void test_an_issuer_off_the_server_is_handed_the_list_of_voters(void **state)
{
    CLEANUP(keyfile_freep) struct keyfile *issuer = NULL;
    struct town *town = *state;
    struct duty_list list;

    assert_int_equal(keyfile_new(KEY_ISSUER, "Ines", &issuer), 0);
    town->definition->has_issuer = true;
    town->definition->issuer = keyfile_person(issuer)->sign;
    town_settle(town);
    list = look(town, GRANT_ALL);
    assert_true(has_duty(&list, "List of voters to hand to the issuer"));
    assert_false(has_duty(&list, "which sends the voting codes out"));
}

static void test_a_death_is_to_be_made_known_until_the_poll_closes(void **state)
{
    struct town *town = *state;
    struct duty_list list;

    town_begin(town);
    list = look(town, GRANT_ALL);
    assert_false(has_duty(&list, "death"));
    town_die(town, 1, 2);
    list = look(town, GRANT_ALL);
    assert_true(has_duty(&list, "Notice of a candidate’s death to put up"));
    list = look(town, GRANT_ALL & ~GRANT_NOTE);
    assert_false(has_duty(&list, "death"));
    town_end(town);
    list = look(town, GRANT_ALL);
    assert_false(has_duty(&list, "death"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_what_waits_is_told_with_its_deadline_and_rule),
        TOWN_TEST(test_a_deputy_has_the_duties_of_the_grants),
        TOWN_TEST(test_the_most_urgent_is_first),
        TOWN_TEST(test_a_death_is_to_be_made_known_until_the_poll_closes),
        TOWN_TEST(test_an_issuer_off_the_server_is_handed_the_list_of_voters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
