// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/signin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/tick.h"
#include "town.h"

/* Asks, lets the clock work, and gives the link sent or NULL. */
static const char *ask(struct town *town, const char *number, const char *email)
{
    size_t before = town->parcel_count;

    assert_int_equal(desk_signin_ask(town->desk, number, email), 0);
    assert_int_equal(town->parcel_count, before);
    assert_int_equal(desk_tick(town->desk), 0);
    if (town->parcel_count == before) {
        return NULL;
    }
    assert_int_equal(town->parcel_count, before + 1);
    assert_int_equal(town->parcels[before].kind, PARCEL_SIGN_IN);
    return town->parcels[before].link;
}

static void test_a_link_goes_to_the_address_on_the_roll_and_opens_once(void **state)
{
    static const char start[] = "https://vote.example.nhs.uk/sign-in/";
    struct town *town = *state;
    const char *link;
    const char *code;
    int64_t member = 0;

    town_import(town);
    link = ask(town, " P1 ", "ADA@example.org");
    assert_non_null(link);
    assert_string_equal(town->parcels[0].to, "ada@example.org");
    assert_string_equal(town->parcels[0].name, "Ada Able");
    assert_int_equal(strncmp(link, start, strlen(start)), 0);
    code = link + strlen(start);
    assert_int_equal(strlen(code), SIGNIN_CODE_SIZE - 1);
    /* Mail scanners look. */
    assert_int_equal(desk_signin_peek(town->desk, code), 0);
    assert_int_equal(desk_signin_peek(town->desk, code), 0);
    assert_int_equal(desk_signin_spend(town->desk, code, &member), 0);
    assert_int_equal(member, town_member(town, "P1"));
    assert_int_equal(desk_signin_spend(town->desk, code, &member), SIGNIN_UNKNOWN);
    assert_int_equal(desk_signin_peek(town->desk, code), SIGNIN_UNKNOWN);
}

static void test_nobody_learns_who_is_a_member(void **state)
{
    static const char *const asked[][2] = {{"P9", "ada@example.org"},
                                           {"P1", "eve@example.org"},
                                           {"P4", ""},
                                           {"", ""},
                                           {"P4", "dan@example.org"},
                                           {"P1", "123456789012345678901234567890"}};
    struct town *town = *state;
    size_t i;

    town_import(town);
    for (i = 0; i < ARRAY_SIZE(asked); i++) {
        assert_null(ask(town, asked[i][0], asked[i][1]));
    }
}

static void test_a_member_has_few_links_at_a_time_and_none_for_ever(void **state)
{
    struct town *town = *state;
    const char *link = NULL;
    int i;

    town_import(town);
    for (i = 0; i < SIGNIN_PENDING_MAX; i++) {
        link = ask(town, "P1", "ada@example.org");
        assert_non_null(link);
    }
    assert_null(ask(town, "P1", "ada@example.org"));
    town_set_clock(town, desk_now(town->desk) + SIGNIN_LIFE);
    assert_int_equal(desk_signin_peek(town->desk, strrchr(link, '/') + 1),
                     SIGNIN_UNKNOWN);
    assert_non_null(ask(town, "P1", "ada@example.org"));
}

static void test_what_is_no_code_opens_nothing(void **state)
{
    static const char *const codes[] = {
        "", "00000000000000000000000000000000", "x", "../../etc/passwd"};
    struct town *town = *state;
    struct member member;
    int64_t id = 0;
    size_t i;

    town_import(town);
    for (i = 0; i < ARRAY_SIZE(codes); i++) {
        assert_int_equal(desk_signin_peek(town->desk, codes[i]), SIGNIN_UNKNOWN);
        assert_int_equal(desk_signin_spend(town->desk, codes[i], &id), SIGNIN_UNKNOWN);
    }
    assert_int_equal(desk_member(town->desk, 0, &member), SIGNIN_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_a_link_goes_to_the_address_on_the_roll_and_opens_once),
        TOWN_TEST(test_nobody_learns_who_is_a_member),
        TOWN_TEST(test_a_member_has_few_links_at_a_time_and_none_for_ever),
        TOWN_TEST(test_what_is_no_code_opens_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
