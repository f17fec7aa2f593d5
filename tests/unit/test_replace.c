// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/replace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/day.h"
#include "desk/delivered.h"
#include "desk/overview.h"
#include "desk/tick.h"
#include "desk/waiting.h"
#include "seal/sealbox.h"
#include "town.h"

static void test_a_lost_token_is_replaced_and_the_old_one_is_dead(void **state)
{
    struct town *town = *state;
    struct town_parcel old;
    const struct town_parcel *new;
    struct overview overview;
    struct document *document;
    uint8_t ballot[BALLOT_SIZE];

    town_begin(town);
    old = *town_token(town, "Ada Able");
    assert_int_equal(town_ask(town, "P1", REGISTER_LOST), 0);
    assert_int_equal(town_ask(town, "P1", REGISTER_LOST), REPLACE_PENDING);
    document = town_replacement(town);
    assert_int_equal(document->of.replacement.old_number, old.number);
    assert_int_equal(town_submit(town, document, TOWN_CLERK), SUBMIT_SIGNER);
    assert_int_equal(town_submit(town, document, TOWN_DEPUTY), 0);
    assert_int_equal(town_submit(town, document, TOWN_DEPUTY), SUBMIT_EXISTS);
    document_free(document);

    new = town_token(town, "Ada Able");
    assert_true(new->is_replacement);
    assert_int_equal(new->number, 6);
    assert_string_not_equal(new->token, old.token);
    town_ballot(town, &old, 1, ballot);
    assert_int_equal(town_cast(town, ballot, NULL).result, CAST_CANCELLED);
    town_ballot(town, new, 1, ballot);
    assert_int_equal(town_cast(town, ballot, NULL).result, 0);
    assert_int_equal(desk_overview(town->desk, &overview), 0);
    assert_int_equal(overview.waiting.replacements, 0);
    assert_int_equal(overview.tokens.issued, 9);
}

static void test_a_number_that_has_voted_is_not_replaced_as_lost(void **state)
{
    struct town *town = *state;
    struct document *document;
    uint8_t ballot[BALLOT_SIZE];
    size_t parcels;

    town_begin(town);
    town_ballot(town, town_token(town, "Ada Able"), 1, ballot);
    assert_int_equal(town_cast(town, ballot, NULL).result, 0);
    assert_int_equal(town_ask(town, "P1", REGISTER_LOST), 0);
    parcels = town->parcel_count;
    document = town_replacement(town);
    assert_int_equal(town_submit(town, document, TOWN_RETURNING), SUBMIT_RULES);
    document_free(document);
    assert_int_equal(town->parcel_count, parcels);

    /* The refused one no longer waits: as tendered it is asked for anew. */
    assert_int_equal(town_ask(town, "P1", REGISTER_TENDERED), 0);
    document = town_replacement(town);
    assert_int_equal(town_submit(town, document, TOWN_RETURNING), 0);
    document_free(document);
    assert_int_equal(town->parcel_count, parcels + 1);
}

static void test_who_was_left_out_gets_a_first_number(void **state)
{
    struct town *town = *state;
    struct document *document;

    town_begin(town);
    assert_int_equal(town_ask(town, "P1", REGISTER_OMITTED), REPLACE_REGISTER);
    assert_int_equal(town_ask(town, "P6", REGISTER_OMITTED), REPLACE_NO_VOTE);
    assert_int_equal(town_ask(town, "C1", REGISTER_OMITTED), REPLACE_NO_POLL);
    assert_int_equal(town_ask(town, "X1", REGISTER_LOST), REPLACE_UNKNOWN);
    assert_int_equal(town_ask(town, "P1", REGISTER_END), REPLACE_REGISTER);
    /* Nobody here was left out; a document nobody asked for is refused. */
    document = town_document(town, ENTRY_REPLACE, 0);
    document->of.replacement = (struct replacement){
        .cid = 1,
        .kept_in = REGISTER_OMITTED,
        .number = 6,
        .credential = *sign_secret_key(town->mixer),
    };
    assert_int_equal(town_submit(town, document, TOWN_RETURNING), SUBMIT_NOT_PREPARED);
    document_free(document);
}

