// SPDX-License-Identifier: AGPL-3.0-or-later
/* The small election's record as files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/file.h"
#include "election.h"
#include "record/checkpoint.h"
#include "record/object.h"
#include "record/tiles.h"

static void write_file(const char *folder, const char *name, struct span bytes)
{
    char path[FILE_PATH_SIZE];

    assert_int_equal(file_join(folder, name, path), 0);
    assert_int_equal(file_make_parents(path), 0);
    assert_int_equal(file_replace(path, bytes, 0644), 0);
}

static void write_hashes(struct election *election, const char *folder)
{
    char name[TILES_PATH_SIZE];
    struct tile tile;
    struct buf hashes;
    uint64_t index;

    for (index = 0; tiles_at(0, index, tree_size(election->tree), &tile); index++) {
        buf_init(&hashes, 10000);
        assert_int_equal(tree_tile(election->tree, 0, index, tile.width, &hashes), 0);
        tiles_path(&tile, name);
        write_file(folder, name, buf_span(&hashes));
        buf_deinit(&hashes);
    }
}

static void write_entries(struct election *election, const char *folder)
{
    char name[TILES_PATH_SIZE];
    struct reader reader;
    struct tile tile;
    struct span entry;
    struct buf bundle;
    uint64_t index;
    unsigned i;

    reader_init(&reader, buf_span(&election->entries));
    for (index = 0; tiles_at(TILES_ENTRIES, index, tree_size(election->tree), &tile);
         index++) {
        buf_init(&bundle, TILES_BUNDLE_SIZE_MAX);
        for (i = 0; i < tile.width; i++) {
            assert_int_equal(tiles_next_entry(&reader, &entry), 0);
            tiles_put_entry(&bundle, entry);
        }
        tiles_path(&tile, name);
        write_file(folder, name, buf_span(&bundle));
        buf_deinit(&bundle);
    }
}

static void write_checkpoint(struct election *election, const char *folder)
{
    struct tree_head head = {.size = tree_size(election->tree)};
    struct vkey log;
    struct buf note;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    assert_int_equal(tree_root(election->tree, head.size, &head.root), 0);
    assert_int_equal(vkey_make(election->definition->origin,
                               VKEY_LOG,
                               sign_secret_key(election->log),
                               &log),
                     0);
    assert_int_equal(checkpoint_write(&head, &log, election->log, &note), 0);
    write_file(folder, "checkpoint", buf_span(&note));
    buf_deinit(&note);
}

void election_publish(struct election *election, const char *folder)
{
    char objects[FILE_PATH_SIZE];
    size_t i;

    assert_int_equal(file_join(folder, "objects", objects), 0);
    assert_int_equal(file_make_folder(objects), 0);
    for (i = 0; i < election->object_count; i++) {
        assert_int_equal(
            object_put(objects, &election->refs[i], buf_span(&election->objects[i])),
            0);
    }
    write_hashes(election, folder);
    write_entries(election, folder);
    write_checkpoint(election, folder);
}
