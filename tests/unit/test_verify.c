// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit/verify.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "record/checkpoint.h"
#include "scratch.h"
#include "seal/hash.h"
#include "whole.h"

static struct whole whole;

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

/* Says all findings when the stage that failed is another than expected. */
static void assert_failed(const struct audit *audit, enum stage expected)
{
    enum stage failed = finding_failed(verify_findings(audit));
    struct buf text;

    if (failed != expected) {
        buf_init(&text, 100000);
        finding_print(verify_findings(audit), &text);
        print_error("%s", buf_text(&text));
        buf_deinit(&text);
    }
    assert_int_equal(failed, expected);
}

static void assert_stage(enum stage expected)
{
    struct audit *audit = whole_verify(&whole, STAGE_RESULT);

    assert_failed(audit, expected);
    audit_free(audit);
}

static void test_a_whole_election_is_verified_to_its_result(void **state)
{
    struct audit *audit;
    const struct findings *findings;
    enum stage stage = STAGE_CHECKPOINT;
    size_t i;
    size_t found = 0;

    (void)state;
    whole_run(&whole, SPOIL_NOTHING);
    audit = whole_verify(&whole, STAGE_RESULT);
    findings = verify_findings(audit);
    assert_failed(audit, 0);
    assert_int_equal(finding_waiting(findings), 0);

    /* Every check of the table passed, in its order. */
    for (i = 0; i < findings->count; i++) {
        const char *name = verify_check_name(found, &stage);

        if (findings->list[i].verdict == VERDICT_GOOD) {
            assert_string_equal(findings->list[i].check, name);
            assert_int_equal(findings->list[i].stage, stage);
            found++;
        }
    }
    assert_null(verify_check_name(found, &stage));
    assert_int_equal(stage, STAGE_RESULT);
    audit_free(audit);
}

/* The record as it was after its first entries. */
static void cut(size_t count)
{
    struct digest leaf;
    size_t i;

    for (i = count; i < whole.entry_count; i++) {
        buf_deinit(&whole.entries[i]);
    }
    whole.entry_count = count;
    tree_free(whole.tree);
    assert_int_equal(tree_new(&whole.tree), 0);
    for (i = 0; i < count; i++) {
        entry_leaf(buf_span(&whole.entries[i]), &leaf);
        assert_int_equal(tree_append(whole.tree, &leaf), 0);
    }
    whole_sign(&whole);
}

static void test_a_record_that_goes_no_further_waits_there(void **state)
{
    struct audit *audit;

    (void)state;
    whole_run_to_box(&whole, SPOIL_NOTHING);
    audit = whole_verify(&whole, STAGE_RESULT);
    assert_failed(audit, 0);
    assert_int_equal(finding_waiting(verify_findings(audit)), STAGE_MIXES);
    audit_free(audit);

    cut(2);
    audit = whole_verify(&whole, STAGE_RESULT);
    assert_failed(audit, 0);
    assert_int_equal(finding_waiting(verify_findings(audit)), STAGE_ROLL);
    audit_free(audit);
}

/*
 * A record with just one thing wrong fails at the stage that looks at it. Inputs,
 * electors and plaintexts are computed, not claimed: no record can be wrong there.
 */
