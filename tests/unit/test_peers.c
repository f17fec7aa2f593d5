// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/peers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct peer read_peer(const char *forwarded)
{
    struct peer peer;

    assert_int_equal(peers_read(span_of_text(forwarded), &peer), 0);
    return peer;
}

static bool is_same(const char *left, const char *right)
{
    struct peer one = read_peer(left);
    struct peer other = read_peer(right);

    return memcmp(&one, &other, sizeof(one)) == 0;
}

static void test_only_the_last_address_counts(void **state)
{
    (void)state;
    assert_true(is_same("192.0.2.7", "192.0.2.7"));
    assert_true(is_same("192.0.2.7", "10.0.0.1, 192.0.2.7"));
    assert_true(is_same("192.0.2.7", "not an address,, ,192.0.2.7 "));
    assert_true(is_same("192.0.2.7", "::ffff:192.0.2.7"));
    assert_false(is_same("192.0.2.7", "192.0.2.7, 192.0.2.8"));
    /* Whoever has a network of IPv6 has 2^64 addresses. */
    assert_true(is_same("2001:db8:1:2::3", "2001:db8:1:2:4:5:6:7"));
    assert_false(is_same("2001:db8:1:2::3", "2001:db8:1:3::3"));
    assert_false(is_same("::ffff:192.0.2.7", "::ffff:192.0.2.8"));
}

static void test_what_is_no_address_is_told(void **state)
{
    static const char *const wrong[] = {
        "",
        " ",
        ",",
        "192.0.2.7,",
        "192.0.2.7, unknown",
        "192.0.2.300",
        "192.0.2",
        "192.0.2.7:80",
        "[2001:db8::1]",
        "2001:db8::1%eth0",
        "192.0.2.7 192.0.2.8",
        "1111111111111111111111111111111111111111111111"};
    struct peer peer;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        assert_int_equal(peers_read(span_of_text(wrong[i]), &peer), PEERS_NONE);
    }
    assert_int_equal(peers_read(span_of("192.0.2.7\0", 10), &peer), PEERS_NONE);
}

static void test_each_address_has_so_many_under_way(void **state)
{
    struct peer one = read_peer("192.0.2.1");
    struct peer two = read_peer("192.0.2.2");
    struct peer three = read_peer("192.0.2.3");
    struct peers *peers = NULL;

    (void)state;
    assert_int_equal(peers_new(2, 3, &peers), 0);
    assert_int_equal(peers_enter(peers, &one), 0);
    assert_int_equal(peers_enter(peers, &one), 0);
    assert_int_equal(peers_enter(peers, &one), 0);
    assert_int_equal(peers_enter(peers, &one), PEERS_TOO_MANY);
    assert_int_equal(peers_enter(peers, &two), 0);
    assert_int_equal(peers_enter(peers, &three), PEERS_TOO_MANY);
    peers_leave(peers, &one);
    assert_int_equal(peers_enter(peers, &one), 0);
    peers_leave(peers, &one);
    peers_leave(peers, &one);
    peers_leave(peers, &one);
    assert_int_equal(peers_enter(peers, &three), 0);
    assert_int_equal(peers_enter(peers, &two), 0);
    peers_leave(peers, &one); /* none is under way: nothing happens */
    peers_leave(peers, &three);
    assert_int_equal(peers_enter(peers, &one), 0);
    peers_free(peers);
    peers_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_only_the_last_address_counts),
        cmocka_unit_test(test_what_is_no_address_is_told),
        cmocka_unit_test(test_each_address_has_so_many_under_way),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
