// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/ceremony.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "seal/group.h"
#include "seal/hash.h"
#include "seal/point.h"
#include "seal/scalar.h"

enum {
    PEOPLE = 3,
    ENOUGH = 2,
    MANY = TRUSTEES_MAX, /* of whom MOST decrypt */
    MOST = 15,
};

static struct ceremony three;
static struct scalar secrets[MANY];
static struct buf object;

static void make_secrets(void)
{
    uint32_t i;

    for (i = 0; i < MANY; i++) {
        group_nonce("pok", span_of_text("test"), span_of_text("dkg"), i, &secrets[i]);
    }
}

static int run_rounds(struct ceremony *ceremony)
{
    unsigned people = ceremony->cocktail.n;
    struct buf msg1[MANY];
    unsigned i;
    int r = 0;

    for (i = 0; i < people; i++) {
        buf_init(&msg1[i], 4096);
        r |= ceremony_make(ceremony, i + 1, &secrets[i], &msg1[i]);
        ceremony_commit(ceremony, i + 1, buf_span(&msg1[i]), &ceremony->commits[i]);
    }
    for (i = 0; i < people; i++) {
        r |= ceremony_accept(ceremony, i + 1, buf_span(&msg1[i]));
        buf_deinit(&msg1[i]);
    }
    for (i = 0; i < people; i++) {
        r |= ceremony_sign(ceremony, i + 1, &secrets[i]);
    }
    return r;
}

/* A ceremony of this size, held. */
static int hold(struct ceremony *ceremony, unsigned people, unsigned enough)
{
    unsigned i;

    ceremony->cocktail.n = people;
    ceremony->cocktail.t = enough;
    memset(&ceremony->nonce, 9, sizeof(ceremony->nonce));
    for (i = 0; i < people; i++) {
        point_mul_base(&secrets[i], &ceremony->cocktail.statics[i]);
        memset(&ceremony->keys[i], (int)i + 1, sizeof(ceremony->keys[i]));
    }
    return ceremony_begin(ceremony) != 0 || run_rounds(ceremony) != 0;
}

static int prepare(void **state)
{
    (void)state;
    if (seal_init() != 0) {
        return -1;
    }
    make_secrets();
    buf_init(&object, 1 << 16);
    return hold(&three, PEOPLE, ENOUGH) != 0 || ceremony_write(&three, &object) != 0;
}

static int clear(void **state)
{
    (void)state;
    buf_deinit(&object);
    return 0;
}

static void test_a_ceremony_of_three_verifies_and_any_two_hold_the_key(void **state)
{
    struct scalar x[PEOPLE];
    struct scalar two;
    struct scalar secret;
    struct point key;
    struct point own;
    unsigned culprit = 9;
    unsigned i;

    (void)state;
    assert_int_equal(ceremony_verify(&three, &culprit), 0);
    assert_int_equal(culprit, 0);
    for (i = 0; i < PEOPLE; i++) {
        assert_int_equal(ceremony_restore(&three, &secrets[i], &culprit, &x[i]), 0);
        point_mul_base(&x[i], &own);
        ceremony_share_key(&three, i + 1, &key);
        assert_true(point_is_equal(&own, &key));
    }
    /* On a line through 1 and 2 the value at 0 is 2·x_1 − x_2. */
    scalar_from_u64(2, &two);
    scalar_mul(&two, &x[0], &secret);
    scalar_sub(&secret, &x[1], &secret);
    point_mul_base(&secret, &own);
    ceremony_group_key(&three, &key);
    assert_true(point_is_equal(&own, &key));
}

/* Of trustee j among first…last: the product of m / (m − j) over the others. */
static void weigh(unsigned j, unsigned first, unsigned last, struct scalar *out)
{
    struct scalar above;
    struct scalar below;
    struct scalar other;
    struct scalar own;
    unsigned m;

    scalar_from_u64(1, &above);
    scalar_from_u64(1, &below);
    scalar_from_u64(j, &own);
    for (m = first; m <= last; m++) {
        if (m == j) {
            continue;
        }
        scalar_from_u64(m, &other);
        scalar_mul(&above, &other, &above);
        scalar_sub(&other, &own, &other);
        scalar_mul(&below, &other, &below);
    }
    assert_int_equal(scalar_invert(&below, &below), 0);
    scalar_mul(&above, &below, out);
}

