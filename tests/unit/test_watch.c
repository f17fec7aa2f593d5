// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/watch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "record/tree.h"
#include "seal/hash.h"

enum {
    LEAVES = 40,
};

static struct sign_secret *secret;
static struct sign_secret *other;
static struct vkey log_key;
static struct tree *tree;
static struct buf body;

static int prepare(void **state)
{
    struct digest leaf = {.bytes = {0}};
    int i;

    (void)state;
    buf_init(&body, 1 << 16);
    if (seal_init() != 0 || sign_secret_new(&secret) != 0
        || sign_secret_new(&other) != 0 || tree_new(&tree) != 0
        || vkey_make("vote.example/record", VKEY_LOG, sign_secret_key(secret), &log_key)
               != 0) {
        return -1;
    }
    for (i = 0; i < LEAVES; i++) {
        leaf.bytes[0] = (uint8_t)i;
        if (tree_append(tree, &leaf) != 0) {
            return -1;
        }
    }
    return 0;
}

static int clear(void **state)
{
    (void)state;
    sign_secret_free(secret);
    sign_secret_free(other);
    tree_free(tree);
    buf_deinit(&body);
    return 0;
}

static struct tree_head head_of(uint64_t size)
{
    struct tree_head head = {.size = size};

    assert_int_equal(tree_root(tree, size, &head.root), 0);
    return head;
}

/* The request to go on from `old` to a head, into body. */
static void
ask(uint64_t old, const struct tree_head *head, const struct sign_secret *by)
{
    struct proof proof = {.count = 0};
    struct vkey signer = log_key;
    struct buf note;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    signer.key = *sign_secret_key(by);
    if (old > 0 && old <= head->size) {
        assert_int_equal(tree_consistency(tree, old, head->size, &proof), 0);
    }
    assert_int_equal(checkpoint_write(head, &signer, by, &note), 0);
    buf_reset(&body);
    assert_int_equal(watch_write(old, &proof, buf_span(&note), &body), 0);
    buf_deinit(&note);
}

static int judge(uint64_t last)
{
    const struct tree_head none = {.size = 0};
    struct tree_head seen = last == 0 ? none : head_of(last);
    struct watch_request request;
    int r;

    r = watch_parse(buf_span(&body), &request);
    return r != 0 ? r : watch_judge(&request, &log_key, &seen);
}

static void test_what_extends_the_last_is_taken(void **state)
{
    struct tree_head first = head_of(7);
    struct tree_head second = head_of(LEAVES);

    (void)state;
    ask(0, &first, secret);
    assert_int_equal(judge(0), 0);
    ask(7, &second, secret);
    assert_int_equal(judge(7), 0);
    ask(7, &first, secret);
    assert_int_equal(judge(7), 0);
    assert_int_equal(watch_status(0), 200);
}

static void test_who_begins_elsewhere_is_told_where(void **state)
{
    struct tree_head head = head_of(20);

    (void)state;
    ask(0, &head, secret);
    assert_int_equal(judge(7), WATCH_CONFLICT);
    ask(9, &head, secret);
    assert_int_equal(judge(7), WATCH_CONFLICT);
    ask(25, &head, secret);
    assert_int_equal(judge(25), WATCH_MALFORMED);
    assert_int_equal(watch_status(WATCH_CONFLICT), 409);
}

static void test_another_history_is_a_fork(void **state)
{
    struct tree_head fork = head_of(20);

    (void)state;
    fork.root.bytes[5] ^= 1;
    ask(7, &fork, secret);
    assert_int_equal(judge(7), WATCH_FORK);
    ask(20, &fork, secret);
    assert_int_equal(judge(20), WATCH_FORK);
    assert_int_equal(watch_status(WATCH_FORK), 422);
}

static void test_a_log_without_entries_has_one_root(void **state)
{
    struct tree_head head = {.size = 0};

    (void)state;
    hash_sha256(span_of(NULL, 0), &head.root);
    ask(0, &head, secret);
    assert_int_equal(judge(0), 0);
    head.root.bytes[0] ^= 1;
    ask(0, &head, secret);
    assert_int_equal(judge(0), WATCH_FORK);
}

static void test_only_the_logs_own_signature_counts(void **state)
{
    struct tree_head head = head_of(20);
    struct vkey kept = log_key;

    (void)state;
    ask(7, &head, other);
    assert_int_equal(judge(7), WATCH_UNSIGNED);
    ask(7, &head, secret);
    assert_int_equal(
        vkey_make("other.example/record", VKEY_LOG, sign_secret_key(secret), &log_key),
        0);
    assert_int_equal(judge(7), WATCH_UNKNOWN);
    log_key = kept;
    assert_int_equal(judge(7), 0);
}

static void test_no_byte_of_a_request_can_be_another(void **state)
{
    struct tree_head head = head_of(20);
    size_t i;

    (void)state;
    ask(7, &head, secret);
    for (i = 0; i < body.size; i++) {
        struct watch_request request;

        body.data[i] ^= 1;
        assert_int_not_equal(judge(7), 0);
        body.data[i] ^= 1;
        assert_int_not_equal(watch_parse(span_of(body.data, i), &request), 0);
    }
    assert_int_equal(judge(7), 0);
}

static void test_what_is_no_request_is_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "old\n\n",
        "old 07\n\n",
        "old -1\n\n",
        "old 99999999999999999999\n\n",
        "old 0\nAAAA\n\n",
        "old 0\n\n",
        "old 0\n\nno checkpoint\n",
    };
    struct watch_request request;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_int_equal(watch_parse(span_of_text(bad[i]), &request), WATCH_MALFORMED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_extends_the_last_is_taken),
        cmocka_unit_test(test_who_begins_elsewhere_is_told_where),
        cmocka_unit_test(test_another_history_is_a_fork),
        cmocka_unit_test(test_a_log_without_entries_has_one_root),
        cmocka_unit_test(test_only_the_logs_own_signature_counts),
        cmocka_unit_test(test_no_byte_of_a_request_can_be_another),
        cmocka_unit_test(test_what_is_no_request_is_refused),
    };

    return cmocka_run_group_tests(tests, prepare, clear);
}
