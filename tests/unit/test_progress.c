// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/progress.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void add(void *context, uint64_t done, uint64_t total)
{
    uint64_t *sum = context;

    *sum += done * 100 / total;
}

static void test_progress_reaches_the_listener_and_silence_is_allowed(void **state)
{
    uint64_t sum = 0;
    const struct progress listener = {add, &sum};
    const struct progress nobody = {NULL, &sum};

    (void)state;
    progress_tell(&listener, 1, 2);
    progress_tell(&nobody, 1, 2);
    progress_tell(NULL, 1, 2);
    assert_int_equal(sum, 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_progress_reaches_the_listener_and_silence_is_allowed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
