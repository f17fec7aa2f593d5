// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/courier.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"

struct tally {
    unsigned sent;
    unsigned failed;
};

static int add(void *context, int64_t id, enum courier_news news)
{
    struct tally *tally = context;

    assert_true(id > 0);
    if (news == COURIER_SENT) {
        tally->sent++;
    } else {
        tally->failed++;
    }
    return 0;
}

/* However long that takes. */
static void read_until(struct courier *courier, struct tally *tally, unsigned count)
{
    while (tally->sent + tally->failed < count) {
        assert_int_equal(courier_read(courier, add, tally), 0);
        (void)usleep(1000);
    }
    assert_int_equal(tally->sent + tally->failed, count);
}

static void test_thousands_are_taken_at_once_and_each_is_reported(void **state)
{
    char folder[] = "/tmp/courier.XXXXXX";
    struct courier_options options = {.folder = folder};
    struct courier *courier;
    struct tally tally = {0, 0};
    char path[FILE_PATH_SIZE];
    char name[32];
    int i;

    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(courier_start(&options, &courier), 0);
    for (i = 1; i <= 2000; i++) {
        assert_int_equal(courier_hand(courier, i, "a@example.org", span_of_text("x")),
                         0);
    }
    read_until(courier, &tally, 2000);
    assert_int_equal(tally.sent, 2000);
    courier_free(courier);
    for (i = 1; i <= 2000; i++) {
        (void)snprintf(name, sizeof(name), "%06d.eml", i);
        assert_int_equal(file_join(folder, name, path), 0);
        assert_int_equal(unlink(path), 0);
    }
    assert_int_equal(rmdir(folder), 0);
}

static void test_what_was_handed_over_is_still_sent_when_the_daemon_ends(void **state)
{
    char folder[] = "/tmp/courier.XXXXXX";
    struct courier_options options = {.folder = folder};
    struct courier *courier;
    char path[FILE_PATH_SIZE];

    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(courier_start(&options, &courier), 0);
    assert_int_equal(courier_hand(courier, 1, "a@example.org", span_of_text("x")), 0);
    courier_free(courier);
    assert_int_equal(file_join(folder, "000001.eml", path), 0);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void test_what_was_sent_into_a_folder_is_forgotten(void **state)
{
    char folder[] = "/tmp/courier.XXXXXX";
    struct courier_options options = {.folder = folder};
    struct courier *courier;
    char path[FILE_PATH_SIZE];

    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(file_join(folder, "notes", path), 0);
    assert_int_equal(file_create_unsynced(path, span_of_text("mine"), 0600), 0);
    assert_int_equal(courier_start(&options, &courier), 0);
    assert_int_equal(courier_hand(courier, 1, "a@example.org", span_of_text("x")), 0);
    assert_int_equal(courier_forget(courier), 0);
    courier_free(courier);
    assert_int_equal(unlink(path), 0);
    /* Nothing else is there. */
    assert_int_equal(rmdir(folder), 0);
}

static void test_a_delivery_that_fails_is_reported_as_failed(void **state)
{
    struct courier_options options = {.folder = "/nowhere/at/all"};
    struct courier *courier;
    struct tally tally = {0, 0};

    (void)state;
    assert_int_equal(courier_start(&options, &courier), 0);
    assert_int_equal(courier_hand(courier, 5, "a@example.org", span_of_text("x")), 0);
    read_until(courier, &tally, 1);
    assert_int_equal(tally.failed, 1);
    courier_free(courier);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_thousands_are_taken_at_once_and_each_is_reported),
        cmocka_unit_test(test_what_was_handed_over_is_still_sent_when_the_daemon_ends),
        cmocka_unit_test(test_what_was_sent_into_a_folder_is_forgotten),
        cmocka_unit_test(test_a_delivery_that_fails_is_reported_as_failed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
