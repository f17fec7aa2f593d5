// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/definition.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct sign_key key_of(uint8_t value)
{
    struct sign_key key = {{value}};

    return key;
}

/* A definition without a flaw: one trustee, one mixer, two constituencies. */
static struct definition *good(void)
{
    struct definition *definition = definition_new();
    struct constituency *constituency;
    int step;

    assert_non_null(definition);
    definition->log = key_of(1);
    definition->officer_count = 1;
    definition->officers[0].key = key_of(2);
    definition->officers[0].may = GRANT_ALL;
    definition->hands = 1;
    definition->trustee_count = 1;
    definition->trustees[0].key = key_of(3);
    definition->threshold = 1;
    definition->ceremony.size = 38 + 288 + 32 + 56;
    definition->mixer_count = 1;
    definition->mixers[0].key = key_of(4);
    definition->mixes = 1;
    definition->constituency_count = 2;
    constituency = &definition->constituencies[0];
    *constituency = (struct constituency){
        .name = "Public",
        .kind = KIND_PUBLIC,
        .seats = 2,
        .method = METHOD_STV,
        .rules = RULES_NHS_2014_STV,
        .wording_count = 1,
        .channels = 1U << CHANNEL_ONLINE,
    };
    definition->constituencies[1] = *constituency;
    constituency = &definition->constituencies[1];
    memcpy(constituency->name, "Staff", 6);
    constituency->kind = KIND_STAFF;
    constituency->wording_count = 0;
    constituency->method = METHOD_FPP;
    constituency->rules = RULES_NHS_2014_FPP;
    for (step = 0; step < STEPS; step++) {
        definition->timetable.at[step] = 60 * ((int64_t)step + 1);
    }
    return definition;
}

/* Exactly this flaw, and releases the definition. */
static void check_flaw(struct definition *definition, enum flaw_kind kind, size_t where)
{
    struct flaw flaw = {0};

    assert_int_equal(definition_check(definition, &flaw, 1), 1);
    assert_int_equal(flaw.kind, kind);
    assert_int_equal(flaw.where, where);
    definition_free(definition);
}

static void test_a_good_definition_has_no_flaw(void **state)
{
    struct definition *definition = good();
    struct flaw flaw;

    (void)state;
    assert_int_equal(definition_check(definition, &flaw, 1), 0);
    definition_free(definition);
}

static void test_thresholds_are_a_true_part_or_one_of_one(void **state)
{
    static const struct {
        size_t n;
        unsigned t;
        bool is_good;
    } cases[] = {
        {1, 1, true},
        {2, 1, false},
        {2, 2, false},
        {3, 1, false},
        {3, 2, true},
        {3, 3, false},
        {1, 2, false},
        {5, 4, true},
        {0, 0, false},
    };
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        struct definition *definition = good();
        struct flaw flaw = {0};
        size_t k;

        definition->trustee_count = cases[i].n;
        definition->threshold = cases[i].t;
        for (k = 0; k < cases[i].n; k++) {
            definition->trustees[k].key = key_of((uint8_t)(10 + k));
        }
        definition->ceremony.size = definition_ceremony_size(cases[i].n, cases[i].t);
        (void)definition_check(definition, &flaw, 1);
        assert_int_equal(flaw.kind != FLAW_THRESHOLD, cases[i].is_good);
        definition_free(definition);
    }
}

static void test_the_ceremony_has_its_exact_size(void **state)
{
    struct definition *definition = good();

    (void)state;
    definition->ceremony.size++;
    check_flaw(definition, FLAW_CEREMONY, 0);
    assert_int_equal(definition_ceremony_size(3, 2), 38 + 3 * (288 + 64 + 168));
}

static void test_two_mixes_need_two_organisations(void **state)
{
    struct definition *definition = good();

    (void)state;
    definition->mixes = 0;
    check_flaw(definition, FLAW_MIXES, 0);
    definition = good();
    definition->mixer_count = 0;
    check_flaw(definition, FLAW_MIXERS, 0);
    definition = good();
    definition->mixes = 2;
    definition->mixer_count = 2;
    definition->mixers[1].key = key_of(5);
    check_flaw(definition, FLAW_MIXERS, 0);
    definition = good();
    definition->mixes = 2;
    definition->mixer_count = 2;
    definition->mixers[1].key = key_of(5);
    memcpy(definition->mixers[1].organisation, "Other", 6);
    assert_int_equal(definition_check(definition, NULL, 0), 0);
    definition_free(definition);
}

