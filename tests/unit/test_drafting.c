// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/drafting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/moment.h"
#include "core/day.h"

static struct definition *definition;

static int set_up(void **state)
{
    (void)state;
    definition = definition_new();
    return definition == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    (void)state;
    definition_free(definition);
    return 0;
}

static struct person person(enum person_role role, uint8_t mark)
{
    struct person made = {.role = role, .name = "Pat", .organisation = "Elsewhere"};

    made.key.bytes[0] = mark;
    made.seal.bytes[0] = mark;
    made.static_key.bytes[0] = mark;
    return made;
}

static int add(enum person_role role, uint8_t mark)
{
    const struct person one = person(role, mark);

    return drafting_add(definition, &one);
}

static void test_a_draft_begins_with_what_the_rules_give(void **state)
{
    (void)state;
    drafting_begin(definition);
    assert_int_equal(definition->limits.words, 250);
    assert_int_equal(definition->limits.age_stand, 16);
    assert_int_equal(definition->limits.age_vote, 16);
    assert_int_equal(definition->hands, 1);
    assert_int_equal(definition->policy_line_count, 1);
    assert_string_equal(definition->policy[0], "quorum none");
}

static void test_people_stand_where_their_role_puts_them(void **state)
{
    (void)state;
    assert_int_equal(add(PERSON_OFFICER, 1), 0);
    assert_int_equal(add(PERSON_OFFICER, 2), 0);
    assert_int_equal(add(PERSON_TRUSTEE, 3), 0);
    assert_int_equal(add(PERSON_MIXER, 4), 0);
    assert_int_equal(add(PERSON_WITNESS, 5), DRAFTING_ROLE);
    assert_false(definition->has_issuer);
    assert_int_equal(add(PERSON_ISSUER, 6), 0);
    assert_int_equal(add(PERSON_ISSUER, 7), DRAFTING_FULL);
    assert_true(definition->has_issuer);
    assert_int_equal(definition->issuer.bytes[0], 6);
    assert_int_equal(definition->officer_count, 2);
    assert_int_equal(definition->officers[1].seal.bytes[0], 2);
    assert_int_equal(definition->officers[1].may, GRANT_ALL);
    assert_int_equal(definition->trustee_count, 1);
    assert_int_equal(definition->trustees[0].static_key.bytes[0], 3);
    assert_int_equal(definition->mixer_count, 1);
    assert_string_equal(definition->mixers[0].organisation, "Elsewhere");
}

static void test_there_is_room_for_so_many_of_each_and_no_more(void **state)
{
    static const struct {
        enum person_role role;
        int most;
    } cases[] = {{PERSON_OFFICER, OFFICERS_MAX},
                 {PERSON_TRUSTEE, TRUSTEES_MAX},
                 {PERSON_MIXER, MIXERS_MAX}};
    size_t i;
    int k;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        for (k = 0; k < cases[i].most; k++) {
            assert_int_equal(add(cases[i].role, (uint8_t)k), 0);
        }
        assert_int_equal(add(cases[i].role, 99), DRAFTING_FULL);
    }
}

static void test_the_threshold_is_all_but_one_of_three_or_more(void **state)
{
    static const unsigned expected[] = {1, 2, 2, 3, 4};
    unsigned i;

    (void)state;
    assert_int_equal(add(PERSON_MIXER, 9), 0);
    for (i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        assert_int_equal(add(PERSON_TRUSTEE, (uint8_t)i), 0);
        drafting_settle(definition);
        assert_int_equal(definition->threshold, expected[i]);
        assert_int_equal(definition->ceremony.size,
                         definition_ceremony_size(i + 1, expected[i]));
    }
    assert_int_equal(definition->mixes, 1);
    drafting_settle_with(definition, 3);
    assert_int_equal(definition->threshold, 3);
    assert_int_equal(definition->ceremony.size, definition_ceremony_size(5, 3));
}

static void test_staff_declare_nothing(void **state)
{
    (void)state;
    assert_non_null(drafting_wording(KIND_PUBLIC));
    assert_non_null(drafting_wording(KIND_PATIENT));
    assert_null(drafting_wording(KIND_STAFF));
    assert_true(strlen(drafting_wording(KIND_PATIENT)) < WORDING_SIZE);
}

static void
test_the_usual_close_is_5pm_on_a_working_day_with_room_before_it(void **state)
{
    struct civil now = {.year = 2026, .month = 10, .day = 10, .hour = 12};
    struct timetable timetable;
    struct breach breach;
    int64_t moment = 0;
    int64_t close = 0;

    (void)state;
    assert_int_equal(moment_of_civil(&now, &moment), 0);
    /* 77 days on it is Boxing Day, which is a Saturday: then Monday is its substitute.
     */
    assert_int_equal(drafting_close(moment, NULL, &close), 0);
    assert_int_equal(day_of(close).month, 12);
    assert_int_equal(day_of(close).day, 29);
    assert_int_equal(moment_civil(close).hour, 17);
    assert_int_equal(timetable_latest(close, NULL, &timetable), 0);
    assert_int_equal(timetable_check(&timetable, NULL, &breach, 1), 0);
    assert_true(timetable.at[STEP_NOTICE] > moment);
    now.year = 2060;
    assert_int_equal(moment_of_civil(&now, &moment), 0);
    assert_int_equal(drafting_close(moment, NULL, &close), DRAFTING_BEYOND);
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_a_draft_begins_with_what_the_rules_give),
        TEST(test_people_stand_where_their_role_puts_them),
        TEST(test_there_is_room_for_so_many_of_each_and_no_more),
        TEST(test_the_threshold_is_all_but_one_of_three_or_more),
        TEST(test_staff_declare_nothing),
        TEST(test_the_usual_close_is_5pm_on_a_working_day_with_room_before_it),
    };
#undef TEST

    moment_set_zone();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
