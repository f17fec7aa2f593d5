// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/died.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/enrolled.h"
#include "desk/import.h"
#include "desk/overview.h"
#include "desk/replace.h"
#include "town.h"

static struct died_order of(const struct town *town, const char *member)
{
    return (struct died_order){.member = member,
                               .officer = town->definition->officers[0].key};
}

static int died(struct town *town, const char *member)
{
    const struct died_order order = of(town, member);

    return desk_died(town->desk, &order);
}

static int not_died(struct town *town, const char *member)
{
    const struct died_order order = of(town, member);

    return desk_died_not(town->desk, &order);
}

static int count_one(void *context, const struct member *member)
{
    size_t *count = context;

    *count += member->cid == 1;
    return 0;
}

static size_t count_voters(struct town *town)
{
    size_t count = 0;

    assert_int_equal(desk_enrolled_voters(town->desk, INT64_MAX, count_one, &count), 0);
    return count;
}

static size_t count_codes(const struct town *town, const char *name)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < town->parcel_count; i++) {
        count += town->parcels[i].kind == PARCEL_TOKEN
                 && strcmp(town->parcels[i].name, name) == 0;
    }
    return count;
}

static void test_who_has_died_is_counted_and_is_sent_no_code(void **state)
{
    struct town *town = *state;
    struct overview overview;
    size_t voters;

    town_settle(town);
    voters = count_voters(town);
    assert_int_equal(died(town, "P4"), 0);
    assert_int_equal(died(town, "P5"), 0);
    assert_int_equal(not_died(town, "P5"), 0);
    assert_int_equal(count_voters(town), voters);
    assert_int_equal(town_sign(town, ENTRY_ROLL, TOWN_RETURNING), 0);
    assert_int_equal(count_codes(town, "Dan Dale"), 0);
    assert_int_equal(count_codes(town, "Eve Ellis"), 1);
    assert_int_equal(count_codes(town, "Ada Able"), 1);
    assert_int_equal(desk_overview(town->desk, &overview), 0);
    /* One number without a delivery. */
    assert_int_equal(overview.tokens.issued,
                     overview.tokens.waiting + overview.tokens.handed
                         + overview.tokens.letters + overview.tokens.sent + 1);
}

static void test_who_has_died_is_given_no_other_code(void **state)
{
    struct town *town = *state;

    town_begin(town);
    assert_int_equal(died(town, "P4"), 0);
    assert_int_equal(town_ask(town, "P4", REGISTER_SPOILT), REPLACE_DIED);
    assert_int_equal(not_died(town, "P4"), 0);
    assert_int_equal(town_ask(town, "P4", REGISTER_SPOILT), 0);
}

static void test_who_died_before_nominations_closed_has_no_vote(void **state)
{
    struct town *town = *state;
    size_t voters;

    town_nominate(town);
    voters = count_voters(town);
    assert_int_equal(died(town, "P4"), 0);
    assert_int_equal(count_voters(town), voters - 1);
    assert_int_equal(not_died(town, "P4"), 0);
    assert_int_equal(count_voters(town), voters);
}

static void test_a_list_brings_nobody_back_who_has_died(void **state)
{
    static const char csv[] =
        "number,forenames,surname,email,address_1,address_2,address_3,town,postcode,"
        "constituency,joined\n"
        "P4,Dan,Dale,,4 High St,,,Town,T1 1AA,Public – Town,2027-01-01\n";
    const struct import_order order = {.csv = span_of_text(csv), .scope = IMPORT_MORE};
    struct town *town = *state;
    struct imported imported;
    struct member member;

    town_import(town);
    assert_int_equal(died(town, "P4"), 0);
    assert_int_equal(desk_import(town->desk, &order, &imported), 0);
    assert_int_equal(imported.of_kind[DIFFERENCE_KEPT_OUT], 1);
    assert_int_equal(desk_died_whom(town->desk, "P4", &member), 0);
    assert_false(member.is_member);
    assert_true(member.has_died);
}

static void test_each_refusal(void **state)
{
    struct town *town = *state;
    struct died_order stranger;
    struct member member;

    town_nominate(town);
    assert_int_equal(died(town, "P99"), DIED_UNKNOWN);
    assert_int_equal(desk_died_whom(town->desk, "P99", &member), DIED_UNKNOWN);
    assert_int_equal(not_died(town, "P4"), DIED_NOT);
    assert_int_equal(died(town, "P4"), 0);
    assert_int_equal(died(town, "P4"), DIED_ALREADY);
    /* Ada stands: her nomination is to be decided first. */
    assert_int_equal(died(town, "P1"), DIED_CANDIDATE);
    stranger = of(town, "P5");
    stranger.officer = town->definition->officers[2].key;
    assert_int_equal(desk_died(town->desk, &stranger), DIED_GRANT);
    assert_int_equal(desk_died_not(town->desk, &stranger), DIED_GRANT);
}

static void test_every_act_is_logged(void **state)
{
    struct town *town = *state;
    struct acted acts[2];
    size_t count = 0;

    town_import(town);
    assert_int_equal(died(town, "P4"), 0);
    assert_int_equal(not_died(town, "P4"), 0);
    assert_int_equal(desk_acts(town->desk, 2, acts, &count), 0);
    assert_int_equal(count, 2);
    assert_int_equal(acts[0].kind, ACTED_DIED_NOT);
    assert_int_equal(acts[1].kind, ACTED_DIED);
    assert_string_equal(acts[1].subject, "P4");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_who_has_died_is_counted_and_is_sent_no_code),
        TOWN_TEST(test_who_has_died_is_given_no_other_code),
        TOWN_TEST(test_who_died_before_nominations_closed_has_no_vote),
        TOWN_TEST(test_a_list_brings_nobody_back_who_has_died),
        TOWN_TEST(test_each_refusal),
        TOWN_TEST(test_every_act_is_logged),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
