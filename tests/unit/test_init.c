// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/init.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>

#include "base/file.h"
#include "town.h"

static void
test_a_new_folder_has_what_the_daemon_needs_and_nobody_else_reads(void **state)
{
    static const char *const names[] = {"daemon.key",
                                        "daemon.vkey",
                                        "officer.vkey",
                                        "electiond.conf",
                                        "lock",
                                        "roll.db",
                                        "record.db",
                                        "objects",
                                        "letters"};
    struct town *town = *state;
    char path[FILE_PATH_SIZE];
    struct stat status;
    struct buf text;
    size_t i;

    for (i = 0; i < ARRAY_SIZE(names); i++) {
        assert_int_equal(file_join(town->dir, names[i], path), 0);
        assert_int_equal(stat(path, &status), 0);
    }
    assert_int_equal(stat(town->dir, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
    assert_int_equal(file_join(town->dir, "daemon.key", path), 0);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    buf_init(&text, 1000);
    assert_int_equal(file_join(town->dir, "electiond.conf", path), 0);
    assert_int_equal(file_read(path, &text), 0);
    assert_string_equal(buf_text(&text), "# settings\n");
    buf_deinit(&text);
}

static void test_nothing_is_made_over_what_is_there(void **state)
{
    struct town *town = *state;
    struct init_order order = {.dir = town->dir, .settings = ""};
    char inside[FILE_PATH_SIZE];
    struct sign_key log;

    assert_int_equal(desk_init(&order, &log), INIT_EXISTS);
    assert_int_equal(file_join(town->dir, "no/such/place", inside), 0);
    order.dir = inside;
    assert_int_equal(desk_init(&order, &log), INIT_NO_PARENT);
    assert_int_equal(town_reopen(town), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_a_new_folder_has_what_the_daemon_needs_and_nobody_else_reads),
        TOWN_TEST(test_nothing_is_made_over_what_is_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
