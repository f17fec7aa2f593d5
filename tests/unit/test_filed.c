// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/filed.h"

#include "roll_fixture.h"

static void test_a_paper_is_the_nomination_and_a_draft_stays(void **state)
{
    struct roll *roll = ((struct roll_fixture *)*state)->roll;
    int64_t member = roll_add_member(roll, "M1");
    const struct form draft = {.member = member, .statement = "draft"};
    const struct form form = {.member = member, .statement = "paper"};
    const struct filed paper = {
        .form = &form,
        .submission = {.member = member, .now = 700, .salt = {3}, .file = "{}"},
        .keyed = 900,
        .officer.bytes[0] = 4,
    };
    struct nomination nomination;
    struct filed_mark mark;
    struct form kept;
    int64_t first = roll_submit(roll, member);
    int64_t id = 0;

    assert_int_equal(forms_keep_draft(roll, &draft), 0);
    assert_int_equal(filed_add(roll, &paper, &id), 0);
    assert_int_equal(forms_nomination(roll, member, &nomination), 0);
    assert_int_equal(nomination.form.id, id);
    assert_string_equal(nomination.form.statement, "paper");
    assert_int_equal(nomination.submitted, 700);
    assert_int_equal(nomination.state, FORM_WAITING);
    assert_int_equal(forms_draft(roll, member, &kept), 0);
    assert_string_equal(kept.statement, "draft");
    assert_int_equal(filed_find(roll, id, &mark), 0);
    assert_int_equal(mark.keyed, 900);
    assert_int_equal(mark.officer.bytes[0], 4);
    assert_int_equal(filed_find(roll, first, &mark), ROLL_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROLL_TEST(test_a_paper_is_the_nomination_and_a_draft_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
