// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/receipt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "record/entry.h"
#include "record/tree.h"
#include "seal/hash.h"

enum {
    LEAVES = 11,
    MINE = 6,
    BALLOT_SIZE = 267,
};

static struct sign_secret *secret;
static struct vkey log_key;
static struct buf text;
static uint8_t ballots[LEAVES][BALLOT_SIZE];

static int make(uint64_t index)
{
    CLEANUP(tree_freep) struct tree *tree = NULL;
    struct buf entries[LEAVES];
    struct receipt receipt = {.index = index};
    struct tree_head head = {.size = LEAVES};
    struct buf note;
    size_t i;
    int r = tree_new(&tree);

    for (i = 0; i < LEAVES && r == 0; i++) {
        struct entry entry = {.type = ENTRY_BALLOT, .time = 60};
        struct digest leaf;

        ballots[i][5] = (uint8_t)i;
        entry.ballot = SPAN(ballots[i]);
        buf_init(&entries[i], 1000);
        r = entry_write(&entry, &entries[i]);
        entry_leaf(buf_span(&entries[i]), &leaf);
        r = r != 0 ? r : tree_append(tree, &leaf);
    }
    buf_init(&note, 1000);
    buf_reset(&text);
    receipt.entry = buf_span(&entries[MINE]);
    if (r != 0 || tree_root(tree, LEAVES, &head.root) != 0
        || tree_inclusion(tree, MINE, LEAVES, &receipt.proof) != 0
        || checkpoint_write(&head, &log_key, secret, &note) != 0) {
        return 1;
    }
    receipt.checkpoint = buf_span(&note);
    r = receipt_write(&receipt, &text);
    buf_deinit(&note);
    for (i = 0; i < LEAVES; i++) {
        buf_deinit(&entries[i]);
    }
    return r;
}

static int set_up(void **state)
{
    (void)state;
    buf_init(&text, RECEIPT_SIZE_MAX);
    if (seal_init() != 0 || sign_secret_new(&secret) != 0) {
        return 1;
    }
    return vkey_make("a.example/record", VKEY_LOG, sign_secret_key(secret), &log_key);
}

static int tear_down(void **state)
{
    (void)state;
    sign_secret_free(secret);
    buf_deinit(&text);
    return 0;
}

static void test_a_receipt_is_good_for_its_own_ballot_only(void **state)
{
    struct receipt_fact fact;
    size_t i;

    (void)state;
    assert_int_equal(make(MINE), 0);
    for (i = 0; i < LEAVES; i++) {
        assert_int_equal(
            receipt_check(buf_span(&text), &log_key, SPAN(ballots[i]), &fact),
            i == MINE ? 0 : RECEIPT_OTHER_BALLOT);
    }
    assert_int_equal(fact.index, MINE);
    assert_int_equal(fact.time, 60);
}

static void test_every_changed_byte_is_refused(void **state)
{
    struct receipt_fact fact;
    size_t i;

    (void)state;
    assert_int_equal(make(MINE), 0);
    for (i = 0; i < text.size; i++) {
        text.data[i] ^= 1;
        assert_int_not_equal(
            receipt_check(buf_span(&text), &log_key, SPAN(ballots[MINE]), &fact), 0);
        text.data[i] ^= 1;
        assert_int_not_equal(
            receipt_check(span_of(text.data, i), &log_key, SPAN(ballots[MINE]), &fact),
            0);
    }
}

static void test_a_wrong_place_proves_nothing(void **state)
{
    struct receipt_fact fact;

    (void)state;
    assert_int_equal(make(MINE + 1), 0);
    assert_int_equal(
        receipt_check(buf_span(&text), &log_key, SPAN(ballots[MINE]), &fact),
        RECEIPT_PROOF);
}

static void test_another_logs_receipt_is_refused(void **state)
{
    struct sign_secret *other = NULL;
    struct receipt_fact fact;
    struct vkey vkey;

    (void)state;
    assert_int_equal(make(MINE), 0);
    assert_int_equal(sign_secret_new(&other), 0);
    assert_int_equal(
        vkey_make("a.example/record", VKEY_LOG, sign_secret_key(other), &vkey), 0);
    assert_int_equal(receipt_check(buf_span(&text), &vkey, SPAN(ballots[MINE]), &fact),
                     RECEIPT_CHECKPOINT);
    sign_secret_free(other);
}

static void test_what_is_no_proof_is_refused(void **state)
{
    static const char *const texts[] = {
        "",
        "c2sp.org/tlog-proof@v2\n",
        "c2sp.org/tlog-proof@v1\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nextra AAAA\nindex 00\n\n",
        "c2sp.org/tlog-proof@v1\nextra AAAA\nindex \n\n",
        "c2sp.org/tlog-proof@v1\nextra AAAA\nindex x\n\n",
        "c2sp.org/tlog-proof@v1\nextra A\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nextra AAAA\nindex 0\nAAAA\n\n",
        "c2sp.org/tlog-proof@v1\nextra AAAA\nindex 0\n",
        "c2sp.org/tlog-proof@v1\nextra AAAA\nindex 0\n\n",
    };
    struct receipt_fact fact;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(texts); i++) {
        assert_int_equal(
            receipt_check(span_of_text(texts[i]), &log_key, SPAN(ballots[MINE]), &fact),
            RECEIPT_MALFORMED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_receipt_is_good_for_its_own_ballot_only),
        cmocka_unit_test(test_every_changed_byte_is_refused),
        cmocka_unit_test(test_a_wrong_place_proves_nothing),
        cmocka_unit_test(test_another_logs_receipt_is_refused),
        cmocka_unit_test(test_what_is_no_proof_is_refused),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
