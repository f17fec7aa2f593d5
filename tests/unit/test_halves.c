// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/halves.h"

#include "roll_fixture.h"

static int keep(void *context, const struct half *half)
{
    struct half *list = context;

    list[half->type] = *half;
    list[half->type].document = span_of(NULL, half->document.size);
    return 0;
}

static void test_what_is_kept_comes_back_until_it_is_removed(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    struct half list[16] = {{.id = 0}};
    struct half half = {.type = 15,
                        .document = span_of_text("a box"),
                        .signer = {{1}},
                        .signature = {{2}}};
    int64_t box = 0;
    int64_t note = 0;

    assert_int_equal(halves_add(roll, &half, &box), 0);
    half.type = 12;
    half.document = span_of_text("a note");
    assert_int_equal(halves_add(roll, &half, &note), 0);
    assert_int_not_equal(box, note);
    assert_int_equal(halves_each(roll, keep, list), 0);
    assert_int_equal(list[15].id, box);
    assert_int_equal(list[15].document.size, 5);
    assert_int_equal(list[12].id, note);
    assert_memory_equal(&list[12].signer, &half.signer, sizeof(half.signer));
    assert_memory_equal(&list[12].signature, &half.signature, sizeof(half.signature));
    assert_int_equal(halves_remove(roll, box), 0);
    assert_int_equal(halves_remove(roll, box), 0);
    memset(list, 0, sizeof(list));
    assert_int_equal(halves_each(roll, keep, list), 0);
    assert_int_equal(list[15].id, 0);
    assert_int_equal(list[12].id, note);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROLL_TEST(test_what_is_kept_comes_back_until_it_is_removed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
