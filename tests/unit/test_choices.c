// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/choices.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/import.h"
#include "desk/signin.h"
#include "town.h"

static int choose(struct town *town,
                  const char *number,
                  enum member_way way,
                  enum member_hears hears)
{
    const struct member member = {
        .id = town_member(town, number), .way = way, .hears = hears};

    return desk_choices_keep(town->desk, &member);
}

static void test_a_choice_needs_somewhere_to_send_to(void **state)
{
    struct town *town = *state;

    town_import(town);
    assert_int_equal(choose(town, "P1", WAY_POST, HEARS_ALL), 0);
    assert_int_equal(choose(town, "P1", WAY_EMAIL, HEARS_LEAST), 0);
    /* Dan has no email. */
    assert_int_equal(choose(town, "P4", WAY_EMAIL, HEARS_ALL), CHOICES_NO_EMAIL);
    assert_int_equal(choose(town, "P4", WAY_POST, HEARS_ALL), 0);
    assert_int_equal(choose(town, "P1", WAY_UNSAID, HEARS_ALL), CHOICES_WAY);
    assert_int_equal(choose(town, "P1", WAY_EMAIL, HEARS_UNSAID), CHOICES_HEARS);
}

static void test_post_without_an_address_is_no_choice(void **state)
{
    static const char csv[] =
        "number,forenames,surname,email,address_1,address_2,address_3,town,postcode,"
        "constituency,joined\n"
        "G1,A,B,a@b.org,,,,,,Staff,2020-01-01\n";
    const struct import_order order = {.csv = span_of_text(csv), .scope = IMPORT_MORE};
    struct town *town = *state;
    struct imported imported;

    town_import(town);
    assert_int_equal(desk_import(town->desk, &order, &imported), 0);
    assert_int_equal(choose(town, "G1", WAY_POST, HEARS_ALL), CHOICES_NO_ADDRESS);
}

static void test_a_trust_may_send_email_to_all_who_have_it(void **state)
{
    struct town *town = *state;

    town_settle(town);
    assert_int_equal(choose(town, "P1", WAY_POST, HEARS_ALL), 0);
    town->options.is_email_only = true;
    assert_int_equal(town_reopen(town), 0);
    assert_int_equal(choose(town, "P1", WAY_POST, HEARS_ALL), CHOICES_EMAIL_ONLY);
    assert_int_equal(choose(town, "P4", WAY_POST, HEARS_ALL), 0);
    assert_int_equal(town_sign(town, ENTRY_ROLL, TOWN_RETURNING), 0);
    assert_int_equal(town_token(town, "Ada Able")->way, PARCEL_EMAIL);
}

static void test_the_voting_code_comes_as_the_member_chose(void **state)
{
    struct town *town = *state;

    town_settle(town);
    assert_int_equal(choose(town, "P1", WAY_POST, HEARS_ALL), 0);
    assert_int_equal(town_sign(town, ENTRY_ROLL, TOWN_RETURNING), 0);
    assert_int_equal(town_token(town, "Ada Able")->way, PARCEL_LETTER);
    assert_int_equal(town_token(town, "Ben Baker")->way, PARCEL_EMAIL);
}

static void test_who_opts_out_stays_out_until_they_join_again(void **state)
{
    static const char head[] =
        "number,forenames,surname,email,address_1,address_2,address_3,town,postcode,"
        "constituency,joined\n";
    static const char *const rows[] = {
        "S3,Ida,Innes,ida@example.org,9 High St,,,Town,T1 1AA,Staff,2020-01-01\n",
        "S3,Ida,Innes,ida@example.org,9 High St,,,Town,T1 1AA,Staff,2027-01-01\n"};
    struct town *town = *state;
    struct member member;
    int64_t id;
    size_t i;

    town_import(town);
    id = town_member(town, "S3");
    assert_int_equal(desk_choices_opt_out(town->desk, id), 0);
    assert_int_equal(desk_choices_opt_out(town->desk, id), CHOICES_UNKNOWN);
    assert_int_equal(desk_member(town->desk, id, &member), SIGNIN_UNKNOWN);
    for (i = 0; i < ARRAY_SIZE(rows); i++) {
        struct import_order order = {.scope = IMPORT_MORE, .step = IMPORT_SHOW};
        struct imported imported;
        struct buf csv;

        buf_init(&csv, 1000);
        buf_put_text(&csv, head);
        buf_put_text(&csv, rows[i]);
        order.csv = buf_span(&csv);
        assert_int_equal(desk_import(town->desk, &order, &imported), 0);
        assert_int_equal(imported.of_kind[DIFFERENCE_KEPT_OUT], i == 0 ? 1 : 0);
        assert_int_equal(imported.of_kind[DIFFERENCE_RETURNING], i == 0 ? 0 : 1);
        order.step = IMPORT_CONFIRMED;
        order.shown = imported.difference;
        assert_int_equal(desk_import(town->desk, &order, &imported), 0);
        assert_int_equal(desk_member(town->desk, id, &member),
                         i == 0 ? SIGNIN_UNKNOWN : 0);
        buf_deinit(&csv);
    }
}

static void test_a_candidate_does_not_leave(void **state)
{
    struct town *town = *state;
    int64_t ada;

    town_nominate(town);
    ada = town_member(town, "P1");
    assert_int_equal(desk_choices_may_leave(town->desk, ada), CHOICES_CANDIDATE);
    assert_int_equal(desk_choices_opt_out(town->desk, ada), CHOICES_CANDIDATE);
    assert_int_equal(desk_choices_may_leave(town->desk, town_member(town, "P4")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_a_choice_needs_somewhere_to_send_to),
        TOWN_TEST(test_post_without_an_address_is_no_choice),
        TOWN_TEST(test_a_trust_may_send_email_to_all_who_have_it),
        TOWN_TEST(test_the_voting_code_comes_as_the_member_chose),
        TOWN_TEST(test_who_opts_out_stays_out_until_they_join_again),
        TOWN_TEST(test_a_candidate_does_not_leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