/* What the shares of trustees first…last make of the value at 0. */
static void
interpolate(const struct scalar *x, unsigned first, unsigned last, struct point *out)
{
    struct scalar sum = {0};
    struct scalar term;
    unsigned j;

    for (j = first; j <= last; j++) {
        weigh(j, first, last, &term);
        scalar_mul(&term, &x[j - 1], &term);
        scalar_add(&sum, &term, &sum);
    }
    point_mul_base(&sum, out);
}

static void
test_of_twenty_trustees_any_fifteen_hold_the_key_and_fourteen_do_not(void **state)
{
    static struct ceremony many;
    struct scalar x[MANY];
    struct point key;
    struct point found;
    unsigned culprit = 9;
    unsigned i;

    (void)state;
    assert_int_equal(hold(&many, MANY, MOST), 0);
    assert_int_equal(ceremony_verify(&many, &culprit), 0);
    for (i = 0; i < MANY; i++) {
        assert_int_equal(ceremony_restore(&many, &secrets[i], &culprit, &x[i]), 0);
    }
    ceremony_group_key(&many, &key);
    interpolate(x, 1, MOST, &found);
    assert_true(point_is_equal(&found, &key));
    interpolate(x, MANY - MOST + 1, MANY, &found);
    assert_true(point_is_equal(&found, &key));
    interpolate(x, 1, MOST - 1, &found);
    assert_false(point_is_equal(&found, &key));
}

static void test_an_object_is_read_back_and_no_byte_of_it_can_be_changed(void **state)
{
    size_t i;

    (void)state;
    assert_int_equal(object.size, ceremony_size(PEOPLE, ENOUGH));
    assert_int_equal(object.size, 38 + PEOPLE * (288 + 32 * ENOUGH + 56 * PEOPLE));
    for (i = 0; i <= object.size; i++) {
        struct ceremony *ceremony = NULL;
        unsigned culprit = 0;
        int r;

        if (i < object.size) {
            object.data[i] ^= 1;
        }
        r = ceremony_parse(buf_span(&object), &ceremony);
        if (r == 0) {
            r = ceremony_verify(ceremony, &culprit);
        }
        ceremony_free(ceremony);
        if (i == object.size) {
            assert_int_equal(r, 0);
        } else {
            assert_true(r > 0);
            object.data[i] ^= 1;
        }
    }
}

static void test_an_object_of_another_length_is_malformed(void **state)
{
    struct ceremony *ceremony = NULL;

    (void)state;
    assert_int_equal(ceremony_parse(span_of(object.data, object.size - 1), &ceremony),
                     CEREMONY_MALFORMED);
    assert_int_equal(ceremony_parse(span_of(object.data, 3), &ceremony),
                     CEREMONY_MALFORMED);
    buf_put_u8(&object, 0);
    assert_int_equal(ceremony_parse(buf_span(&object), &ceremony), CEREMONY_MALFORMED);
    object.size--;
    assert_null(ceremony);
}

static void test_a_message_that_was_not_committed_to_is_refused(void **state)
{
    struct ceremony ceremony = three;
    struct buf msg1;

    (void)state;
    buf_init(&msg1, 4096);
    assert_int_equal(ceremony_make(&ceremony, 2, &secrets[1], &msg1), 0);
    assert_int_equal(ceremony_accept(&ceremony, 2, buf_span(&msg1)), CEREMONY_COMMIT);
    ceremony_commit(&ceremony, 2, buf_span(&msg1), &ceremony.commits[1]);
    assert_int_equal(ceremony_accept(&ceremony, 2, buf_span(&msg1)), 0);
    assert_int_equal(ceremony_accept(&ceremony, 9, buf_span(&msg1)), CEREMONY_STRANGER);
    buf_deinit(&msg1);
}

