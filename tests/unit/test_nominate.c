// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/nominate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "town.h"

static struct form good(struct town *town, const char *number)
{
    return (struct form){
        .member = town_member(town, number),
        .address = " 1 High Street\r\nTown ",
        .email = "me@example.org",
        .has_interests = FORM_SOME,
        .interests = "I sell pens to the trust",
        .has_party = FORM_NONE,
        .confirmed = FORM_CONFIRMS_ALL,
        .qualification = "I live here",
        .statement = "Vote for me.",
        .signature = "Ada Able",
        .signed_on = "2026-06-01",
    };
}

/* Drafts a form with one thing spoilt: exactly this error. */
static void check_error(struct town *town, const struct form *form, int error)
{
    struct nomination_errors errors;

    assert_int_equal(desk_nomination_draft(town->desk, form, &errors), 0);
    assert_int_equal(errors.count, 1);
    assert_int_equal(errors.list[0], error);
    assert_int_equal(desk_nomination_submit(town->desk, form->member),
                     NOMINATE_INCOMPLETE);
}

static void open_nominations(struct town *town)
{
    town_import(town);
    town_set_clock(town, town_at(town, STEP_NOTICE));
}

static void test_a_form_is_kept_seen_back_and_submitted(void **state)
{
    struct town *town = *state;
    struct nomination_errors errors;
    struct nomination nomination;
    struct form form;
    struct form seen;

    open_nominations(town);
    form = good(town, "P1");
    /* A first draft is what the roll knows. */
    assert_int_equal(desk_nomination_form(town->desk, form.member, &seen), 0);
    assert_string_equal(seen.address, "1 High St\nTown\nT1 1AA");
    assert_string_equal(seen.email, "ada@example.org");
    assert_int_equal(desk_nomination(town->desk, form.member, &nomination),
                     NOMINATE_UNKNOWN);
    assert_int_equal(desk_nomination_submit(town->desk, form.member), NOMINATE_UNKNOWN);

    assert_int_equal(desk_nomination_draft(town->desk, &form, &errors), 0);
    assert_int_equal(errors.count, 0);
    assert_int_equal(desk_nomination(town->desk, form.member, &nomination),
                     NOMINATE_DRAFTED);
    assert_int_equal(desk_nomination_form(town->desk, form.member, &seen), 0);
    assert_string_equal(seen.address, "1 High Street\nTown");
    assert_int_equal(town->parcel_count, 0);
    assert_int_equal(desk_nomination_submit(town->desk, form.member), 0);
    assert_int_equal(town->parcel_count, 1);
    assert_int_equal(town->parcels[0].kind, PARCEL_ACKNOWLEDGED);
    assert_string_equal(town->parcels[0].to, "me@example.org");
    assert_int_equal(desk_nomination(town->desk, form.member, &nomination), 0);
    assert_int_equal(nomination.state, FORM_WAITING);
    assert_string_equal(nomination.form.interests, "I sell pens to the trust");
    assert_non_null(strstr(nomination.file, "\"name\": \"Ada Able\""));
    assert_non_null(strstr(nomination.file, "Vote for me."));
    /* Corrected: the next form begins with the last, to be signed anew. */
    assert_int_equal(desk_nomination_form(town->desk, form.member, &seen), 0);
    assert_string_equal(seen.interests, "I sell pens to the trust");
    assert_string_equal(seen.signature, "");
    assert_int_equal(seen.confirmed, 0);
}

