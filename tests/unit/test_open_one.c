// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit/open_one.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "seal/hash.h"
#include "seal/share.h"
#include "whole.h"
#include "whole_record.h"

enum {
    ANSWER_SIZE = 256,
};

static struct whole whole;
static struct keyfile *authority;
static struct buf order; /* the text of the order in the note */
static uint64_t ballot;  /* the first entry that is one */

static int prepare(void **state)
{
    (void)state;
    if (seal_init() != 0 || keyfile_new(KEY_OFFICER, "The panel", &authority) != 0) {
        return -1;
    }
    whole_open(&whole);
    return 0;
}

static int clear(void **state)
{
    (void)state;
    whole_close(&whole);
    keyfile_free(authority);
    return 0;
}

static void write_order(uint16_t cid, uint64_t entry)
{
    struct mandate mandate = {.eid = whole.eid, .cid = cid, .entry = entry};

    memcpy(mandate.authority, "The panel", sizeof("The panel"));
    mandate.seal = keyfile_person(authority)->seal;
    buf_reset(&order);
    assert_int_equal(mandate_write(&mandate, &order), 0);
}

/* The officers' note that names the order, at the end of the record. */
static void note_order(uint16_t cid, uint64_t entry)
{
    struct document *document = whole_record_draft(&whole, ENTRY_NOTE);

    document->of.note.kind = NOTE_OPEN_ONE;
    document->of.note.cid = cid;
    document->of.note.entry = entry;
    hash_sha256(buf_span(&order), &document->of.note.authority);
    whole_record_document(&whole, document, whole.officer);
    whole_sign(&whole);
}

static int begin(void **state)
{
    (void)state;
    whole_run(&whole, SPOIL_NOTHING);
    buf_init(&order, MANDATE_SIZE_MAX);
    for (ballot = 0; whole.entries[ballot].data[0] != ENTRY_BALLOT;) {
        ballot++;
    }
    return 0;
}

static int end(void **state)
{
    (void)state;
    buf_deinit(&order);
    return 0;
}

static struct audit *find(struct open_one *found, int expected)
{
    struct audit *audit = whole_verify(&whole, STAGE_RESULT);

    assert_int_equal(open_one_find(audit, buf_span(&order), found), expected);
    return audit;
}

static void test_the_authority_alone_reads_the_vote(void **state)
{
    struct open_one found;
    struct open_one_answers answers = {.count = 1, .culprit = 7};
    struct choice choice = {.count = 0};
    struct audit *audit;
    struct buf sealed;
    struct span span;

    (void)state;
    write_order(1, ballot);
    note_order(1, ballot);
    audit = find(&found, 0);
    assert_int_equal(found.number, 1);
    assert_int_equal(found.nominees->count, 4);
    buf_init(&sealed, ANSWER_SIZE);
    assert_int_equal(open_one_answer(audit, &found, whole.trustee, &sealed), 0);
    span = buf_span(&sealed);
    answers.sealed = &span;
    assert_int_equal(open_one_join(audit, &found, authority, &answers, &choice), 0);
    assert_int_equal(choice.count, 2);
    assert_int_equal(choice.numbers[0], 1);
    assert_int_equal(choice.numbers[1], 2);
    assert_int_equal(answers.culprit, 7);
    /* The officer's own key opens nothing. */
    assert_int_equal(open_one_join(audit, &found, whole.officer, &answers, &choice),
                     OPEN_ONE_SEALED);
    assert_int_equal(answers.culprit, 0);
    answers.count = 0;
    assert_int_equal(open_one_join(audit, &found, authority, &answers, &choice),
                     OPEN_ONE_TOO_FEW);
    buf_deinit(&sealed);
    audit_free(audit);
}

