// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/papers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "desk/overview.h"
#include "town.h"

static void path_of(const struct town *town, const char *name, char *out)
{
    char folder[FILE_PATH_SIZE];

    assert_int_equal(file_join(town->dir, "letters", folder), 0);
    assert_int_equal(file_join(folder, name, out), 0);
}

static void put(const struct town *town, const char *name)
{
    char path[FILE_PATH_SIZE];

    path_of(town, name, path);
    assert_int_equal(file_create(path, span_of_text("a letter"), 0600), 0);
}

static bool is_there(const struct town *town, const char *name)
{
    char path[FILE_PATH_SIZE];
    uint64_t size;

    path_of(town, name, path);
    return file_size(path, &size) == 0;
}

static int keep(void *context, uint32_t number)
{
    struct buf *out = context;

    buf_printf(out, "%u ", (unsigned)number);
    return 0;
}

static void check_list(struct town *town, const char *expected)
{
    struct buf numbers;

    buf_init(&numbers, 1000);
    assert_int_equal(desk_papers(town->desk, keep, &numbers), 0);
    assert_string_equal(buf_text(&numbers), expected);
    buf_deinit(&numbers);
}

static void test_print_files_are_listed_by_number_and_nothing_else_is(void **state)
{
    struct town *town = *state;

    town_define(town);
    check_list(town, "");
    put(town, "10.sealed");
    put(town, "2.sealed");
    put(town, "02.sealed");
    put(town, "0.sealed");
    put(town, "99999999999.sealed");
    put(town, "3.sealed.spare");
    put(town, "x.sealed");
    check_list(town, "2 10 ");
}

static void test_what_is_collected_is_gone_and_the_act_is_kept(void **state)
{
    struct town *town = *state;
    struct sign_key key;
    struct overview overview;

    town_define(town);
    key = desk_pinned_officer(town->desk);
    put(town, "1.sealed");
    put(town, "2.sealed");
    assert_int_equal(desk_papers_collected(town->desk, &key, 3), PAPERS_UNKNOWN);
    assert_int_equal(desk_papers_collected(town->desk, &key, 1), 0);
    assert_false(is_there(town, "1.sealed"));
    assert_true(is_there(town, "2.sealed"));
    assert_int_equal(desk_papers_collected(town->desk, &key, 1), PAPERS_UNKNOWN);
    assert_int_equal(desk_overview(town->desk, &overview), 0);
    assert_int_equal(overview.acts[0].kind, ACTED_LETTERS);
    assert_string_equal(overview.acts[0].subject, "1.sealed");
    key.bytes[0] ^= 1;
    assert_int_equal(desk_papers_collected(town->desk, &key, 2), PAPERS_GRANT);
    assert_true(is_there(town, "2.sealed"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_print_files_are_listed_by_number_and_nothing_else_is),
        TOWN_TEST(test_what_is_collected_is_gone_and_the_act_is_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
