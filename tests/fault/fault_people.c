// SPDX-License-Identifier: AGPL-3.0-or-later
/* Before the poll, under trouble: definition, members, candidates, tokens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/decide.h"
#include "desk/import.h"
#include "desk/nominate.h"
#include "desk/overview.h"
#include "desk/signin.h"
#include "desk/tick.h"
#include "endure.h"
#include "posted.h"
#include "trouble.h"

static struct overview look(struct town *town)
{
    struct overview overview;

    assert_int_equal(desk_overview(town->desk, &overview), 0);
    return overview;
}

static void ready_definition(struct town *town)
{
    struct document *document = document_new(ENTRY_DEFINITION, 0);

    assert_non_null(document);
    *document->of.definition = *town->definition;
    posted_make(town, document, TOWN_RETURNING | TOWN_TRUSTEE);
}

static bool is_defined(struct town *town)
{
    return desk_definition(town->desk) != NULL;
}

static void test_the_definition_is_recorded_or_not(void **state)
{
    const struct trial trial = {
        "definition", ready_definition, posted_submit, is_defined, false};
    struct town *town = *state;

    ready_definition(town);
    assert_int_equal(posted_submit(town), SUBMIT_OBJECT_MISSING);
    assert_int_equal(desk_object_put(town->desk,
                                     &town->definition->ceremony.digest,
                                     buf_span(&town->ceremony)),
                     0);
    endure(town, &trial);
}

static const char csv[] =
    "number,forenames,surname,email,address_1,address_2,address_3,town,postcode,"
    "constituency,joined\n"
    "P1,Ada,Able,ada@example.org,1 High St,,,Town,T1 1AA,Public – Town,2020-01-01\n"
    "P2,Ben,Baker,,2 High St,,,Town,T1 1AA,Public – Town,2020-01-01\n"
    "S1,Gus,Gray,gus@example.org,7 High St,,,Town,T1 1AA,Staff,2020-01-01\n";

static int import(struct town *town)
{
    const struct import_order order = {.csv = span_of_text(csv)};
    struct imported imported;

    return desk_import(town->desk, &order, &imported);
}

static bool has_members(struct town *town)
{
    return look(town).members == 3;
}

static void test_members_are_imported_all_or_none(void **state)
{
    const struct trial trial = {"import", NULL, import, has_members, false};
    struct town *town = *state;

    town_define(town);
    endure(town, &trial);
}

static void ready_link(struct town *town)
{
    town->parcel_count = 0;
    assert_int_equal(desk_signin_ask(town->desk, "P1", "ada@example.org"), 0);
}

static int tick(struct town *town)
{
    return desk_tick(town->desk);
}

static bool has_link(struct town *town)
{
    return town->parcel_count > 0 && town->parcels[0].kind == PARCEL_SIGN_IN
           && desk_signin_peek(town->desk, strrchr(town->parcels[0].link, '/') + 1)
                  == 0;
}

static void test_a_link_is_sent_that_opens_or_none(void **state)
{
    const struct trial trial = {"link", ready_link, tick, has_link, true};
    struct town *town = *state;

    town_import(town);
    town_set_clock(town, town_at(town, STEP_NOTICE) + 60);
    endure(town, &trial);
}

static char code[SIGNIN_CODE_SIZE];
static bool is_in;

static int spend(struct town *town)
{
    int64_t member = 0;
    int r = desk_signin_spend(town->desk, code, &member);

    is_in = r == 0;
    return r;
}

static bool is_spent(struct town *town)
{
    return desk_signin_peek(town->desk, code) == SIGNIN_UNKNOWN;
}

static void test_a_link_is_spent_once_or_still_good(void **state)
{
    const struct trial trial = {"spend", NULL, spend, is_spent, false};
    struct town *town = *state;

    town_import(town);
    town_set_clock(town, town_at(town, STEP_NOTICE) + 60);
    ready_link(town);
    assert_int_equal(desk_tick(town->desk), 0);
    (void)snprintf(code, sizeof(code), "%s", strrchr(town->parcels[0].link, '/') + 1);
    endure(town, &trial);
    assert_true(is_in);
}

static int draft(struct town *town)
{
    struct form form = {
        .member = 1,
        .address = "1 High Street\nTown",
        .has_interests = FORM_NONE,
        .has_party = FORM_NONE,
        .confirmed = FORM_CONFIRMS_ALL,
        .qualification = "I live here",
        .statement = "Vote for me.",
        .signature = "Me",
        .signed_on = "2026-06-01",
    };
    struct nomination_errors errors;

    return desk_nomination_draft(town->desk, &form, &errors);
}

static bool has_draft(struct town *town)
{
    struct form form;

    assert_int_equal(desk_nomination_form(town->desk, 1, &form), 0);
    return strcmp(form.statement, "Vote for me.") == 0;
}

static void test_a_draft_is_kept_or_not(void **state)
{
    const struct trial trial = {"draft", NULL, draft, has_draft, false};
    struct town *town = *state;

    town_import(town);
    town_set_clock(town, town_at(town, STEP_NOTICE) + 60);
    endure(town, &trial);
}

static int nominate(struct town *town)
{
    return desk_nomination_submit(town->desk, 1);
}

static enum form_state state_of(struct town *town)
{
    struct nomination nomination;
    int r = desk_nomination(town->desk, 1, &nomination);

    assert_true(r == 0 || r == NOMINATE_UNKNOWN || r == NOMINATE_DRAFTED);
    return r == 0 ? nomination.state : FORM_STATES;
}

static bool is_nominated(struct town *town)
{
    return state_of(town) == FORM_WAITING;
}

static void test_a_nomination_is_taken_or_not(void **state)
{
    const struct trial trial = {"nominate", NULL, nominate, is_nominated, false};
    struct town *town = *state;

    town_import(town);
    town_set_clock(town, town_at(town, STEP_NOTICE) + 60);
    assert_int_equal(draft(town), 0);
    endure(town, &trial);
}

static int accept(struct town *town)
{
    const struct decision decision = {
        .form = 1,
        .verdict = VERDICT_ACCEPT,
        .officer = town->definition->officers[0].key,
    };

    return desk_decide(town->desk, &decision);
}

static bool is_accepted(struct town *town)
{
    return state_of(town) == FORM_ACCEPTED;
}

static int withdraw(struct town *town)
{
    const struct nomination_attested by = {span_of_text("Ada Able"),
                                           span_of_text("Ben Baker")};

    return desk_nomination_withdraw(town->desk, 1, &by);
}

static bool is_withdrawn(struct town *town)
{
    return state_of(town) == FORM_WITHDRAWN;
}

static void test_a_nomination_is_decided_and_withdrawn_or_not(void **state)
{
    const struct trial deciding = {"decide", NULL, accept, is_accepted, false};
    const struct trial leaving = {"withdraw", NULL, withdraw, is_withdrawn, false};
    struct town *town = *state;

    town_import(town);
    town_set_clock(town, town_at(town, STEP_NOTICE) + 60);
    assert_int_equal(draft(town), 0);
    assert_int_equal(nominate(town), 0);
    endure(town, &deciding);
    endure(town, &leaving);
}

static void ready_statement(struct town *town)
{
    posted_waiting(town, ENTRY_STATEMENT);
}

static void test_the_statement_is_recorded_or_not(void **state)
{
    const struct trial trial = {
        "statement", ready_statement, posted_submit, endure_has_entry, false};
    struct town *town = *state;

    town_nominate(town);
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL));
    endure(town, &trial);
}

static void ready_roll(struct town *town)
{
    posted_waiting(town, ENTRY_ROLL);
}

static void test_tokens_are_issued_all_or_none(void **state)
{
    const struct trial trial = {
        "roll", ready_roll, posted_submit, endure_has_entry, false};
    struct town *town = *state;

    town_settle(town);
    endure(town, &trial);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_the_definition_is_recorded_or_not),
        TOWN_TEST(test_members_are_imported_all_or_none),
        TOWN_TEST(test_a_link_is_sent_that_opens_or_none),
        TOWN_TEST(test_a_link_is_spent_once_or_still_good),
        TOWN_TEST(test_a_draft_is_kept_or_not),
        TOWN_TEST(test_a_nomination_is_taken_or_not),
        TOWN_TEST(test_a_nomination_is_decided_and_withdrawn_or_not),
        TOWN_TEST(test_the_statement_is_recorded_or_not),
        TOWN_TEST(test_tokens_are_issued_all_or_none),
    };

    trouble_prepare();
    return cmocka_run_group_tests(tests, NULL, posted_end);
}
