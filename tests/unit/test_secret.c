// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/secret.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <cmocka.h>

#include "base/fault.h"
#include "base/log.h"
#include "seal/hash.h"

static int prepare(void **state)
{
    (void)state;
    return seal_init();
}

static void test_a_new_secret_is_zero_and_can_be_written(void **state)
{
    static const uint8_t zeroes[100];
    void *secret = NULL;

    (void)state;
    assert_int_equal(secret_new(sizeof(zeroes), &secret), 0);
    assert_memory_equal(secret, zeroes, sizeof(zeroes));
    memset(secret, 7, sizeof(zeroes));
    assert_false(secret_is_equal(secret, zeroes, sizeof(zeroes)));
    secret_wipe(secret, sizeof(zeroes));
    assert_true(secret_is_equal(secret, zeroes, sizeof(zeroes)));
    secret_free(secret);
    secret_free(NULL);
}

static void test_a_secret_too_large_for_the_machine_is_a_fault(void **state)
{
    void *secret = NULL;

    (void)state;
    log_silence();
    assert_int_equal(secret_new(SIZE_MAX / 2, &secret), FAULT_MEMORY);
    assert_null(secret);
}

static void test_after_forbidding_dumps_there_is_no_core_file(void **state)
{
    struct rlimit limit;

    (void)state;
    assert_int_equal(secret_forbid_dumps(), 0);
    assert_int_equal(prctl(PR_GET_DUMPABLE), 0);
    assert_int_equal(getrlimit(RLIMIT_CORE, &limit), 0);
    assert_int_equal(limit.rlim_max, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_new_secret_is_zero_and_can_be_written),
        cmocka_unit_test(test_a_secret_too_large_for_the_machine_is_a_fault),
        cmocka_unit_test(test_after_forbidding_dumps_there_is_no_core_file),
    };

    return cmocka_run_group_tests(tests, prepare, NULL);
}
