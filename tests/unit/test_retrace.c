// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/retrace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "seal/ballot.h"
#include "seal/hash.h"
#include "seal/point.h"
#include "seal/scalar.h"

static const struct choice_rules rules = {METHOD_STV, 9, 9};
static const struct choice chosen = {3, {3, 1, 9}};

static struct point election_key;
static struct scalar r;
static uint8_t whole[BALLOT_SIZE];

static void make(const struct choice *choice)
{
    struct ballot ballot = {.cid = 2, .number = 77, .declaration = 1};
    struct elgamal_statement statement;
    struct point block;
    struct scalar w;

    memset(&ballot.eid, 0x5a, sizeof(ballot.eid));
    assert_int_equal(choice_encode(choice, &rules, &block), 0);
    elgamal_encrypt(&election_key, &block, &r, &ballot.vote);
    statement = (struct elgamal_statement){.eid = ballot.eid,
                                           .cid = ballot.cid,
                                           .number = ballot.number,
                                           .declaration = ballot.declaration,
                                           .credential = ballot.credential,
                                           .election_key = election_key,
                                           .vote = ballot.vote};
    scalar_from_u64(4242, &w);
    elgamal_prove(&statement, &r, &w, &ballot.proof);
    ballot_write(&ballot, whole);
}

static int prepare(void **state)
{
    struct scalar x;

    (void)state;
    if (seal_init() != 0) {
        return -1;
    }
    scalar_from_u64(987654321, &x);
    point_mul_base(&x, &election_key);
    scalar_from_u64(1234567, &r);
    make(&chosen);
    return 0;
}

static struct span head(void)
{
    return span_of(whole, BALLOT_HEAD_SIZE);
}

static void test_the_ballot_of_a_choice_is_made_again(void **state)
{
    struct retraced ballot;
    struct code code;

    (void)state;
    assert_int_equal(retrace_check(head(), &r, &chosen, &rules, &election_key), 0);
    assert_int_equal(retrace_read(head(), &ballot), 0);
    assert_int_equal(ballot.cid, 2);
    assert_int_equal(ballot.number, 77);
    code_of_head(head(), &code);
    assert_memory_equal(&code, &ballot.code, sizeof(code));
}

static void test_a_device_that_locked_another_vote_is_found_out(void **state)
{
    static const struct choice other = {3, {3, 9, 1}};
    static const struct choice none = {3, {3, 3, 1}};
    struct scalar wrong;

    (void)state;
    assert_int_equal(retrace_check(head(), &r, &other, &rules, &election_key),
                     RETRACE_OTHER);
    scalar_from_u64(1234568, &wrong);
    assert_int_equal(retrace_check(head(), &wrong, &chosen, &rules, &election_key),
                     RETRACE_OTHER);
    assert_int_equal(retrace_check(head(), &r, &none, &rules, &election_key),
                     RETRACE_CHOICE);
}

static void test_no_byte_of_the_head_can_be_another(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < BALLOT_HEAD_SIZE; i++) {
        whole[i] ^= 1;
        assert_true(retrace_check(head(), &r, &chosen, &rules, &election_key) > 0);
        whole[i] ^= 1;
    }
    assert_int_equal(retrace_check(head(), &r, &chosen, &rules, &election_key), 0);
}

static void test_what_is_no_head_is_refused(void **state)
{
    struct scalar unreduced;
    struct retraced ballot = {.cid = 9};

    (void)state;
    assert_int_equal(retrace_read(span_of(whole, BALLOT_HEAD_SIZE - 1), &ballot),
                     RETRACE_MALFORMED);
    assert_int_equal(retrace_read(SPAN(whole), &ballot), RETRACE_MALFORMED);
    assert_int_equal(ballot.cid, 9);
    memset(&unreduced, 0xff, sizeof(unreduced));
    assert_int_equal(retrace_check(head(), &unreduced, &chosen, &rules, &election_key),
                     RETRACE_MALFORMED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_ballot_of_a_choice_is_made_again),
        cmocka_unit_test(test_a_device_that_locked_another_vote_is_found_out),
        cmocka_unit_test(test_no_byte_of_the_head_can_be_another),
        cmocka_unit_test(test_what_is_no_head_is_refused),
    };

    return cmocka_run_group_tests(tests, prepare, NULL);
}
