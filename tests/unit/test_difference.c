// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/difference.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/import.h"
#include "desk/replace.h"
#include "desk/signin.h"
#include "town.h"
#include "wire/codec.h"

#define HEADER                                                                         \
    "number,forenames,surname,email,address_1,address_2,address_3,town,postcode,"      \
    "constituency,joined\n"
#define P1                                                                             \
    "P1,Ada,Able,ada@example.org,1 High St,,,Town,T1 1AA,Public – Town,2020-01-01\n"
#define P2                                                                             \
    "P2,Ben,Baker,ben@example.org,2 High St,,,Town,T1 1AA,Public – Town,2020-01-01\n"
#define P3                                                                             \
    "P3,Cat,Carr,cat@example.org,3 High St,,,Town,T1 1AA,Public – Town,2020-01-01\n"
#define P4 "P4,Dan,Dale,,4 High St,,,Town,T1 1AA,Public – Town,2020-01-01\n"
#define P5                                                                             \
    "P5,Eve,Ellis,eve@example.org,5 High St,,,Town,T1 1AA,Public – Town,2026-06-02\n"
#define P6                                                                             \
    "P6,Fay,Late,fay@example.org,6 High St,,,Town,T1 1AA,Public – Town,2026-06-03\n"

struct told {
    size_t count;
    struct difference list[20];
};

static void keep(void *context, const struct difference *change)
{
    struct told *told = context;

    assert_true(told->count < 20);
    told->list[told->count++] = *change;
}

static struct told told;
static struct imported imported;

static int import(struct town *town, const char *csv, enum import_step step)
{
    const struct import_order order = {
        .csv = span_of_text(csv),
        .step = step,
        .shown = imported.difference,
        .officer = &town->definition->officers[0].key,
        .change = keep,
        .context = &told,
    };

    memset(&told, 0, sizeof(told));
    return desk_import(town->desk, &order, &imported);
}

/* Shows the list's difference, then does it. */
static void confirm(struct town *town, const char *csv)
{
    assert_int_equal(import(town, csv, IMPORT_SHOW), 0);
    assert_int_equal(import(town, csv, IMPORT_CONFIRMED), 0);
}

static bool is_member(struct town *town, int64_t id)
{
    struct member member;

    return desk_member(town->desk, id, &member) == 0;
}

static void test_the_same_list_again_changes_nothing(void **state)
{
    struct town *town = *state;

    town_import(town);
    assert_int_equal(import(town, HEADER P1 P2 P3 P4 P5 P6, IMPORT_FRESH), 0);
    assert_int_equal(told.count, 0);
    assert_int_equal(imported.members, 0);
}

static void test_what_differs_is_told_field_by_field_before_it_is_done(void **state)
{
    static const char csv[] =
        HEADER "P1,Ada,Able-Smith,ada@new.example,1 High St,,,Town,T1 1AA,"
               "Public – Town,2020-01-01\n" P2 P3
               "P4,Dan,Dale,,4 High St,,,Town,T1 1AA,Staff,2020-01-01\n" P5
               "P7,New,Comer,new@example.org,,,,,,Public – Town,2026-01-01\n";
    struct town *town = *state;
    struct member member;
    int64_t fay;

    town_import(town);
    fay = town_member(town, "P6");
    assert_int_equal(import(town, csv, IMPORT_SHOW), 0);
    assert_int_equal(told.count, 4 + 3);
    assert_int_equal(told.list[0].kind, DIFFERENCE_CHANGED);
    assert_int_equal(told.list[0].fields, 1U << FIELD_SURNAME | 1U << FIELD_EMAIL);
    assert_string_equal(difference_field_text(&told.list[0].before, FIELD_SURNAME),
                        "Able");
    assert_string_equal(difference_field_text(&told.list[0].after, FIELD_SURNAME),
                        "Able-Smith");
    assert_int_equal(told.list[1].kind, DIFFERENCE_MOVED);
    assert_int_equal(told.list[1].before.cid, 1);
    assert_int_equal(told.list[1].after.cid, 2);
    assert_int_equal(told.list[2].kind, DIFFERENCE_ADDED);
    assert_int_equal(told.list[3].kind, DIFFERENCE_LEAVING);
    assert_string_equal(told.list[3].before.number, "P6");
    assert_int_equal(imported.of_kind[DIFFERENCE_LEAVING], 4); /* and all other staff */

    /* Nothing was done. */
    assert_true(is_member(town, fay));
    assert_int_equal(desk_member(town->desk, town_member(town, "P1"), &member), 0);
    assert_string_equal(member.surname, "Able");

    assert_int_equal(import(town, csv, IMPORT_CONFIRMED), 0);
    assert_false(is_member(town, fay));
    assert_int_equal(desk_member(town->desk, town_member(town, "P1"), &member), 0);
    assert_string_equal(member.surname, "Able-Smith");
}

