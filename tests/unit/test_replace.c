// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/replace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

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
    struct replace_order order = {.member = "P1", .kept_in = REGISTER_LOST};

    town_settle(town);
    order.officer = town->definition->officers[0].key;
    assert_int_equal(desk_replace(town->desk, &order), REPLACE_TIME);
    assert_int_equal(town_sign(town, ENTRY_ROLL, TOWN_RETURNING), 0);
    order.officer = town->definition->officers[2].key;
    assert_int_equal(desk_replace(town->desk, &order), REPLACE_GRANT);
    order.officer = town->definition->officers[0].key;
    assert_int_equal(desk_replace(town->desk, &order), 0);
    town_set_clock(town, town_at(town, STEP_OPEN));
    assert_int_equal(desk_tick(town->desk), 0);
    town_end(town);
    order.member = "P2";
    assert_int_equal(desk_replace(town->desk, &order), REPLACE_TIME);
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
        TOWN_TEST(test_after_a_restart_the_replacement_is_asked_for_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
