// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit/perform.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "seal/hash.h"
#include "whole.h"

static struct whole whole;
static struct audit *audit; /* of the record to its box */

static int prepare(void **state)
{
    (void)state;
    if (seal_init() != 0) {
        return -1;
    }
    whole_open(&whole);
    return 0;
}

static int clear(void **state)
{
    (void)state;
    whole_close(&whole);
    return 0;
}

static int begin(void **state)
{
    (void)state;
    whole_run_to_box(&whole, SPOIL_NOTHING);
    audit = whole_verify(&whole, STAGE_SHARES);
    return 0;
}

static int end(void **state)
{
    (void)state;
    audit_free(audit);
    return 0;
}

static int declare(const struct lot_list *list, struct lot_needed *needed)
{
    const struct sink sink = whole_sink(&whole);
    const struct keyfile *officer = whole.officer;
    const struct drawn drawn = {.cid = 2, .list = *list};
    const struct declaration declaration = {
        .officers = &officer,
        .officer_count = 1,
        .drawn_count = 1,
        .drawn = &drawn,
        .sentence = "Elected.",
    };

    return perform_declare(audit, &declaration, &sink, needed);
}

static void test_a_trustee_is_shown_what_would_be_opened(void **state)
{
    struct polled_summary summary;

    (void)state;
    assert_int_equal(perform_polled(audit), 2);
    perform_summary(audit, 0, &summary);
    assert_int_equal(summary.cid, 1);
    assert_string_equal(summary.name, "Constituency 1");
    assert_int_equal(summary.electors, WHOLE_NUMBERS);
    assert_int_equal(summary.ballots, WHOLE_VOTERS_1);
    assert_int_equal(summary.online, WHOLE_VOTERS_1);
    assert_int_equal(summary.floor, 2);
    assert_int_equal(summary.mixes, 0);
    assert_true(perform_needs_mix(audit));
    assert_true(perform_needs_shares(audit));
}

static void test_acts_come_in_their_order_and_once(void **state)
{
    const struct sink sink = whole_sink(&whole);
    const struct lot_list lots = {1, {2}};
    struct lot_needed needed;

    (void)state;
    assert_int_equal(perform_decrypt(audit, whole.trustee, &sink), PERFORM_NOTHING);
    assert_int_equal(declare(&lots, &needed), PERFORM_STAGE);
    assert_int_equal(perform_mix(audit, whole.mixers[0], &sink), 0);
    assert_int_equal(perform_mix(audit, whole.mixers[0], &sink), PERFORM_NOTHING);
    assert_int_equal(perform_decrypt(audit, whole.trustee, &sink), PERFORM_NOTHING);
    assert_int_equal(perform_mix(audit, whole.mixers[1], &sink), 0);
    assert_false(perform_needs_mix(audit));
    assert_int_equal(perform_mix(audit, whole.mixers[1], &sink), PERFORM_NOTHING);
    assert_int_equal(declare(&lots, &needed), PERFORM_STAGE);
    assert_int_equal(perform_decrypt(audit, whole.trustee, &sink), 0);
    assert_false(perform_needs_shares(audit));
    assert_int_equal(perform_decrypt(audit, whole.trustee, &sink), PERFORM_NOTHING);
    assert_int_equal(declare(&lots, &needed), 0);
}

/* Each on the record as it then stands, as on separate machines. */
static void test_acts_on_separate_machines_make_a_good_record(void **state)
{
    const struct sink sink = whole_sink(&whole);
    const struct lot_list lots = {2, {1, 2}};
    struct lot_needed needed;
    size_t i;

    (void)state;
    for (i = 0; i < 2; i++) {
        assert_int_equal(perform_mix(audit, whole.mixers[i], &sink), 0);
        whole_sign(&whole);
        audit_free(audit);
        audit = whole_verify(&whole, STAGE_SHARES);
        assert_int_equal(finding_failed(verify_findings(audit)), 0);
    }
    assert_int_equal(perform_decrypt(audit, whole.trustee, &sink), 0);
    whole_sign(&whole);
    audit_free(audit);
    audit = whole_verify(&whole, STAGE_SHARES);
    assert_int_equal(declare(&lots, &needed), 0);
    whole_sign(&whole);
    audit_free(audit);
    audit = whole_verify(&whole, STAGE_RESULT);
    assert_int_equal(finding_failed(verify_findings(audit)), 0);
    assert_int_equal(finding_waiting(verify_findings(audit)), 0);
}

