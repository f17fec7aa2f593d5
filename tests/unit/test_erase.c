// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/erase.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "scratch.h"

static void put(const char *folder, const char *name, char path[static FILE_PATH_SIZE])
{
    assert_int_equal(file_join(folder, name, path), 0);
    assert_int_equal(file_create_unsynced(path, span_of_text("secret"), 0600), 0);
}

static bool is_there(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0;
}

static void test_bytes_are_overwritten_before_the_name_goes(void **state)
{
    const char *folder = ((struct scratch *)*state)->folder;
    char path[FILE_PATH_SIZE];
    char other[FILE_PATH_SIZE];
    CLEANUP(buf_deinit) struct buf left;

    buf_init(&left, 64);
    put(folder, "one", path);
    assert_int_equal(file_join(folder, "link", other), 0);
    assert_int_equal(link(path, other), 0);
    assert_int_equal(erase_file(folder, "one"), 0);
    assert_false(is_there(path));
    /* By its other name, the file holds noughts. */
    assert_int_equal(file_read(other, &left), 0);
    assert_memory_equal(left.data, "\0\0\0\0\0\0", 6);
    assert_int_equal(erase_file(folder, "one"), 0);
    assert_int_equal(erase_file(folder, "link"), 0);
}

static void test_of_a_folder_only_what_ends_so_goes(void **state)
{
    const char *folder = ((struct scratch *)*state)->folder;
    char mail[FILE_PATH_SIZE];
    char note[FILE_PATH_SIZE];
    char hidden[FILE_PATH_SIZE];

    put(folder, "1.eml", mail);
    put(folder, "eml", note);
    put(folder, ".a.eml", hidden);
    assert_int_equal(erase_folder(folder, ".eml"), 0);
    assert_false(is_there(mail));
    assert_true(is_there(note));
    assert_true(is_there(hidden));
    assert_int_equal(erase_folder(folder, ""), 0);
    assert_false(is_there(note));
    assert_true(is_there(hidden));
    assert_int_equal(unlink(hidden), 0);
    assert_int_equal(erase_folder("/no such folder", ""), 0);
}

static struct scratch scratch;

static int set_up(void **state)
{
    *state = &scratch;
    return scratch_make(&scratch);
}

static int tear_down(void **state)
{
    return scratch_remove(*state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes_are_overwritten_before_the_name_goes),
        cmocka_unit_test(test_of_a_folder_only_what_ends_so_goes),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