static void test_replacements_are_for_officers_who_may_and_in_time(void **state)
{
    struct town *town = *state;
    struct replace_order order = {
        .member = "P1", .kept_in = REGISTER_LOST, .gates = UINT32_MAX};
    unsigned missing = 0;

    town_settle(town);
    order.officer = town->definition->officers[0].key;
    assert_int_equal(desk_replace(town->desk, &order, &missing), REPLACE_TIME);
    assert_int_equal(town_sign(town, ENTRY_ROLL, TOWN_RETURNING), 0);
    order.officer = town->definition->officers[2].key;
    assert_int_equal(desk_replace(town->desk, &order, &missing), REPLACE_GRANT);
    order.officer = town->definition->officers[0].key;
    assert_int_equal(desk_replace(town->desk, &order, &missing), 0);
    town_set_clock(town, town_at(town, STEP_OPEN));
    assert_int_equal(desk_tick(town->desk), 0);
    town_end(town);
    order.member = "P2";
    assert_int_equal(desk_replace(town->desk, &order, &missing), REPLACE_TIME);
}

/* Every one of its gates that is not met is told. */
static void refuse_without_each(struct town *town, const struct replace_order *order)
{
    struct replace_order lacking = *order;
    unsigned missing = 0;
    unsigned gate;

    for (gate = 0; gate < GATES; gate++) {
        lacking.gates = order->gates & ~(1U << gate);
        if (lacking.gates != order->gates) {
            assert_int_equal(desk_replace(town->desk, &lacking, &missing),
                             REPLACE_UNSATISFIED);
            assert_int_equal(missing, 1U << gate);
        }
    }
}

static void test_each_register_asks_what_its_rule_does(void **state)
{
    static const struct {
        enum replace_register kept_in;
        const char *member;
        unsigned gates;
    } cases[] = {
        {REGISTER_LOST, "P1", GATE_IDENTITY | GATE_RECEIVED | GATE_DECLARED},
        {REGISTER_SPOILT, "P2", GATE_IDENTITY | GATE_DECLARED},
        {REGISTER_TENDERED, "P3", GATE_IDENTITY | GATE_VOTED},
        {REGISTER_LOST, "S1", GATE_IDENTITY | GATE_RECEIVED},
    };
    struct town *town = *state;
    struct replace_order order = {0};
    unsigned missing = 0;
    size_t i;

    town_begin(town);
    order.officer = town->definition->officers[0].key;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        order.member = cases[i].member;
        order.kept_in = cases[i].kept_in;
        order.gates = cases[i].gates;
        refuse_without_each(town, &order);
        assert_int_equal(desk_replace(town->desk, &order, &missing), 0);
    }
}

static void test_nothing_is_lost_before_the_tenth_day_but_what_failed(void **state)
{
    struct town *town = *state;
    struct replace_order order = {
        .member = "P1", .kept_in = REGISTER_LOST, .gates = UINT32_MAX};
    struct delivered_news news = {.state = DELIVERY_FAILED};
    unsigned missing = 0;
    int64_t close;

    town->definition->timetable.at[STEP_CLOSE] += 30 * (int64_t)TOWN_STEP;
    town_begin(town);
    order.officer = town->definition->officers[0].key;
    assert_int_equal(desk_replace(town->desk, &order, &missing), REPLACE_EARLY);
    news.id = town_token(town, "Ada Able")->id;
    assert_int_equal(desk_delivered(town->desk, &news, 1), 0);
    assert_int_equal(desk_replace(town->desk, &order, &missing), 0);
    order.member = "P2";
    close = town_at(town, STEP_CLOSE);
    town_set_clock(town, desk_lost_from(town->desk) - TOWN_STEP);
    assert_int_equal(desk_replace(town->desk, &order, &missing), REPLACE_EARLY);
    town_set_clock(town, desk_lost_from(town->desk));
    assert_int_equal(desk_replace(town->desk, &order, &missing), 0);
    assert_int_equal(
        day_offset(day_of(desk_lost_from(town->desk)), day_of(close), NULL), 10);
}

static void test_after_a_restart_the_replacement_is_asked_for_again(void **state)
{
    struct town *town = *state;
    struct document *document;

    town_begin(town);
    assert_int_equal(town_ask(town, "P1", REGISTER_SPOILT), 0);
    document = town_replacement(town);
    assert_int_equal(town_reopen(town), 0);
    assert_int_equal(town_submit(town, document, TOWN_RETURNING), SUBMIT_NOT_PREPARED);
    document_free(document);
    assert_int_equal(town_ask(town, "P1", REGISTER_SPOILT), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_a_lost_token_is_replaced_and_the_old_one_is_dead),
        TOWN_TEST(test_a_number_that_has_voted_is_not_replaced_as_lost),
        TOWN_TEST(test_who_was_left_out_gets_a_first_number),
        TOWN_TEST(test_replacements_are_for_officers_who_may_and_in_time),
        TOWN_TEST(test_each_register_asks_what_its_rule_does),
        TOWN_TEST(test_nothing_is_lost_before_the_tenth_day_but_what_failed),
        TOWN_TEST(test_after_a_restart_the_replacement_is_asked_for_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