static void test_only_a_trustee_answers(void **state)
{
    struct open_one found;
    struct audit *audit;
    struct buf sealed;

    (void)state;
    write_order(1, ballot);
    note_order(1, ballot);
    audit = find(&found, 0);
    buf_init(&sealed, ANSWER_SIZE);
    assert_int_equal(open_one_answer(audit, &found, whole.officer, &sealed),
                     OPEN_ONE_ROLE);
    assert_int_equal(open_one_answer(audit, &found, whole.mixers[0], &sealed),
                     OPEN_ONE_ROLE);
    assert_int_equal(sealed.size, 0);
    buf_deinit(&sealed);
    audit_free(audit);
}

/* An answer to one order says nothing of another ballot, or to another order. */
static void test_an_answer_serves_its_own_order_only(void **state)
{
    struct open_one found;
    struct open_one other;
    struct open_one_answers answers = {.count = 1, .culprit = 7};
    struct choice choice;
    struct audit *audit;
    struct buf sealed;
    struct span span;

    (void)state;
    write_order(1, ballot);
    note_order(1, ballot);
    audit = find(&found, 0);
    buf_init(&sealed, ANSWER_SIZE);
    assert_int_equal(open_one_answer(audit, &found, whole.trustee, &sealed), 0);
    span = buf_span(&sealed);
    answers.sealed = &span;
    other = found;
    other.order.bytes[0] ^= 1;
    assert_int_equal(open_one_join(audit, &other, authority, &answers, &choice),
                     OPEN_ONE_ANSWER);
    other = found;
    other.vote.alpha = other.vote.beta;
    assert_int_equal(open_one_join(audit, &other, authority, &answers, &choice),
                     OPEN_ONE_ANSWER);
    sealed.data[40] ^= 1;
    assert_int_equal(open_one_join(audit, &found, authority, &answers, &choice),
                     OPEN_ONE_SEALED);
    buf_deinit(&sealed);
    audit_free(audit);
}

static void test_nothing_is_opened_that_no_note_names(void **state)
{
    struct open_one found;

    (void)state;
    write_order(1, ballot);
    audit_free(find(&found, OPEN_ONE_ORDER));
    note_order(1, ballot);
    order.data[order.size - 4] ^= 1; /* in the key that it is sealed to */
    audit_free(find(&found, OPEN_ONE_ORDER));
}

static void test_only_the_ballot_that_the_note_names_is_opened(void **state)
{
    struct open_one found;

    (void)state;
    write_order(1, ballot + 1);
    note_order(1, ballot);
    audit_free(find(&found, OPEN_ONE_TARGET));
}

static void test_nothing_is_opened_before_the_result(void **state)
{
    struct open_one found;

    (void)state;
    whole_run_to_box(&whole, SPOIL_NOTHING);
    whole_sign(&whole);
    write_order(1, ballot);
    audit_free(find(&found, OPEN_ONE_STAGE));
}

static void test_nothing_is_opened_in_a_record_that_is_not_good(void **state)
{
    struct open_one found;

    (void)state;
    whole_run(&whole, SPOIL_RESULT_ELECTED);
    write_order(1, ballot);
    note_order(1, ballot);
    audit_free(find(&found, OPEN_ONE_STAGE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            test_the_authority_alone_reads_the_vote, begin, end),
        cmocka_unit_test_setup_teardown(test_only_a_trustee_answers, begin, end),
        cmocka_unit_test_setup_teardown(
            test_an_answer_serves_its_own_order_only, begin, end),
        cmocka_unit_test_setup_teardown(
            test_nothing_is_opened_that_no_note_names, begin, end),
        cmocka_unit_test_setup_teardown(
            test_only_the_ballot_that_the_note_names_is_opened, begin, end),
        cmocka_unit_test_setup_teardown(
            test_nothing_is_opened_before_the_result, begin, end),
        cmocka_unit_test_setup_teardown(
            test_nothing_is_opened_in_a_record_that_is_not_good, begin, end),
    };

    return cmocka_run_group_tests(tests, prepare, clear);
}
