// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/person.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_every_role_has_a_name(void **state)
{
    int i;

    (void)state;
    for (i = PERSON_OFFICER; i < PERSON_END; i++) {
        assert_non_null(person_role_name((enum person_role)i));
    }
    assert_null(person_role_name(PERSON_END));
    assert_null(person_role_name((enum person_role)0));
    assert_string_equal(person_role_name(PERSON_MIXER), "mixer");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_role_has_a_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