static void test_each_thing_wrong_is_found_by_its_stage(void **state)
{
    static const struct {
        enum spoil spoil;
        enum stage stage;
    } cases[] = {
        {SPOIL_TIME, STAGE_ENTRIES},
        {SPOIL_BASE, STAGE_ENTRIES},
        {SPOIL_DOCUMENT, STAGE_ENTRIES},
        {SPOIL_DEFINITION_SIGNER, STAGE_DEFINITION},
        {SPOIL_CEREMONY_OBJECT, STAGE_CEREMONY},
        {SPOIL_CEREMONY_NONCE, STAGE_CEREMONY},
        {SPOIL_CEREMONY_CERTIFICATE, STAGE_CEREMONY},
        {SPOIL_CEREMONY_KEY, STAGE_CEREMONY},
        {SPOIL_STATEMENT_SIGNER, STAGE_ROLL},
        {SPOIL_STATEMENT_OUTCOME, STAGE_ROLL},
        {SPOIL_ROLL_TWICE, STAGE_ROLL},
        {SPOIL_OPEN_EARLY, STAGE_RULES},
        {SPOIL_BALLOT_TWICE, STAGE_RULES},
        {SPOIL_BALLOT_SIGNATURE, STAGE_RULES},
        {SPOIL_BALLOT_PROOF, STAGE_RULES},
        {SPOIL_BOX_COUNT, STAGE_BOX},
        {SPOIL_MIX_PROOF, STAGE_MIXES},
        {SPOIL_MIX_SIGNER, STAGE_MIXES},
        {SPOIL_SHARE_PROOF, STAGE_SHARES},
        {SPOIL_SHARE_SIGNER, STAGE_SHARES},
        {SPOIL_RESULT_LOT, STAGE_RECOUNT},
        {SPOIL_RESULT_ELECTED, STAGE_RESULT},
        {SPOIL_RESULT_UNREADABLE, STAGE_RESULT},
        {SPOIL_RESULT_ELECTORATE, STAGE_RESULT},
        {SPOIL_RESULT_SHEET, STAGE_RESULT},
        {SPOIL_RESULT_SIGNER, STAGE_RESULT},
    };
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        whole_run(&whole, cases[i].spoil);
        assert_stage(cases[i].stage);
    }
}

/* A bad ballot named invalid has no effect; a bad mix is named and the next one taken.
 */
static void test_what_was_put_right_in_the_open_is_good(void **state)
{
    static const enum spoil cases[] = {SPOIL_BALLOT_NAMED, SPOIL_MIX_TWICE};
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        struct audit *audit;

        whole_run(&whole, cases[i]);
        audit = whole_verify(&whole, STAGE_RESULT);
        assert_failed(audit, 0);
        assert_int_equal(finding_waiting(verify_findings(audit)), 0);
        audit_free(audit);
    }
}

static void test_an_entry_that_is_not_here_is_missed(void **state)
{
    (void)state;
    whole_run(&whole, SPOIL_NOTHING);
    buf_reset(&whole.entries[7]);
    assert_stage(STAGE_ENTRIES);
    buf_reset(&whole.checkpoint);
    assert_stage(STAGE_CHECKPOINT);
}

static void test_a_checkpoint_of_another_key_is_refused(void **state)
{
    struct sign_secret *log = whole.log;
    struct sign_secret *other = NULL;
    struct vkey vkey;
    struct tree_head head = {.size = 0};

    (void)state;
    whole_run(&whole, SPOIL_NOTHING);
    assert_int_equal(sign_secret_new(&other), 0);
    assert_int_equal(
        vkey_make(whole.definition->origin, VKEY_LOG, sign_secret_key(other), &vkey),
        0);
    head.size = whole.entry_count;
    assert_int_equal(tree_root(whole.tree, head.size, &head.root), 0);
    buf_reset(&whole.checkpoint);
    assert_int_equal(checkpoint_write(&head, &vkey, other, &whole.checkpoint), 0);
    assert_stage(STAGE_CHECKPOINT);
    assert_ptr_equal(log, whole.log);
    sign_secret_free(other);
}

/* The log shows one history to one person and another to the next: split view. */
static void test_an_older_checkpoint_of_another_history_is_found(void **state)
{
    struct verify_input input = {.source = &whole.source};
    struct buf older;
    struct span seen;
    struct vkey log;
    struct tree_head head = {.size = 5};
    size_t i;

    (void)state;
    whole_run(&whole, SPOIL_NOTHING);
    assert_int_equal(
        vkey_make(whole.definition->origin, VKEY_LOG, sign_secret_key(whole.log), &log),
        0);
    assert_int_equal(tree_root(whole.tree, head.size, &head.root), 0);
    buf_init(&older, 10000);
    for (i = 0; i < 2; i++) {
        struct audit *audit = NULL;

        head.root.bytes[0] ^= i == 1;
        buf_reset(&older);
        assert_int_equal(checkpoint_write(&head, &log, whole.log, &older), 0);
        seen = buf_span(&older);
        input.checkpoint = buf_span(&whole.checkpoint);
        input.older = &seen;
        input.older_count = 1;
        assert_int_equal(verify_run(&input, STAGE_RESULT, &audit), 0);
        assert_failed(audit, i == 0 ? 0 : STAGE_CONSISTENCY);
        audit_free(audit);
    }
    buf_deinit(&older);
}

