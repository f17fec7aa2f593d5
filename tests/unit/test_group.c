// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/group.h"
#include "seal/point.h"
#include "seal/scalar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/fault.h"
#include "base/hex.h"
#include "base/log.h"
#include "seal/hash.h"

static struct scalar any_scalar(uint32_t index)
{
    struct scalar scalar;

    group_nonce("test", span_of(NULL, 0), span_of(NULL, 0), index, &scalar);
    return scalar;
}

static void test_generators_differ_by_election_constituency_and_place(void **state)
{
    struct eid eid = {{1}};
    struct point points[4];
    size_t i;
    size_t j;

    (void)state;
    group_generator(&eid, 1, 0, &points[0]);
    group_generator(&eid, 1, 1, &points[1]);
    group_generator(&eid, 2, 0, &points[2]);
    eid.bytes[0] = 2;
    group_generator(&eid, 1, 0, &points[3]);
    for (i = 0; i < 4; i++) {
        for (j = 0; j < i; j++) {
            assert_false(point_is_equal(&points[i], &points[j]));
        }
    }
}

static void test_secret_scalars_differ_even_for_one_statement(void **state)
{
    struct scalar a = any_scalar(0);
    struct scalar b = any_scalar(0);
    struct secret_source source = {
        .tag = "pok",
        .secret = span_of_text("secret"),
        .statement = span_of_text("statement"),
    };

    (void)state;
    assert_memory_not_equal(a.bytes, b.bytes, SCALAR_SIZE);
    group_nonce_from(&source, 0, &a);
    group_nonce_from(&source, 1, &b);
    assert_memory_not_equal(a.bytes, b.bytes, SCALAR_SIZE);
    group_nonce_from(&source, 0, &b);
    assert_memory_equal(a.bytes, b.bytes, SCALAR_SIZE);
    assert_int_equal(scalar_decode(SPAN(a.bytes), &b), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_generators_differ_by_election_constituency_and_place),
        cmocka_unit_test(test_secret_scalars_differ_even_for_one_statement),
    };

    if (seal_init() != 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
