// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/keying.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/decide.h"
#include "town.h"

/* Dan, who has no email, has sent this on paper. */
static const struct form whole = {
    .address = "4 High Street\nTown",
    .has_interests = FORM_NONE,
    .has_party = FORM_SOME,
    .party = "The Town Party",
    .confirmed = FORM_CONFIRMS_ALL,
    .qualification = "I live here",
    .statement = "Vote for Dan.",
    .signature = "Dan Dale",
    .signed_on = "2026-06-01",
};

static struct keying paper_of(struct town *town, const struct form *form)
{
    return (struct keying){
        .number = "P4",
        .form = form,
        .received = desk_now(town->desk),
        .officer = town->definition->officers[2].key,
    };
}

static int key(struct town *town, const struct keying *keying, int64_t *form)
{
    struct nomination_errors errors;

    return desk_keying(town->desk, keying, &errors, form);
}

static int accept(struct town *town, int64_t form)
{
    const struct decision decision = {
        .form = form,
        .verdict = VERDICT_ACCEPT,
        .officer = town->definition->officers[0].key,
    };

    return desk_decide(town->desk, &decision);
}

static void open_nominations(struct town *town)
{
    town_import(town);
    town_set_clock(town, town_at(town, STEP_NOTICE) + 600);
}

static void test_a_paper_is_keyed_for_any_member_and_decided(void **state)
{
    struct town *town = *state;
    struct buf letter;
    struct keying keying;
    struct nomination nomination;
    struct filed_mark mark;
    size_t sent;
    int64_t form = 0;

    open_nominations(town);
    keying = paper_of(town, &whole);
    keying.received -= 300;
    sent = town->parcel_count;
    assert_int_equal(key(town, &keying, &form), 0);
    assert_int_equal(desk_nomination(town->desk, town_member(town, "P4"), &nomination),
                     0);
    assert_int_equal(nomination.submitted, keying.received);
    assert_string_equal(nomination.form.party, "The Town Party");
    assert_int_equal(desk_keying_mark(town->desk, form, &mark), 0);
    assert_memory_equal(&mark.officer, &keying.officer, sizeof(mark.officer));
    assert_int_equal(accept(town, form), 0);
    /* Who gives no email is told by a letter that the officer prints. */
    assert_int_equal(town->parcel_count, sent);
    buf_init(&letter, 10000);
    assert_int_equal(desk_decide_letter(town->desk, form, &letter), 0);
    assert_non_null(strstr(buf_text(&letter), "Dear Dan Dale"));
    assert_non_null(strstr(buf_text(&letter), "is valid"));
    assert_int_equal(desk_decide_letter(town->desk, form + 1, &letter), DECIDE_UNKNOWN);
    buf_deinit(&letter);
}

static void test_who_is_not_on_the_roll_cannot_be_nominated(void **state)
{
    struct town *town = *state;
    struct keying keying;
    struct member member;
    int64_t form = 0;

    open_nominations(town);
    keying = paper_of(town, &whole);
    keying.number = "X1";
    assert_int_equal(key(town, &keying, &form), KEYING_UNKNOWN);
    assert_int_equal(desk_keying_member(town->desk, "X1", &member), KEYING_UNKNOWN);
    assert_int_equal(desk_keying_member(town->desk, "P4", &member), 0);
    assert_string_equal(member.surname, "Dale");
}