static void test_each_thing_a_form_lacks_is_told(void **state)
{
    struct town *town = *state;
    struct form base;
    struct form form;
    unsigned bit;

    open_nominations(town);
    base = good(town, "P1");
    form = base;
    form.address[0] = '\0';
    check_error(town, &form, NOMINATION_ADDRESS);
    form = base;
    memset(form.address, 'a', sizeof(form.address) - 1);
    {
        struct nomination_errors errors;

        assert_int_equal(desk_nomination_draft(town->desk, &form, &errors), 0);
        assert_int_equal(errors.count, 2);
        assert_int_equal(errors.list[0], NOMINATION_ADDRESS_LONG);
        assert_int_equal(errors.list[1], NOMINATION_ADDRESS);
    }
    form = base;
    (void)snprintf(form.email, sizeof(form.email), "nobody");
    check_error(town, &form, NOMINATION_EMAIL);
    form = base;
    form.has_interests = FORM_UNSAID;
    check_error(town, &form, NOMINATION_INTERESTS);
    form = base;
    form.interests[0] = '\0';
    check_error(town, &form, NOMINATION_INTERESTS);
    form = base;
    form.has_interests = FORM_NONE;
    check_error(town, &form, NOMINATION_INTERESTS_BOTH);
    form = base;
    form.has_party = FORM_UNSAID;
    check_error(town, &form, NOMINATION_PARTY);
    form = base;
    form.party[0] = 'x';
    check_error(town, &form, NOMINATION_PARTY_BOTH);
    form = base;
    for (bit = 1; bit < FORM_CONFIRMS_ALL; bit <<= 1) {
        form.confirmed = FORM_CONFIRMS_ALL & ~bit;
        check_error(town, &form, NOMINATION_ELIGIBILITY);
    }
    form = base;
    form.qualification[0] = '\0';
    check_error(town, &form, NOMINATION_QUALIFICATION);
    form = base;
    form.signature[0] = '\0';
    check_error(town, &form, NOMINATION_SIGNATURE);
    form = base;
    form.signed_on[0] = '\0';
    check_error(town, &form, NOMINATION_DATE);
    form = base;
    form.signed_on[9] = '2'; /* tomorrow */
    check_error(town, &form, NOMINATION_DATE);
    form = base;
    form.statement[0] = '\x01';
    check_error(town, &form, NOMINATION_CHARACTERS);
}

static void test_a_statement_has_as_many_words_as_the_definition_allows(void **state)
{
    struct town *town = *state;
    struct nomination_errors errors;
    struct form form;
    size_t i;

    open_nominations(town);
    form = good(town, "P1");
    form.statement[0] = '\0';
    for (i = 0; i < 250; i++) {
        memcpy(form.statement + 3 * i, "aa ", 4);
    }
    assert_int_equal(nomination_words(form.statement), 250);
    assert_int_equal(desk_nomination_draft(town->desk, &form, &errors), 0);
    assert_int_equal(errors.count, 0);
    memcpy(form.statement + 750, "aa ", 4);
    check_error(town, &form, NOMINATION_STATEMENT_WORDS);
}

static void test_staff_need_no_qualification(void **state)
{
    struct town *town = *state;
    struct nomination_errors errors;
    struct form form;

    open_nominations(town);
    form = good(town, "S1");
    form.qualification[0] = '\0';
    assert_int_equal(desk_nomination_draft(town->desk, &form, &errors), 0);
    assert_int_equal(errors.count, 0);
}

static void test_forms_come_in_time(void **state)
{
    struct town *town = *state;
    struct nomination_errors errors;
    struct form form;

    town_import(town);
    form = good(town, "P1");
    assert_int_equal(desk_nomination_draft(town->desk, &form, &errors), NOMINATE_EARLY);
    assert_int_equal(desk_nomination_submit(town->desk, form.member), NOMINATE_EARLY);
    town_set_clock(town, town_at(town, STEP_NOMINATIONS_CLOSE) - 1);
    assert_int_equal(desk_nomination_draft(town->desk, &form, &errors), 0);
    town_set_clock(town, town_at(town, STEP_NOMINATIONS_CLOSE));
    assert_int_equal(desk_nomination_submit(town->desk, form.member), NOMINATE_LATE);
    assert_int_equal(desk_nomination_draft(town->desk, &form, &errors), NOMINATE_LATE);
    /* Put back, the clock opens nothing again. */
    town_set_clock(town, town_at(town, STEP_NOTICE));
    assert_int_equal(desk_nomination_draft(town->desk, &form, &errors), NOMINATE_LATE);
}