/* One refusal each; the trustee it names. */
static void test_each_refusal_of_a_finished_ceremony_names_its_trustee(void **state)
{
    struct ceremony ceremony = three;
    unsigned culprit = 0;

    (void)state;
    ceremony.commits[1].bytes[0] ^= 1;
    assert_int_equal(ceremony_verify(&ceremony, &culprit), CEREMONY_COMMIT);
    assert_int_equal(culprit, 2);

    ceremony = three;
    ceremony.signatures[2] = ceremony.signatures[1];
    assert_int_equal(ceremony_verify(&ceremony, &culprit), CEREMONY_SIGNATURE);
    assert_int_equal(culprit, 3);

    ceremony = three;
    ceremony.keys[0].bytes[0] ^= 1;
    assert_int_equal(ceremony_verify(&ceremony, &culprit), CEREMONY_SIGNATURE);

    ceremony = three;
    ceremony.messages[2].shares[0].bytes[0] ^= 1;
    assert_int_equal(ceremony_verify(&ceremony, &culprit), CEREMONY_COMMIT);
    assert_int_equal(culprit, 3);
}

static void test_thresholds_outside_the_protocol_are_refused(void **state)
{
    const unsigned sizes[][2] = {{2, 1}, {2, 2}, {3, 3}, {3, 1}, {0, 0}, {21, 2}};
    struct ceremony ceremony = three;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(sizes); i++) {
        ceremony.cocktail.n = sizes[i][0];
        ceremony.cocktail.t = sizes[i][1];
        assert_int_equal(ceremony_begin(&ceremony), CEREMONY_SETUP);
    }
    ceremony = three;
    ceremony.keys[1] = ceremony.keys[0];
    assert_int_equal(ceremony_begin(&ceremony), CEREMONY_SETUP);
}

static void test_one_trustee_alone_holds_the_whole_key(void **state)
{
    static struct ceremony alone;
    struct scalar x;
    struct point key;
    struct point own;
    unsigned culprit = 0;

    (void)state;
    alone.cocktail.n = 1;
    alone.cocktail.t = 1;
    assert_int_equal(ceremony_alone(&alone, &secrets[0]), 0);
    assert_int_equal(ceremony_verify(&alone, &culprit), 0);
    assert_int_equal(ceremony_restore(&alone, &secrets[0], &culprit, &x), 0);
    point_mul_base(&x, &own);
    ceremony_group_key(&alone, &key);
    assert_true(point_is_equal(&own, &key));
    assert_int_equal(ceremony_restore(&alone, &secrets[1], &culprit, &x),
                     CEREMONY_STRANGER);
    assert_int_equal(ceremony_sign(&alone, 1, &secrets[1]), CEREMONY_STRANGER);
}

static void test_a_share_that_does_not_open_names_its_sender(void **state)
{
    struct ceremony ceremony = three;
    struct scalar x;
    unsigned culprit = 0;

    (void)state;
    ceremony.messages[1].shares[2].bytes[3] ^= 1;
    assert_int_equal(ceremony_restore(&ceremony, &secrets[2], &culprit, &x),
                     CEREMONY_SHARE);
    assert_int_equal(culprit, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_ceremony_of_three_verifies_and_any_two_hold_the_key),
        cmocka_unit_test(
            test_of_twenty_trustees_any_fifteen_hold_the_key_and_fourteen_do_not),
        cmocka_unit_test(test_an_object_is_read_back_and_no_byte_of_it_can_be_changed),
        cmocka_unit_test(test_an_object_of_another_length_is_malformed),
        cmocka_unit_test(test_a_message_that_was_not_committed_to_is_refused),
        cmocka_unit_test(test_each_refusal_of_a_finished_ceremony_names_its_trustee),
        cmocka_unit_test(test_thresholds_outside_the_protocol_are_refused),
        cmocka_unit_test(test_one_trustee_alone_holds_the_whole_key),
        cmocka_unit_test(test_a_share_that_does_not_open_names_its_sender),
    };

    return cmocka_run_group_tests(tests, prepare, clear);
}
