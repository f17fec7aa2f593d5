// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/allotment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "seal/credential.h"
#include "seal/hash.h"

enum {
    PLACES = 40,
};

static const struct eid eid = {{7}};

static int prepare(void **state)
{
    (void)state;
    return seal_init();
}

static void test_every_number_is_dealt_once(void **state)
{
    CLEANUP(allotment_freep) struct allotment *allotment = NULL;
    bool seen[PLACES + 1] = {false};
    size_t i;

    (void)state;
    assert_int_equal(allotment_new(PLACES, &allotment), 0);
    assert_int_equal(allotment_count(allotment), PLACES);
    for (i = 0; i < PLACES; i++) {
        uint32_t number = allotment_number(allotment, i);

        assert_in_range(number, 1, PLACES);
        assert_false(seen[number]);
        seen[number] = true;
    }
}

static void test_numbers_do_not_follow_the_list(void **state)
{
    CLEANUP(allotment_freep) struct allotment *one = NULL;
    CLEANUP(allotment_freep) struct allotment *other = NULL;
    size_t in_order = 0;
    size_t alike = 0;
    size_t i;

    (void)state;
    assert_int_equal(allotment_new(PLACES, &one), 0);
    assert_int_equal(allotment_new(PLACES, &other), 0);
    for (i = 0; i < PLACES; i++) {
        in_order += allotment_number(one, i) == i + 1;
        alike += allotment_number(one, i) == allotment_number(other, i);
        assert_memory_not_equal(allotment_token(one, i)->bytes,
                                allotment_token(other, i)->bytes,
                                TOKEN_BYTES);
    }
    assert_true(in_order < PLACES);
    assert_true(alike < PLACES);
}

static void test_the_object_has_each_key_at_its_number(void **state)
{
    CLEANUP(allotment_freep) struct allotment *allotment = NULL;
    CLEANUP(buf_deinit) struct buf object;
    struct sign_key key;
    size_t i;

    (void)state;
    buf_init(&object, ALLOTMENT_HEAD + PLACES * SIGN_KEY_SIZE);
    assert_int_equal(allotment_new(PLACES, &allotment), 0);
    assert_int_equal(allotment_write(allotment, &eid, 3, &object), 0);
    assert_int_equal(object.size, ALLOTMENT_HEAD + PLACES * SIGN_KEY_SIZE);
    assert_memory_equal(object.data, "GB1R\x07", 5);
    assert_memory_equal(object.data + 36, "\0\3\0\0\0\x28", 6);
    for (i = 0; i < PLACES; i++) {
        credential_key(allotment_token(allotment, i), &eid, &key);
        assert_memory_equal(object.data + ALLOTMENT_HEAD
                                + (size_t)(allotment_number(allotment, i) - 1)
                                      * SIGN_KEY_SIZE,
                            key.bytes,
                            SIGN_KEY_SIZE);
    }
}

static void test_nobody_is_dealt_nothing(void **state)
{
    CLEANUP(allotment_freep) struct allotment *allotment = NULL;
    CLEANUP(buf_deinit) struct buf object;

    (void)state;
    buf_init(&object, ALLOTMENT_HEAD);
    assert_int_equal(allotment_new(0, &allotment), 0);
    assert_int_equal(allotment_write(allotment, &eid, 1, &object), 0);
    assert_int_equal(object.size, ALLOTMENT_HEAD);
}

static void test_more_than_there_may_be_are_refused(void **state)
{
    struct allotment *allotment = NULL;

    (void)state;
    assert_int_equal(allotment_new(ALLOTMENT_MAX + 1, &allotment), ALLOTMENT_LARGE);
    assert_null(allotment);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_number_is_dealt_once),
        cmocka_unit_test(test_numbers_do_not_follow_the_list),
        cmocka_unit_test(test_the_object_has_each_key_at_its_number),
        cmocka_unit_test(test_nobody_is_dealt_nothing),
        cmocka_unit_test(test_more_than_there_may_be_are_refused),
    };

    return cmocka_run_group_tests(tests, prepare, NULL);
}