static void test_what_a_paper_lacks_is_recorded_and_never_found_valid(void **state)
{
    struct town *town = *state;
    struct nomination_errors errors = {.count = 0};
    struct nomination nomination;
    struct decision decision = {
        .verdict = VERDICT_INVALID,
        .ground = GROUND_INTERESTS,
        .officer = town->definition->officers[0].key,
    };
    struct form form = whole;
    struct keying keying;
    int64_t id = 0;

    open_nominations(town);
    form.has_interests = FORM_UNSAID;
    keying = paper_of(town, &form);
    assert_int_equal(desk_keying(town->desk, &keying, &errors, &id), KEYING_LACKING);
    assert_int_equal(errors.count, 1);
    assert_int_equal(errors.list[0], NOMINATION_INTERESTS);
    keying.how = KEYING_AS_IT_IS;
    assert_int_equal(desk_keying(town->desk, &keying, &errors, &id), 0);
    assert_int_equal(accept(town, id), DECIDE_LACKING);
    assert_int_equal(desk_nomination(town->desk, town_member(town, "P4"), &nomination),
                     0);
    desk_nomination_lacks(town->desk, &nomination, 1, &errors);
    assert_int_equal(errors.count, 1);
    decision.form = id;
    assert_int_equal(desk_decide(town->desk, &decision), 0);

    /* What would be lost is refused, said as it is or not. */
    form = whole;
    memset(form.party, 'a', sizeof(form.party) - 1);
    assert_int_equal(key(town, &keying, &id), KEYING_LACKING);
}

static void test_251_words_are_not_taken_from_a_paper_either(void **state)
{
    struct town *town = *state;
    struct form form = whole;
    struct keying keying;
    int64_t id = 0;
    size_t i;

    open_nominations(town);
    for (i = 0; i < 250; i++) {
        memcpy(form.statement + 3 * i, "aa ", 4);
    }
    keying = paper_of(town, &form);
    keying.how = KEYING_AS_IT_IS;
    assert_int_equal(key(town, &keying, &id), 0);
    memcpy(form.statement + 750, "aa ", 4);
    assert_int_equal(key(town, &keying, &id), KEYING_LACKING);
}

static void test_the_moment_of_receipt_decides_whether_a_form_was_in_time(void **state)
{
    struct town *town = *state;
    int64_t close;
    struct keying keying;
    int64_t form = 0;
    int64_t late = 0;

    open_nominations(town);
    close = town_at(town, STEP_NOMINATIONS_CLOSE);
    keying = paper_of(town, &whole);
    keying.received = desk_now(town->desk) + 1;
    assert_int_equal(key(town, &keying, &form), KEYING_RECEIVED);
    keying.received = town_at(town, STEP_NOTICE) - 1;
    assert_int_equal(key(town, &keying, &form), KEYING_RECEIVED);
    /* Keyed after the close, and received before it. */
    town_set_clock(town, close + 600);
    keying.received = close - 1;
    assert_int_equal(key(town, &keying, &form), 0);
    assert_int_equal(accept(town, form), 0);
    /* A late copy takes nothing from it; a late form of somebody else is recorded. */
    keying.received = close;
    assert_int_equal(key(town, &keying, &late), KEYING_LATE_COPY);
    keying.received = close - 2;
    assert_int_equal(key(town, &keying, &late), KEYING_EARLIER);
    keying.number = "P3";
    keying.received = close;
    assert_int_equal(key(town, &keying, &late), 0);
    assert_int_equal(accept(town, late), DECIDE_LACKING);
}

static void test_papers_are_keyed_by_who_may_and_before_the_statement(void **state)
{
    struct town *town = *state;
    struct keying keying;
    int64_t form = 0;

    town_import(town);
    keying = paper_of(town, &whole);
    assert_int_equal(key(town, &keying, &form), KEYING_TIME);
    town_set_clock(town, town_at(town, STEP_NOTICE) + 60);
    keying = paper_of(town, &whole);
    keying.officer.bytes[0] ^= 1;
    assert_int_equal(key(town, &keying, &form), KEYING_GRANT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_a_paper_is_keyed_for_any_member_and_decided),
        TOWN_TEST(test_who_is_not_on_the_roll_cannot_be_nominated),
        TOWN_TEST(test_what_a_paper_lacks_is_recorded_and_never_found_valid),
        TOWN_TEST(test_251_words_are_not_taken_from_a_paper_either),
        TOWN_TEST(test_the_moment_of_receipt_decides_whether_a_form_was_in_time),
        TOWN_TEST(test_papers_are_keyed_by_who_may_and_before_the_statement),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
