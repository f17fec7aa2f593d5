// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/log.h"
#include "record/entry.h"
#include "record/object.h"
#include "record/tiles.h"
#include "scratch.h"
#include "seal/hash.h"

enum {
    ENTRIES = 600,
};

static struct scratch scratch;

static int write_file(const char *name, struct span bytes)
{
    const char *path = scratch_path(&scratch, name);

    return file_make_parents(path) != 0 || file_replace(path, bytes, 0644) != 0;
}

/* The bytes of entry i: they need not be an entry here. */
static struct span bytes_of(const uint64_t *i)
{
    return span_of(i, sizeof(*i));
}

static int write_tiles(const struct tile *hashes)
{
    struct tile bundle = {TILES_ENTRIES, hashes->index, hashes->width};
    char name[TILES_PATH_SIZE];
    struct buf tile;
    struct buf entries;
    uint64_t i;
    int r;

    buf_init(&tile, 10000);
    buf_init(&entries, 10000);
    for (i = hashes->index * TILES_WIDTH;
         i < hashes->index * TILES_WIDTH + hashes->width;
         i++) {
        struct digest leaf;

        entry_leaf(bytes_of(&i), &leaf);
        buf_put_span(&tile, SPAN(leaf.bytes));
        tiles_put_entry(&entries, bytes_of(&i));
    }
    tiles_path(hashes, name);
    r = write_file(name, buf_span(&tile));
    tiles_path(&bundle, name);
    r = r != 0 ? r : write_file(name, buf_span(&entries));
    buf_deinit(&tile);
    buf_deinit(&entries);
    return r;
}

static int set_up(void **state)
{
    struct tile tile;
    uint64_t index;

    (void)state;
    log_silence();
    if (scratch_make(&scratch) != 0
        || write_file("checkpoint", span_of_text("note")) != 0) {
        return 1;
    }
    for (index = 0; tiles_at(0, index, ENTRIES, &tile); index++) {
        if (write_tiles(&tile) != 0) {
            return 1;
        }
    }
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    return scratch_remove(&scratch);
}

static void assert_entry(const struct record_source *source, uint64_t index)
{
    struct buf entry;

    buf_init(&entry, 100);
    assert_int_equal(source_entry(source, index, &entry), 0);
    assert_true(span_is_equal(buf_span(&entry), bytes_of(&index)));
    buf_deinit(&entry);
}

static void test_every_entry_and_leaf_is_read_back(void **state)
{
    struct record_source source;
    struct folder *folder = NULL;
    struct tree *tree = NULL;
    struct digest expected;
    struct digest leaf;
    uint64_t i;

    (void)state;
    assert_int_equal(folder_open(scratch.folder, ENTRIES, &folder), 0);
    assert_int_equal(folder_tree(scratch.folder, ENTRIES, &tree), 0);
    assert_int_equal(tree_size(tree), ENTRIES);
    source = folder_source(folder);
    for (i = 0; i < ENTRIES; i++) {
        assert_entry(&source, i);
        entry_leaf(bytes_of(&i), &expected);
        assert_int_equal(tree_leaf(tree, i, &leaf), 0);
        assert_memory_equal(leaf.bytes, expected.bytes, DIGEST_SIZE);
    }
    assert_entry(&source, 5);
    tree_free(tree);
    folder_free(folder);
}

static void test_what_the_record_lacks_is_absent(void **state)
{
    struct record_source source;
    struct folder *folder = NULL;
    struct tree *tree = NULL;
    struct digest digest = {.bytes = {1}};
    struct buf bytes;
    uint64_t size;

    (void)state;
    buf_init(&bytes, 100);
    assert_int_equal(folder_open(scratch.folder, ENTRIES, &folder), 0);
    source = folder_source(folder);
    assert_int_equal(source_entry(&source, ENTRIES, &bytes), SOURCE_ABSENT);
    assert_int_equal(source.object_size(source.context, &digest, &size), SOURCE_ABSENT);
    assert_int_equal(source.object_piece(source.context, &digest, 0, 1, &bytes),
                     SOURCE_ABSENT);
    folder_free(folder);
    /* A record of another size has other partial tiles. */
    assert_int_equal(folder_open(scratch.folder, ENTRIES + 1, &folder), 0);
    source = folder_source(folder);
    assert_int_equal(source_entry(&source, ENTRIES, &bytes), SOURCE_ABSENT);
    assert_int_equal(folder_tree(scratch.folder, ENTRIES + 1, &tree), FOLDER_ABSENT);
    assert_int_equal(folder_tree("/nowhere", ENTRIES, &tree), FOLDER_ABSENT);
    assert_int_equal(folder_checkpoint("/nowhere", &bytes), FOLDER_ABSENT);
    assert_int_equal(bytes.size, 0);
    assert_int_equal(folder_checkpoint(scratch.folder, &bytes), 0);
    assert_string_equal(buf_text(&bytes), "note");
    folder_free(folder);
    buf_deinit(&bytes);
}