static void test_entries_other_than_the_signed_ones_are_found(void **state)
{
    (void)state;
    whole_run(&whole, SPOIL_NOTHING);
    whole.entries[6].data[60] ^= 1;
    assert_stage(STAGE_ENTRIES);
}

/* What comes behind a good result is looked at too. */
static void test_a_second_result_is_found(void **state)
{
    struct audit *audit;
    struct digest leaf;
    struct span result;
    size_t last;

    (void)state;
    whole_run(&whole, SPOIL_NOTHING);
    last = whole.entry_count - 1;
    result = buf_span(&whole.entries[last]);
    buf_init(&whole.entries[last + 1], ENTRY_SIZE_MAX);
    buf_put_span(&whole.entries[last + 1], result);
    whole.entry_count++;
    entry_leaf(result, &leaf);
    assert_int_equal(tree_append(whole.tree, &leaf), 0);
    whole_sign(&whole);
    audit = whole_verify(&whole, STAGE_RESULT);
    assert_failed(audit, STAGE_RESULT);
    audit_free(audit);
}

static void test_another_election_than_the_one_asked_for_is_refused(void **state)
{
    struct verify_input input = {.source = &whole.source};
    struct code code = {{1}};
    struct audit *audit = NULL;

    (void)state;
    whole_run(&whole, SPOIL_NOTHING);
    input.checkpoint = buf_span(&whole.checkpoint);
    input.election = &code;
    assert_int_equal(verify_run(&input, STAGE_RESULT, &audit), 0);
    assert_failed(audit, STAGE_DEFINITION);
    audit_free(audit);
}

static void test_an_object_that_is_not_here_is_missed_by_its_stage(void **state)
{
    static const struct {
        size_t object;
        enum stage stage;
    } cases[] = {
        {0, STAGE_CEREMONY},
        {1, STAGE_ROLL},
        {3, STAGE_MIXES},
        {7, STAGE_SHARES},
        {9, STAGE_RESULT},
    };
    size_t i;

    (void)state;
    whole_run(&whole, SPOIL_NOTHING);
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        whole.refs[cases[i].object].digest.bytes[0] ^= 1;
        assert_stage(cases[i].stage);
        whole.refs[cases[i].object].digest.bytes[0] ^= 1;
    }
    assert_stage(0);
}

static void test_findings_are_written_for_people_and_for_programs(void **state)
{
    struct audit *audit;
    struct buf text;

    (void)state;
    whole_run(&whole, SPOIL_RESULT_ELECTED);
    audit = whole_verify(&whole, STAGE_RESULT);
    buf_init(&text, 100000);
    finding_print(verify_findings(audit), &text);
    assert_non_null(strstr(buf_text(&text), "bad      result"));
    buf_reset(&text);
    finding_write(verify_findings(audit), &text);
    assert_non_null(strstr(buf_text(&text), "\"failed\": \"result\""));
    buf_deinit(&text);
    audit_free(audit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_whole_election_is_verified_to_its_result),
        cmocka_unit_test(test_a_record_that_goes_no_further_waits_there),
        cmocka_unit_test(test_each_thing_wrong_is_found_by_its_stage),
        cmocka_unit_test(test_what_was_put_right_in_the_open_is_good),
        cmocka_unit_test(test_an_entry_that_is_not_here_is_missed),
        cmocka_unit_test(test_a_checkpoint_of_another_key_is_refused),
        cmocka_unit_test(test_an_older_checkpoint_of_another_history_is_found),
        cmocka_unit_test(test_entries_other_than_the_signed_ones_are_found),
        cmocka_unit_test(test_a_second_result_is_found),
        cmocka_unit_test(test_another_election_than_the_one_asked_for_is_refused),
        cmocka_unit_test(test_an_object_that_is_not_here_is_missed_by_its_stage),
        cmocka_unit_test(test_findings_are_written_for_people_and_for_programs),
    };

    return cmocka_run_group_tests(tests, prepare, clear);
}