static void test_a_tie_stops_the_count_and_names_its_candidates(void **state)
{
    const struct sink sink = whole_sink(&whole);
    const struct lot_list none = {0, {0}};
    struct lot_needed needed;

    (void)state;
    assert_int_equal(perform_mix(audit, whole.mixers[0], &sink), 0);
    assert_int_equal(perform_mix(audit, whole.mixers[1], &sink), 0);
    assert_int_equal(perform_decrypt(audit, whole.trustee, &sink), 0);
    assert_int_equal(declare(&none, &needed), PERFORM_LOT);
    assert_int_equal(needed.cid, 2);
    assert_string_equal(needed.constituency, "Constituency 2");
    assert_int_equal(needed.tie.count, 2);
}

static void test_keys_of_other_roles_do_nothing(void **state)
{
    const struct sink sink = whole_sink(&whole);
    const struct keyfile *mixer = whole.mixers[0];
    const struct declaration by_mixer = {.officers = &mixer, .officer_count = 1};
    const struct declaration by_nobody = {.officer_count = 0};
    struct lot_needed needed;

    (void)state;
    assert_int_equal(perform_mix(audit, whole.trustee, &sink), PERFORM_ROLE);
    assert_int_equal(perform_decrypt(audit, whole.mixers[0], &sink), PERFORM_ROLE);
    assert_int_equal(perform_mix(audit, whole.mixers[0], &sink), 0);
    assert_int_equal(perform_mix(audit, whole.mixers[1], &sink), 0);
    assert_int_equal(perform_decrypt(audit, whole.trustee, &sink), 0);
    assert_int_equal(perform_declare(audit, &by_mixer, &sink, &needed), PERFORM_ROLE);
    assert_int_equal(perform_declare(audit, &by_nobody, &sink, &needed), PERFORM_HANDS);
}

/* The decryption oracle: the same constituency mixed once more, and asked again. */
static void test_a_trustee_opens_a_constituency_once(void **state)
{
    const struct sink sink = whole_sink(&whole);
    struct audit *again = whole_verify(&whole, STAGE_SHARES);

    (void)state;
    assert_int_equal(perform_mix(again, whole.mixers[0], &sink), 0);
    assert_int_equal(perform_mix(again, whole.mixers[1], &sink), 0);
    assert_int_equal(perform_decrypt(again, whole.trustee, &sink), 0);
    audit_free(again);
    assert_int_equal(perform_mix(audit, whole.mixers[0], &sink), 0);
    assert_int_equal(perform_mix(audit, whole.mixers[1], &sink), 0);
    assert_int_equal(perform_decrypt(audit, whole.trustee, &sink), PERFORM_PLEDGED);
}

static void test_nothing_is_done_on_a_record_that_fails(void **state)
{
    const struct sink sink = whole_sink(&whole);

    (void)state;
    whole.entries[5].data[70] ^= 1;
    audit_free(audit);
    audit = whole_verify(&whole, STAGE_SHARES);
    assert_int_equal(perform_mix(audit, whole.mixers[0], &sink), PERFORM_STAGE);
    assert_int_equal(perform_decrypt(audit, whole.trustee, &sink), PERFORM_STAGE);
}

static int refuse(void *context, const struct product *product)
{
    (void)context;
    (void)product;
    return 1;
}

static void test_a_sink_that_refuses_ends_the_act(void **state)
{
    const struct sink sink = {NULL, refuse};

    (void)state;
    assert_int_equal(perform_mix(audit, whole.mixers[0], &sink), PERFORM_SINK);
}

#define ON_A_BOX(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_BOX(test_a_trustee_is_shown_what_would_be_opened),
        ON_A_BOX(test_acts_come_in_their_order_and_once),
        ON_A_BOX(test_acts_on_separate_machines_make_a_good_record),
        ON_A_BOX(test_a_tie_stops_the_count_and_names_its_candidates),
        ON_A_BOX(test_keys_of_other_roles_do_nothing),
        ON_A_BOX(test_a_trustee_opens_a_constituency_once),
        ON_A_BOX(test_nothing_is_done_on_a_record_that_fails),
        ON_A_BOX(test_a_sink_that_refuses_ends_the_act),
    };

    return cmocka_run_group_tests(tests, prepare, clear);
}