static void test_an_object_is_read_from_its_file(void **state)
{
    struct object_ref object = {.size = 6};
    struct record_source source;
    struct folder *folder = NULL;
    struct buf bytes;

    (void)state;
    hash_sha256(span_of_text("object"), &object.digest);
    assert_int_equal(file_make_folder(scratch_path(&scratch, "objects")), 0);
    assert_int_equal(
        object_put(scratch_path(&scratch, "objects"), &object, span_of_text("object")),
        0);
    assert_int_equal(folder_open(scratch.folder, ENTRIES, &folder), 0);
    source = folder_source(folder);
    buf_init(&bytes, 100);
    assert_int_equal(source_read_object(&source, &object, &bytes), 0);
    assert_string_equal(buf_text(&bytes), "object");
    buf_deinit(&bytes);
    folder_free(folder);
}

/* A file longer, shorter or other inside than its name says. */
static void spoil(const char *name, size_t keep, size_t add)
{
    struct record_source source;
    struct folder *folder = NULL;
    struct tree *tree = NULL;
    struct buf good;
    struct buf bad;
    struct buf entry;
    int r;

    buf_init(&good, 10000);
    buf_init(&bad, 10000);
    buf_init(&entry, 100);
    assert_int_equal(file_read(scratch_path(&scratch, name), &good), 0);
    buf_put(&bad, good.data, keep == 0 ? good.size : keep);
    (void)buf_extend(&bad, add);
    assert_int_equal(write_file(name, buf_span(&bad)), 0);
    assert_int_equal(folder_open(scratch.folder, ENTRIES, &folder), 0);
    source = folder_source(folder);
    r = folder_tree(scratch.folder, ENTRIES, &tree);
    assert_true(r == FOLDER_MALFORMED
                || source_entry(&source, 599, &entry) == SOURCE_FALSE);
    assert_int_equal(entry.size, 0);
    assert_int_equal(write_file(name, buf_span(&good)), 0);
    tree_free(tree);
    folder_free(folder);
    buf_deinit(&good);
    buf_deinit(&bad);
    buf_deinit(&entry);
}

static void test_a_file_of_the_wrong_size_is_refused(void **state)
{
    (void)state;
    spoil("tile/0/000", 0, 1);
    spoil("tile/0/000", 8160, 0);
    spoil("tile/0/001", 8191, 0);
    spoil("tile/0/002.p/88", 0, 32);
    spoil("tile/entries/002.p/88", 0, 2);
    spoil("tile/entries/002.p/88", 0, 10);
    spoil("tile/entries/002.p/88", 879, 0);
    spoil("tile/entries/002.p/88", 870, 0);
}

static void test_entries_are_held_up_to_the_first_gap(void **state)
{
    uint64_t held = 0;

    (void)state;
    assert_int_equal(folder_held(scratch.folder, ENTRIES, &held), 0);
    assert_int_equal(held, ENTRIES);
    /* Of a longer record the last bundle is another; a part of it is here. */
    assert_int_equal(folder_held(scratch.folder, ENTRIES + 100, &held), 0);
    assert_int_equal(held, ENTRIES);
    assert_int_equal(folder_held(scratch.folder, 1000, &held), 0);
    assert_int_equal(held, ENTRIES);
    assert_int_equal(folder_held("/nowhere", 1000, &held), 0);
    assert_int_equal(held, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_entry_and_leaf_is_read_back),
        cmocka_unit_test(test_what_the_record_lacks_is_absent),
        cmocka_unit_test(test_an_object_is_read_from_its_file),
        cmocka_unit_test(test_a_file_of_the_wrong_size_is_refused),
        cmocka_unit_test(test_entries_are_held_up_to_the_first_gap),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
