// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/verdicts.h"

#include "roll_fixture.h"

static void test_the_last_verdict_on_a_form_counts(void **state)
{
    struct roll *roll = ((struct roll_fixture *)*state)->roll;
    int64_t id = roll_add_member(roll, "M1");
    struct nomination nomination;
    struct verdict verdict = {
        .state = FORM_INVALID, .ground = 3, .now = 500, .officer.bytes[0] = 9};
    int64_t first;
    struct withdrawal withdrawal = {
        .now = 2000, .signature = "Ada Able", .witness = "Ben Baker"};
    struct withdrawal kept;

    verdict.form = roll_submit(roll, id);
    assert_int_equal(forms_nomination(roll, id, &nomination), 0);
    assert_int_equal(nomination.version, 0);
    assert_int_equal(verdicts_add(roll, &verdict), 0);
    assert_int_equal(forms_nomination(roll, id, &nomination), 0);
    assert_int_equal(nomination.state, FORM_INVALID);
    assert_int_equal(nomination.ground, 3);
    assert_int_equal(nomination.decided, 500);
    assert_int_equal(nomination.officer.bytes[0], 9);
    first = nomination.version;
    assert_true(first > 0);
    verdict.ground = 0; /* an invalid form has a ground */
    assert_int_equal(verdicts_add(roll, &verdict), ROLL_DUPLICATE);
    verdict.state = FORM_ACCEPTED;
    assert_int_equal(verdicts_add(roll, &verdict), 0);
    assert_int_equal(forms_nomination(roll, id, &nomination), 0);
    assert_int_equal(nomination.state, FORM_ACCEPTED);
    assert_true(nomination.version > first);
    withdrawal.form = nomination.form.id;
    assert_int_equal(verdicts_withdrawal(roll, withdrawal.form, &kept), ROLL_UNKNOWN);
    assert_int_equal(verdicts_withdraw(roll, &withdrawal), 0);
    assert_int_equal(verdicts_withdrawal(roll, withdrawal.form, &kept), 0);
    assert_int_equal(kept.now, 2000);
    assert_string_equal(kept.signature, "Ada Able");
    assert_string_equal(kept.witness, "Ben Baker");
    assert_int_equal(forms_nomination(roll, id, &nomination), 0);
    assert_int_equal(nomination.state, FORM_WITHDRAWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROLL_TEST(test_the_last_verdict_on_a_form_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
