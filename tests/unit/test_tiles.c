// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/tiles.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_a_tile_has_the_one_path_that_c2sp_gives_it(void **state)
{
    static const struct {
        struct tile tile;
        const char *path;
    } cases[] = {
        {{0, 0, 256}, "tile/0/000"},
        {{0, 1234067, 256}, "tile/0/x001/x234/067"},
        {{1, 999, 256}, "tile/1/999"},
        {{2, 1000, 17}, "tile/2/x001/000.p/17"},
        {{TILES_ENTRIES, 273, 112}, "tile/entries/273.p/112"},
        {{TILES_ENTRIES, 70000, 256}, "tile/entries/x070/000"},
        {{7, 999999999999999999, 1}, "tile/7/x999/x999/x999/x999/x999/999.p/1"},
    };
    char path[TILES_PATH_SIZE];
    struct tile tile;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        tiles_path(&cases[i].tile, path);
        assert_string_equal(path, cases[i].path);
        assert_int_equal(tiles_parse(span_of_text(path), &tile), 0);
        assert_int_equal(tile.level, cases[i].tile.level);
        assert_int_equal(tile.index, cases[i].tile.index);
        assert_int_equal(tile.width, cases[i].tile.width);
    }
}

static void test_every_other_spelling_is_refused(void **state)
{
    static const char *const paths[] = {
        "",
        "tile",
        "tile/0",
        "tile/0/",
        "/tile/0/000",
        "tile/0/0",
        "tile/0/0000",
        "tile/00/000",
        "tile/8/000",
        "tile/-1/000",
        "tile/0/x000/001",
        "tile/0/001/001",
        "tile/0/x001/x001",
        "tile/0/x001",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/017",
        "tile/0/000.p/",
        "tile/0/000.p/1/",
        "tile/0/000.p/1 ",
        "tile/0/00a",
        "tile/0/../0",
        "tile/entries",
        "tile/entries/",
        "tile/entry/000",
        "tile/x001/001",
        "tile/0/x001/x001/x001/x001/x001/x001/001",
    };
    struct tile tile;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        assert_int_equal(tiles_parse(span_of_text(paths[i]), &tile), TILES_MALFORMED);
    }
    assert_int_equal(tiles_parse(span_of("tile/0/000\0", 11), &tile), TILES_MALFORMED);
}

/* The example of the specification. */
static void test_a_tree_of_70000_has_the_tiles_the_specification_names(void **state)
{
    struct tile tile;

    (void)state;
    assert_true(tiles_at(0, 272, 70000, &tile));
    assert_int_equal(tile.width, 256);
    assert_true(tiles_at(0, 273, 70000, &tile));
    assert_int_equal(tile.width, 112);
    assert_false(tiles_at(0, 274, 70000, &tile));
    assert_true(tiles_at(1, 1, 70000, &tile));
    assert_int_equal(tile.width, 17);
    assert_true(tiles_at(2, 0, 70000, &tile));
    assert_int_equal(tile.width, 1);
    assert_false(tiles_at(3, 0, 70000, &tile));
    assert_false(tiles_at(0, 1, 256, &tile));
    assert_true(tiles_at(1, 0, 256, &tile));
    assert_false(tiles_at(0, 0, 0, &tile));
}

static void test_a_tile_is_within_every_tree_that_reached_it(void **state)
{
    (void)state;
    assert_true(tiles_is_within(&(struct tile){0, 1, 44}, 300));
    assert_true(tiles_is_within(&(struct tile){0, 1, 43}, 300));
    assert_false(tiles_is_within(&(struct tile){0, 1, 45}, 300));
    assert_true(tiles_is_within(&(struct tile){0, 0, 256}, 300));
    assert_true(tiles_is_within(&(struct tile){0, 0, 3}, 300));
    assert_false(tiles_is_within(&(struct tile){0, 2, 1}, 300));
    assert_true(tiles_is_within(&(struct tile){1, 0, 1}, 300));
    assert_false(tiles_is_within(&(struct tile){1, 0, 2}, 300));
    assert_true(tiles_is_within(&(struct tile){TILES_ENTRIES, 1, 44}, 300));
}

static void test_a_bundle_gives_back_its_entries_and_no_part_of_one(void **state)
{
    struct reader reader;
    struct span entry;
    struct buf bundle;

    (void)state;
    buf_init(&bundle, 1000);
    tiles_put_entry(&bundle, span_of_text("one"));
    tiles_put_entry(&bundle, span_of_text("three"));
    assert_int_equal(buf_status(&bundle), 0);
    assert_memory_equal(bundle.data, "\0\3one\0\5three", 12);

    reader_init(&reader, buf_span(&bundle));
    assert_int_equal(tiles_next_entry(&reader, &entry), 0);
    assert_true(span_is_equal(entry, span_of_text("one")));
    assert_int_equal(tiles_next_entry(&reader, &entry), 0);
    assert_true(span_is_equal(entry, span_of_text("three")));
    assert_true(reader_done(&reader));

    reader_init(&reader, span_of(bundle.data, 11));
    assert_int_equal(tiles_next_entry(&reader, &entry), 0);
    assert_int_equal(tiles_next_entry(&reader, &entry), TILES_MALFORMED);
    reader_init(&reader, span_of("\0\0", 2));
    assert_int_equal(tiles_next_entry(&reader, &entry), TILES_MALFORMED);
    buf_deinit(&bundle);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_tile_has_the_one_path_that_c2sp_gives_it),
        cmocka_unit_test(test_every_other_spelling_is_refused),
        cmocka_unit_test(test_a_tree_of_70000_has_the_tiles_the_specification_names),
        cmocka_unit_test(test_a_tile_is_within_every_tree_that_reached_it),
        cmocka_unit_test(test_a_bundle_gives_back_its_entries_and_no_part_of_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
