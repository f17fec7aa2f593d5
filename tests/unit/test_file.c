// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/file.h"

#include <dirent.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/fault.h"
#include "base/log.h"

static char folder[] = "/tmp/test_file_XXXXXX";
static char path[FILE_PATH_SIZE];

static int set_up(void **state)
{
    (void)state;
    log_silence();
    return mkdtemp(folder) == NULL || file_join(folder, "a/b/c", path) != 0;
}

static int
remove_one(const char *name, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(name);
}

static int tear_down(void **state)
{
    (void)state;
    return nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static size_t count_names(const char *where)
{
    struct dirent *entry;
    DIR *dir = opendir(where);
    size_t count = 0;

    assert_non_null(dir);
    while ((entry = readdir(dir)) != NULL) {
        count += entry->d_name[0] != '.';
    }
    assert_int_equal(closedir(dir), 0);
    return count;
}

static void assert_holds(const char *text)
{
    struct buf buf;

    buf_init(&buf, 100);
    assert_int_equal(file_read(path, &buf), 0);
    assert_string_equal(buf_text(&buf), text);
    buf_deinit(&buf);
}

static void test_a_file_is_replaced_whole_and_leaves_nothing_aside(void **state)
{
    char parent[FILE_PATH_SIZE];

    (void)state;
    assert_int_equal(file_replace(path, span_of_text("one"), 0600), FILE_ABSENT);
    assert_int_equal(file_make_parents(path), 0);
    assert_int_equal(file_make_parents(path), 0);
    assert_int_equal(file_replace(path, span_of_text("one"), 0600), 0);
    assert_holds("one");
    assert_int_equal(file_replace(path, span_of_text(""), 0600), 0);
    assert_holds("");
    assert_int_equal(file_replace(path, span_of_text("three"), 0600), 0);
    assert_holds("three");

    assert_int_equal(file_join(folder, "a/b", parent), 0);
    assert_int_equal(count_names(parent), 1);
}

static void test_a_file_is_exchanged_and_the_bytes_before_are_spare(void **state)
{
    static const char *const texts[] = {"first", "the second is longer", "3rd"};
    char spare[FILE_PATH_SIZE];
    struct buf buf;
    size_t i;

    (void)state;
    assert_int_equal(file_make_parents(path), 0);
    (void)unlink(path);
    for (i = 0; i < ARRAY_SIZE(texts); i++) {
        assert_int_equal(file_exchange(path, span_of_text(texts[i]), 0600), 0);
        assert_holds(texts[i]);
    }
    assert_true(snprintf(spare, sizeof(spare), "%s.spare", path) > 0);
    buf_init(&buf, 100);
    assert_int_equal(file_read(spare, &buf), 0);
    assert_string_equal(buf_text(&buf), texts[1]);
    buf_deinit(&buf);
    assert_int_equal(unlink(spare), 0);
    assert_int_equal(unlink(path), 0);
}

static void test_a_file_that_exists_is_not_created_again(void **state)
{
    struct stat status;

    (void)state;
    assert_int_equal(file_make_parents(path), 0);
    (void)unlink(path);
    assert_int_equal(file_create(path, span_of_text("first"), 0600), 0);
    assert_int_equal(file_create(path, span_of_text("second"), 0600), FILE_EXISTS);
    assert_int_equal(file_create_unsynced(path, span_of_text("third"), 0600),
                     FILE_EXISTS);
    assert_holds("first");
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
}

static void test_a_file_larger_than_the_ceiling_is_refused_unread(void **state)
{
    struct buf buf;
    uint64_t size;

    (void)state;
    assert_int_equal(file_make_parents(path), 0);
    assert_int_equal(file_replace(path, span_of_text("12345"), 0600), 0);
    buf_init(&buf, 4);
    assert_int_equal(file_read(path, &buf), FILE_TOO_LARGE);
    assert_int_equal(buf.size, 0);
    assert_int_equal(file_read_piece(path, 1, 3, &buf), 0);
    assert_string_equal(buf_text(&buf), "234");
    assert_int_equal(file_read_piece(path, 0, 2, &buf), FILE_TOO_LARGE);
    assert_int_equal(file_read_piece(path, 3, 3, &buf), FAULT_CORRUPT);
    assert_int_equal(file_size(path, &size), 0);
    assert_int_equal(size, 5);
    buf_deinit(&buf);
}

static void test_only_regular_files_are_read(void **state)
{
    struct buf buf;

    (void)state;
    buf_init(&buf, 100);
    assert_int_equal(file_read(folder, &buf), FILE_NOT_REGULAR);
    assert_int_equal(file_read("/dev/zero", &buf), FILE_NOT_REGULAR);
    assert_int_equal(file_read("/nowhere/at/all", &buf), FILE_ABSENT);
    assert_int_equal(file_make_folder("/dev/null"), FILE_EXISTS);
    buf_deinit(&buf);
}

static void test_a_path_too_long_is_refused(void **state)
{
    char name[FILE_PATH_SIZE];
    char out[FILE_PATH_SIZE];

    (void)state;
    memset(name, 'x', sizeof(name));
    name[sizeof(name) - 1] = 0;
    assert_int_equal(file_join("a", name, out), FILE_TOO_LARGE);
    assert_int_equal(file_replace(name, span_of_text(""), 0600), FILE_TOO_LARGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_file_is_replaced_whole_and_leaves_nothing_aside),
        cmocka_unit_test(test_a_file_is_exchanged_and_the_bytes_before_are_spare),
        cmocka_unit_test(test_a_file_that_exists_is_not_created_again),
        cmocka_unit_test(test_a_file_larger_than_the_ceiling_is_refused_unread),
        cmocka_unit_test(test_only_regular_files_are_read),
        cmocka_unit_test(test_a_path_too_long_is_refused),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