static void test_a_form_is_of_somebody_on_the_roll(void **state)
{
    struct town *town = *state;
    struct nomination_errors errors;
    struct form form;

    open_nominations(town);
    form = good(town, "P1");
    form.member = 999;
    assert_int_equal(desk_nomination_draft(town->desk, &form, &errors),
                     NOMINATE_UNKNOWN);
    form.member = town_member(town, "P6"); /* joins on 3 June */
    assert_int_equal(desk_nomination_draft(town->desk, &form, &errors),
                     NOMINATE_NOT_YET);
    assert_int_equal(desk_nomination_form(town->desk, 999, &form), NOMINATE_UNKNOWN);
    assert_int_equal(desk_nomination_submit(town->desk, 999), NOMINATE_UNKNOWN);
}

static int withdraw(struct town *town, const char *number, const char *witness)
{
    const struct nomination_attested by = {span_of_text(" Ada Able"),
                                           span_of_text(witness)};

    return desk_nomination_withdraw(town->desk, town_member(town, number), &by);
}

static void test_a_candidate_may_withdraw_until_the_deadline(void **state)
{
    const struct nomination_attested by = {span_of_text("Ada"), span_of_text("Ben")};
    struct town *town = *state;
    struct nomination nomination;
    int64_t member;

    open_nominations(town);
    member = town_member(town, "P1");
    assert_int_equal(withdraw(town, "P1", "Ben Baker"), NOMINATE_UNKNOWN);
    assert_int_equal(desk_nomination_withdraw(town->desk, 999, &by), NOMINATE_UNKNOWN);
    town_stand(town, "P1", true);
    town_stand(town, "P2", true);
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL) - 1);
    assert_int_equal(withdraw(town, "P1", "Ben Baker"), 0);
    assert_int_equal(town->parcels[town->parcel_count - 1].kind, PARCEL_WITHDRAWN);
    assert_int_equal(desk_nomination(town->desk, member, &nomination), 0);
    assert_int_equal(nomination.state, FORM_WITHDRAWN);
    assert_int_equal(withdraw(town, "P1", "Ben Baker"), NOMINATE_UNKNOWN);
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL));
    assert_int_equal(withdraw(town, "P2", "Ben Baker"), NOMINATE_LATE);
}

static void test_a_withdrawal_is_kept_with_its_signature_and_witness(void **state)
{
    static const char *const nobody[] = {"", " \t", "ada able", "Ben\001", "\xff"};
    struct town *town = *state;
    struct nomination nomination;
    struct withdrawal kept;
    size_t i;

    open_nominations(town);
    town_stand(town, "P1", true);
    for (i = 0; i < ARRAY_SIZE(nobody); i++) {
        assert_int_equal(withdraw(town, "P1", nobody[i]), NOMINATE_UNATTESTED);
    }
    assert_int_equal(desk_nomination(town->desk, town_member(town, "P1"), &nomination),
                     0);
    assert_int_equal(nomination.state, FORM_ACCEPTED);
    assert_int_equal(desk_nomination_withdrawal(town->desk, nomination.form.id, &kept),
                     NOMINATE_UNKNOWN);
    assert_int_equal(withdraw(town, "P1", "Ben Baker "), 0);
    assert_int_equal(desk_nomination_withdrawal(town->desk, nomination.form.id, &kept),
                     0);
    assert_string_equal(kept.signature, "Ada Able");
    assert_string_equal(kept.witness, "Ben Baker");
    assert_int_equal(kept.now, desk_now(town->desk));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_a_form_is_kept_seen_back_and_submitted),
        TOWN_TEST(test_each_thing_a_form_lacks_is_told),
        TOWN_TEST(test_a_statement_has_as_many_words_as_the_definition_allows),
        TOWN_TEST(test_staff_need_no_qualification),
        TOWN_TEST(test_forms_come_in_time),
        TOWN_TEST(test_a_form_is_of_somebody_on_the_roll),
        TOWN_TEST(test_a_candidate_may_withdraw_until_the_deadline),
        TOWN_TEST(test_a_withdrawal_is_kept_with_its_signature_and_witness),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
