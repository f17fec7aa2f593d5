// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/forms.h"

#include "base/buf.h"
#include "roll_fixture.h"
#include "store/verdicts.h"

static struct form make_form(int64_t member, const char *statement)
{
    struct form form = {
        .member = member,
        .address = "1 High Street\nOxford",
        .email = "ada@example.org",
        .has_interests = FORM_NONE,
        .has_party = FORM_SOME,
        .party = "The Party",
        .confirmed = FORM_CONFIRMS_ALL,
        .qualification = "I live in Oxford",
        .signature = "Ada Mott",
        .signed_on = "2026-05-01",
    };

    (void)snprintf(form.statement, sizeof(form.statement), "%s", statement);
    return form;
}

static void submit(struct roll *roll, int64_t member, const char *statement)
{
    struct form form = make_form(member, statement);
    const struct form_submission submission = {
        .member = member,
        .now = 1000,
        .salt = {7},
        .file = "{}",
    };

    assert_int_equal(forms_keep_draft(roll, &form), 0);
    assert_int_equal(forms_submit(roll, &submission), 0);
}

static void test_a_draft_is_kept_once_a_member_and_is_no_nomination(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    int64_t id = roll_add_member(roll, "M1");
    struct form form = make_form(id, "first");
    struct form found;
    struct nomination nomination;

    assert_int_equal(forms_draft(roll, id, &found), ROLL_UNKNOWN);
    assert_int_equal(forms_keep_draft(roll, &form), 0);
    form = make_form(id, "second");
    assert_int_equal(forms_keep_draft(roll, &form), 0);
    assert_int_equal(forms_draft(roll, id, &found), 0);
    form.id = found.id;
    assert_string_equal(found.statement, "second");
    assert_string_equal(found.address, form.address);
    assert_string_equal(found.qualification, form.qualification);
    assert_int_equal(found.has_party, FORM_SOME);
    assert_int_equal(found.has_interests, FORM_NONE);
    assert_int_equal(found.confirmed, FORM_CONFIRMS_ALL);
    assert_int_equal(forms_nomination(roll, id, &nomination), ROLL_UNKNOWN);
    assert_int_equal(verdicts_add(roll,
                                  &(struct verdict){
                                      .form = found.id,
                                      .state = FORM_ACCEPTED,
                                  }),
                     ROLL_UNKNOWN);
}

static void test_the_last_form_submitted_is_the_nomination(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    int64_t id = roll_add_member(roll, "M1");
    struct nomination nomination;
    int64_t first;

    assert_int_equal(forms_submit(roll,
                                  &(struct form_submission){
                                      .member = id,
                                      .file = "{}",
                                  }),
                     ROLL_UNKNOWN);
    submit(roll, id, "first");
    assert_int_equal(forms_nomination(roll, id, &nomination), 0);
    assert_string_equal(nomination.form.statement, "first");
    assert_string_equal(nomination.file, "{}");
    assert_int_equal(nomination.salt[0], 7);
    assert_int_equal(nomination.submitted, 1000);
    assert_int_equal(nomination.state, FORM_WAITING);
    first = nomination.form.id;
    submit(roll, id, "corrected");
    assert_int_equal(forms_nomination(roll, id, &nomination), 0);
    assert_string_equal(nomination.form.statement, "corrected");
    assert_true(nomination.form.id != first);
    /* What was decided of the first is no verdict on the second. */
    assert_int_equal(
        verdicts_add(roll, &(struct verdict){.form = first, .state = FORM_ACCEPTED}),
        ROLL_UNKNOWN);
}

static int collect(void *context, const struct nomination *nomination)
{
    struct buf *text = context;

    buf_put_text(text, nomination->form.statement);
    return 0;
}

static void test_each_member_is_visited_once_with_the_last_form(void **state)
{
    struct roll_fixture *fixture = *state;
    struct roll *roll = fixture->roll;
    int64_t a = roll_add_member(roll, "M1");
    int64_t b = roll_add_member(roll, "M2");
    struct form draft = make_form(a, "draft");
    struct buf text;

    buf_init(&text, 100);
    submit(roll, a, "a1");
    submit(roll, b, "b1");
    submit(roll, a, "a2");
    assert_int_equal(forms_keep_draft(roll, &draft), 0);
    assert_int_equal(forms_each(roll, collect, &text), 0);
    assert_string_equal(buf_text(&text), "b1a2");
    buf_deinit(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROLL_TEST(test_a_draft_is_kept_once_a_member_and_is_no_nomination),
        ROLL_TEST(test_the_last_form_submitted_is_the_nomination),
        ROLL_TEST(test_each_member_is_visited_once_with_the_last_form),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
