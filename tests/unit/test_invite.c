// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/invite.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/signin.h"
#include "town.h"

static int invite(struct town *town, const char *member, size_t *count)
{
    const struct invite_order order = {.member = member,
                                       .officer = town->definition->officers[0].key};

    return desk_invite(town->desk, &order, count);
}

static int enter(struct town *town, const char *code, int64_t *member)
{
    return desk_signin_letter(town->desk, span_of_text(code), member);
}

static void test_members_without_email_get_a_letter_whose_code_opens_once(void **state)
{
    struct town *town = *state;
    int64_t member = 0;
    size_t count = 0;

    town_import(town);
    assert_int_equal(invite(town, NULL, &count), 0);
    assert_int_equal(count, 1);
    assert_int_equal(town->parcel_count, 1);
    assert_int_equal(town->parcels[0].kind, PARCEL_SIGN_IN);
    assert_int_equal(town->parcels[0].way, PARCEL_LETTER);
    assert_string_equal(town->parcels[0].name, "Dan Dale");
    assert_int_equal(town->finished, 1);
    assert_int_equal(enter(town, town->parcels[0].token, &member), 0);
    assert_int_equal(member, town_member(town, "P4"));
    assert_int_equal(enter(town, town->parcels[0].token, &member), SIGNIN_UNKNOWN);
}

static void test_a_letter_goes_to_whoever_asks_for_one(void **state)
{
    struct town *town = *state;
    int64_t member = 0;
    size_t count = 0;

    town_import(town);
    assert_int_equal(invite(town, "P1", &count), 0);
    assert_int_equal(town->parcels[0].way, PARCEL_LETTER);
    assert_string_equal(town->parcels[0].to, "1 High St");
    assert_int_equal(invite(town, "P99", &count), INVITE_UNKNOWN);
    town_set_clock(town, desk_now(town->desk) + INVITE_LIFE + 1);
    assert_int_equal(enter(town, town->parcels[0].token, &member), SIGNIN_UNKNOWN);
}

static void test_what_is_no_code_opens_nothing(void **state)
{
    static const char *const typed[] = {
        "", "0123-4567-89AB-CDEF", "no code at all", "P4"};
    struct town *town = *state;
    int64_t member = 0;
    size_t i;

    town_import(town);
    for (i = 0; i < ARRAY_SIZE(typed); i++) {
        assert_int_equal(enter(town, typed[i], &member), SIGNIN_UNKNOWN);
    }
}

static void test_only_an_officer_of_the_roll_has_letters_printed(void **state)
{
    struct town *town = *state;
    const struct invite_order order = {.officer = town->definition->officers[2].key};
    size_t count = 0;

    town_import(town);
    assert_int_equal(desk_invite(town->desk, &order, &count), INVITE_GRANT);
    town->refuse_print = 1;
    assert_int_equal(invite(town, NULL, &count), INVITE_NO_PRINT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_members_without_email_get_a_letter_whose_code_opens_once),
        TOWN_TEST(test_a_letter_goes_to_whoever_asks_for_one),
        TOWN_TEST(test_what_is_no_code_opens_nothing),
        TOWN_TEST(test_only_an_officer_of_the_roll_has_letters_printed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
