// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/mailbag.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/span.h"
#include "scratch.h"

static void test_a_folder_that_is_none_is_refused(void **state)
{
    static const char *const wrong[] = {NULL, "", "/nowhere/at/all", "/dev/null"};
    struct courier *courier = NULL;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(wrong); i++) {
        const struct mailbag mailbag = {.folder = wrong[i], .from = "a@b.example"};

        assert_int_equal(mailbag_start(&mailbag, &courier), MAILBAG_FOLDER);
    }
    assert_null(courier);
}

static void test_a_password_file_that_is_not_there_is_refused(void **state)
{
    const struct mailbag mailbag = {.server = "smtp://127.0.0.1:9",
                                    .user = "u",
                                    .password_file = "/nowhere/at/all",
                                    .from = "a@b.example"};
    struct courier *courier = NULL;

    (void)state;
    assert_int_equal(mailbag_start(&mailbag, &courier), MAILBAG_PASSWORD);
    assert_null(courier);
}

static int sent(void *context, int64_t id, enum courier_news news)
{
    int *count = context;

    assert_int_equal(id, 7);
    assert_int_equal(news, COURIER_SENT);
    (*count)++;
    return 0;
}

static void test_mail_is_written_into_the_folder(void **state)
{
    CLEANUP(courier_freep) struct courier *courier = NULL;
    struct scratch scratch;
    struct mailbag mailbag = {.from = "a@b.example"};
    int count = 0;

    (void)state;
    assert_int_equal(scratch_make(&scratch), 0);
    mailbag.folder = scratch.folder;
    assert_int_equal(mailbag_start(&mailbag, &courier), 0);
    assert_int_equal(courier_hand(courier, 7, "c@d.example", span_of_text("x\r\n")), 0);
    while (count == 0) {
        assert_int_equal(courier_read(courier, sent, &count), 0);
    }
    scratch_remove(&scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_folder_that_is_none_is_refused),
        cmocka_unit_test(test_a_password_file_that_is_not_there_is_refused),
        cmocka_unit_test(test_mail_is_written_into_the_folder),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