static void test_three_trustees_need_two_mixes(void **state)
{
    struct definition *definition = good();

    (void)state;
    definition->trustee_count = 3;
    definition->threshold = 2;
    definition->trustees[1].key = key_of(11);
    definition->trustees[2].key = key_of(12);
    definition->ceremony.size = definition_ceremony_size(3, 2);
    check_flaw(definition, FLAW_MIXES, 0);
}

static void test_no_key_stands_twice(void **state)
{
    struct definition *definition = good();

    (void)state;
    definition->mixers[0].key = definition->log;
    check_flaw(definition, FLAW_KEYS, 4);
    definition = good();
    definition->has_issuer = true;
    definition->issuer = definition->officers[0].key;
    check_flaw(definition, FLAW_KEYS, 3);
}

static void test_officers_can_do_what_is_asked_of_them(void **state)
{
    struct definition *definition = good();

    (void)state;
    definition->hands = 2;
    check_flaw(definition, FLAW_HANDS, 0);
    definition = good();
    definition->hands = 2;
    definition->officer_count = 2;
    definition->officers[1].key = key_of(9);
    definition->officers[1].may = GRANT_ALL & ~(unsigned)GRANT_BOX;
    check_flaw(definition, FLAW_HANDS, 0);
    definition = good();
    definition->officers[0].may = GRANT_ALL & ~(unsigned)GRANT_NOMINATIONS;
    check_flaw(definition, FLAW_GRANTS, 1);
}

static void test_constituencies_agree_with_themselves(void **state)
{
    struct definition *definition = good();

    (void)state;
    memcpy(definition->constituencies[1].name, "Public", 7);
    check_flaw(definition, FLAW_NAME, 2);
    definition = good();
    definition->constituencies[1].rules = RULES_MEEK_PRF_2009;
    check_flaw(definition, FLAW_RULES, 2);
    definition = good();
    definition->constituencies[0].rules = (enum rule_set)0;
    check_flaw(definition, FLAW_RULES, 1);
    definition = good();
    definition->constituencies[0].channels = 1U << CHANNEL_POST;
    check_flaw(definition, FLAW_ONLINE, 1);
    definition = good();
    definition->constituencies[0].wording_count = 0;
    check_flaw(definition, FLAW_DECLARATION, 1);
    definition = good();
    definition->constituencies[1].wording_count = 1;
    check_flaw(definition, FLAW_DECLARATION, 2);
}

static void test_a_timetable_out_of_order_is_a_flaw(void **state)
{
    struct definition *definition = good();

    (void)state;
    definition->timetable.at[STEP_CLOSE] = definition->timetable.at[STEP_OPEN];
    check_flaw(definition, FLAW_TIMETABLE, 0);
}

static void test_constituencies_and_officers_are_found(void **state)
{
    struct definition *definition = good();
    struct sign_key key = key_of(2);

    (void)state;
    assert_null(definition_constituency(definition, 0));
    assert_ptr_equal(definition_constituency(definition, 2),
                     &definition->constituencies[1]);
    assert_null(definition_constituency(definition, 3));
    assert_ptr_equal(definition_officer(definition, &key), &definition->officers[0]);
    key = key_of(3);
    assert_null(definition_officer(definition, &key));
    definition_free(definition);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_good_definition_has_no_flaw),
        cmocka_unit_test(test_thresholds_are_a_true_part_or_one_of_one),
        cmocka_unit_test(test_the_ceremony_has_its_exact_size),
        cmocka_unit_test(test_two_mixes_need_two_organisations),
        cmocka_unit_test(test_three_trustees_need_two_mixes),
        cmocka_unit_test(test_no_key_stands_twice),
        cmocka_unit_test(test_officers_can_do_what_is_asked_of_them),
        cmocka_unit_test(test_constituencies_agree_with_themselves),
        cmocka_unit_test(test_a_timetable_out_of_order_is_a_flaw),
        cmocka_unit_test(test_constituencies_and_officers_are_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