static void test_nobody_on_the_roll_is_touched_unseen(void **state)
{
    struct town *town = *state;
    int64_t fay;

    town_import(town);
    fay = town_member(town, "P6");
    assert_int_equal(import(town, HEADER P1 P2 P3 P4 P5, IMPORT_FRESH), IMPORT_CONFIRM);
    assert_true(is_member(town, fay));
}

static void test_a_roll_changed_meanwhile_is_shown_again(void **state)
{
    static const char csv[] = HEADER P1 P2 P3 P4 P5;
    struct town *town = *state;
    struct digest seen;

    town_import(town);
    assert_int_equal(import(town, csv, IMPORT_SHOW), 0);
    seen = imported.difference;
    confirm(town, HEADER P1 P2 P3 P5 P6);
    imported.difference = seen;
    assert_int_equal(import(town, csv, IMPORT_CONFIRMED), IMPORT_OTHER);
    assert_true(is_member(town, town_member(town, "P1")));
    assert_int_equal(import(town, csv, IMPORT_SHOW), 0);
    assert_int_equal(imported.of_kind[DIFFERENCE_RETURNING], 1);
    assert_int_equal(imported.of_kind[DIFFERENCE_LEAVING], 1);
}

static void test_members_of_constituencies_the_list_does_not_name_stay(void **state)
{
    struct town *town = *state;

    town_import(town);
    assert_int_equal(import(town, HEADER P1, IMPORT_SHOW), 0);
    assert_int_equal(imported.of_kind[DIFFERENCE_LEAVING], 5);
    assert_int_equal(imported.candidates, 0);
}

static void test_a_candidate_who_would_leave_is_pointed_out_and_none_moves(void **state)
{
    static const char moved[] =
        HEADER "P1,Ada,Able,ada@example.org,1 High St,,,Town,T1 1AA,Patient,"
               "2020-01-01\n";
    struct town *town = *state;

    town_nominate(town);
    assert_int_equal(import(town, HEADER P2 P3 P4 P5 P6, IMPORT_SHOW), 0);
    assert_int_equal(imported.candidates, 1);
    assert_true(told.list[0].is_candidate);
    assert_int_equal(import(town, moved, IMPORT_SHOW), IMPORT_BAD_ROWS);
}

static void test_one_person_under_two_numbers_is_refused(void **state)
{
    static const char csv[] =
        HEADER P1 P2 P3 P4 P5 P6 "S9,ada,ABLE,Ada@Example.org,,,,,,Staff,2020-01-01\n";
    struct town *town = *state;

    town_import(town);
    assert_int_equal(import(town, csv, IMPORT_SHOW), IMPORT_PERSON);
    assert_int_equal(told.list[told.count - 1].kind, DIFFERENCE_PERSON);
    assert_string_equal(told.list[told.count - 1].before.number, "P1");
    assert_string_equal(told.list[told.count - 1].after.number, "S9");
}

