// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static char head[2 * TRIAL_HEAD_SIZE + 1];
static const char r[] =
    "0900000000000000000000000000000000000000000000000000000000000000";

static int prepare(void **state)
{
    (void)state;
    memset(head, 'a', sizeof(head) - 1);
    return 0;
}

static int parse(const char *choice, const char *more, struct trial *out)
{
    char text[TRIAL_SIZE_MAX];

    (void)snprintf(text,
                   sizeof(text),
                   "{\"document\": \"trial\", \"head\": \"%s\", \"r\": \"%s\", "
                   "\"choice\": %s%s}",
                   head,
                   r,
                   choice,
                   more);
    return trial_parse(span_of_text(text), NULL, out);
}

static void test_a_trial_is_read(void **state)
{
    struct trial trial;

    (void)state;
    assert_int_equal(parse("[3, 1, 63]", "", &trial), 0);
    assert_int_equal(trial.count, 3);
    assert_int_equal(trial.choice[0], 3);
    assert_int_equal(trial.choice[2], 63);
    assert_int_equal(trial.head[TRIAL_HEAD_SIZE - 1], 0xaa);
    assert_int_equal(trial.r.bytes[0], 9);
}

static void test_what_is_no_trial_is_refused_and_nothing_is_touched(void **state)
{
    static const char *const bad[] = {"[]", "[0]", "[64]", "[1, \"2\"]", "1", "[1.5]"};
    struct trial trial = {.count = 77};
    char many[4 * (RANKS_MAX + 1) + 3] = "[1";
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_int_equal(parse(bad[i], "", &trial), TRIAL_REFUSED);
    }
    for (i = 0; i < RANKS_MAX; i++) {
        (void)snprintf(many + strlen(many), 3, ",1");
    }
    (void)snprintf(many + strlen(many), 2, "]");
    assert_int_equal(parse(many, "", &trial), TRIAL_REFUSED);
    assert_int_equal(parse("[1]", ", \"more\": 1", &trial), TRIAL_REFUSED);
    assert_int_equal(trial_parse(span_of_text("{}"), NULL, &trial), TRIAL_REFUSED);
    head[0] = 'A';
    assert_int_equal(parse("[1]", "", &trial), TRIAL_REFUSED);
    head[0] = 'a';
    assert_int_equal(trial.count, 77);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_a_trial_is_read, prepare),
        cmocka_unit_test_setup(test_what_is_no_trial_is_refused_and_nothing_is_touched,
                               prepare),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
