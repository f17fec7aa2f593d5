// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/watch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "log_help.h"
#include "seal/hash.h"

enum {
    LEAVES = 40,
};

static struct log_help log_of;
static struct sign_secret *other;
static struct buf body;

static int prepare(void **state)
{
    (void)state;
    buf_init(&body, 1 << 16);
    log_help_init(&log_of, LEAVES);
    return sign_secret_new(&other);
}

static int clear(void **state)
{
    (void)state;
    log_help_deinit(&log_of);
    sign_secret_free(other);
    buf_deinit(&body);
    return 0;
}

/* The request to go on from `old` to a head, into body. */
static void
ask(uint64_t old, const struct tree_head *head, const struct sign_secret *by)
{
    log_help_ask(&log_of, old, head, by, &body);
}

static int judge(uint64_t last)
{
    const struct tree_head none = {.size = 0};
    struct tree_head seen = last == 0 ? none : log_help_head(&log_of, last);
    struct watch_request request;
    int r;

    r = watch_parse(buf_span(&body), &request);
    return r != 0 ? r : watch_judge(&request, &log_of.key, &seen);
}

static void test_what_extends_the_last_is_taken(void **state)
{
    struct tree_head first = log_help_head(&log_of, 7);
    struct tree_head second = log_help_head(&log_of, LEAVES);

    (void)state;
    ask(0, &first, log_of.secret);
    assert_int_equal(judge(0), 0);
    ask(7, &second, log_of.secret);
    assert_int_equal(judge(7), 0);
    ask(7, &first, log_of.secret);
    assert_int_equal(judge(7), 0);
    assert_int_equal(watch_status(0), 200);
}

static void test_who_begins_elsewhere_is_told_where(void **state)
{
    struct tree_head head = log_help_head(&log_of, 20);

    (void)state;
    ask(0, &head, log_of.secret);
    assert_int_equal(judge(7), WATCH_CONFLICT);
    ask(9, &head, log_of.secret);
    assert_int_equal(judge(7), WATCH_CONFLICT);
    ask(25, &head, log_of.secret);
    assert_int_equal(judge(25), WATCH_MALFORMED);
    assert_int_equal(watch_status(WATCH_CONFLICT), 409);
}

static void test_another_history_is_a_fork(void **state)
{
    struct tree_head fork = log_help_head(&log_of, 20);

    (void)state;
    fork.root.bytes[5] ^= 1;
    ask(7, &fork, log_of.secret);
    assert_int_equal(judge(7), WATCH_FORK);
    ask(20, &fork, log_of.secret);
    assert_int_equal(judge(20), WATCH_FORK);
    assert_int_equal(watch_status(WATCH_FORK), 422);
}

static void test_a_log_without_entries_has_one_root(void **state)
{
    struct tree_head head = {.size = 0};

    (void)state;
    hash_sha256(span_of(NULL, 0), &head.root);
    ask(0, &head, log_of.secret);
    assert_int_equal(judge(0), 0);
    head.root.bytes[0] ^= 1;
    ask(0, &head, log_of.secret);
    assert_int_equal(judge(0), WATCH_FORK);
}

static void test_only_the_logs_own_signature_counts(void **state)
{
    struct tree_head head = log_help_head(&log_of, 20);
    struct vkey kept = log_of.key;

    (void)state;
    ask(7, &head, other);
    assert_int_equal(judge(7), WATCH_UNSIGNED);
    ask(7, &head, log_of.secret);
    assert_int_equal(vkey_make("other.example/record",
                               VKEY_LOG,
                               sign_secret_key(log_of.secret),
                               &log_of.key),
                     0);
    assert_int_equal(judge(7), WATCH_UNKNOWN);
    log_of.key = kept;
    assert_int_equal(judge(7), 0);
}

static void test_no_byte_of_a_request_can_be_another(void **state)
{
    struct tree_head head = log_help_head(&log_of, 20);
    size_t i;

    (void)state;
    ask(7, &head, log_of.secret);
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