static void test_a_father_and_son_at_one_address_are_pointed_out_only(void **state)
{
    static const char csv[] = HEADER P1 P2 P3 P4 P5 P6
        "P9,Dan,Dale,son@example.org,4 High St,,,Town,T11AA,Public – Town,2020-01-01\n";
    struct town *town = *state;

    town_import(town);
    assert_int_equal(import(town, csv, IMPORT_SHOW), 0);
    assert_int_equal(imported.of_kind[DIFFERENCE_LIKENESS], 1);
}

static void test_an_officer_without_the_grant_does_not_see_the_list(void **state)
{
    struct town *town = *state;
    const struct import_order order = {
        .csv = span_of_text(HEADER P1),
        .step = IMPORT_SHOW,
        .officer = &town->definition->officers[2].key,
    };

    town_import(town);
    assert_int_equal(desk_import(town->desk, &order, &imported), IMPORT_GRANT);
}

static void test_once_nominations_have_closed_who_may_vote_is_not_edited(void **state)
{
    static const char csv[] = HEADER P1 P2 P3
        "P5,Eve,Ellis,eve@example.org,5 High St,,,Town,T1 1AA,Staff,2026-06-09\n"
        "P6,Fay,Late,fay@example.org,6 High St,,,Town,T1 1AA,Public – "
        "Town,2020-01-01\n";
    struct town *town = *state;

    town_nominate(town);
    town_set_clock(town, town_at(town, STEP_NOMINATIONS_CLOSE) + 600);
    confirm(town, csv);
    assert_false(is_member(town, 4));
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL));
    assert_int_equal(town_sign(town, ENTRY_STATEMENT, TOWN_RETURNING), 0);
    assert_int_equal(town_sign(town, ENTRY_ROLL, TOWN_RETURNING), 0);
    /* Dan, who left, and Eve, who moved, vote; Fay, who was too late, does not. */
    assert_non_null(town_token(town, "Dan Dale"));
    assert_non_null(town_token(town, "Eve Ellis"));
    assert_int_equal(town_ask(town, "P6", REGISTER_OMITTED), REPLACE_NO_VOTE);
}

static void test_a_roll_drawn_and_not_signed_is_drawn_again(void **state)
{
    struct town *town = *state;
    CLEANUP(buf_deinit) struct buf before;
    struct submitted submitted;

    buf_init(&before, CODEC_SIZE_MAX);
    town_settle(town);
    assert_int_equal(town_waiting(town, ENTRY_ROLL, &before), 0);
    confirm(town,
            HEADER P1 P2 P3 P4 P5 P6
            "P7,New,Comer,new@example.org,,,,,,Public – Town,2026-01-01\n");
    assert_int_equal(
        town_submit_text(
            town, ENTRY_ROLL, buf_span(&before), TOWN_RETURNING, &submitted),
        SUBMIT_NOT_PREPARED);
    assert_int_equal(town_sign(town, ENTRY_ROLL, TOWN_RETURNING), 0);
    assert_non_null(town_token(town, "New Comer"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_the_same_list_again_changes_nothing),
        TOWN_TEST(test_what_differs_is_told_field_by_field_before_it_is_done),
        TOWN_TEST(test_nobody_on_the_roll_is_touched_unseen),
        TOWN_TEST(test_a_roll_changed_meanwhile_is_shown_again),
        TOWN_TEST(test_members_of_constituencies_the_list_does_not_name_stay),
        TOWN_TEST(test_a_candidate_who_would_leave_is_pointed_out_and_none_moves),
        TOWN_TEST(test_one_person_under_two_numbers_is_refused),
        TOWN_TEST(test_a_father_and_son_at_one_address_are_pointed_out_only),
        TOWN_TEST(test_an_officer_without_the_grant_does_not_see_the_list),
        TOWN_TEST(test_once_nominations_have_closed_who_may_vote_is_not_edited),
        TOWN_TEST(test_a_roll_drawn_and_not_signed_is_drawn_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
