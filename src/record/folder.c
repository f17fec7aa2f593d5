// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/reader.h"
#include "record/checkpoint.h"
#include "record/object.h"
#include "record/tiles.h"

struct folder {
    char path[FILE_PATH_SIZE];
    char objects[FILE_PATH_SIZE];
    uint64_t size;
    struct buf bundle; /* the one read last */
    uint64_t bundle_index;
    unsigned bundle_width; /* 0: none yet */
    struct span entries[TILES_WIDTH];
};

int folder_open(const char *path, uint64_t size, struct folder **out)
{
    struct folder *folder = calloc(1, sizeof(*folder));

    if (folder == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    buf_init(&folder->bundle, TILES_BUNDLE_SIZE_MAX);
    if (strlen(path) >= sizeof(folder->path)
        || file_join(path, "objects", folder->objects) != 0) {
        folder_free(folder);
        return FOLDER_ABSENT;
    }
    memcpy(folder->path, path, strlen(path) + 1);
    folder->size = size;
    *out = folder;
    return 0;
}

void folder_free(struct folder *folder)
{
    if (folder == NULL) {
        return;
    }
    buf_deinit(&folder->bundle);
    free(folder);
}

/* A whole file of the record. */
static int read_file(const char *folder, const char *name, struct buf *out)
{
    char path[FILE_PATH_SIZE];
    int r;

    if (file_join(folder, name, path) != 0) {
        return FOLDER_ABSENT;
    }
    r = file_read(path, out);
    if (r == FILE_TOO_LARGE) {
        return FOLDER_MALFORMED;
    }
    return r <= 0 ? r : FOLDER_ABSENT;
}

static int split_bundle(struct folder *folder, unsigned width)
{
    struct reader reader;
    unsigned i;

    reader_init(&reader, buf_span(&folder->bundle));
    for (i = 0; i < width; i++) {
        if (tiles_next_entry(&reader, &folder->entries[i]) != 0) {
            return FOLDER_MALFORMED;
        }
    }
    return reader_done(&reader) ? 0 : FOLDER_MALFORMED;
}

static int load_bundle(struct folder *folder, uint64_t index)
{
    char name[TILES_PATH_SIZE];
    struct tile tile;
    int r;

    if (folder->bundle_width > 0 && folder->bundle_index == index) {
        return 0;
    }
    if (!tiles_at(TILES_ENTRIES, index, folder->size, &tile)) {
        return FOLDER_ABSENT;
    }
    folder->bundle_width = 0;
    buf_reset(&folder->bundle);
    tiles_path(&tile, name);
    r = read_file(folder->path, name, &folder->bundle);
    if (r != 0) {
        return r;
    }
    r = split_bundle(folder, tile.width);
    if (r != 0) {
        return r;
    }
    folder->bundle_index = index;
    folder->bundle_width = tile.width;
    return 0;
}

static int read_entry(void *context, uint64_t index, struct buf *out)
{
    struct folder *folder = context;
    int r;

    if (index >= folder->size) {
        return SOURCE_ABSENT;
    }
    r = load_bundle(folder, index / TILES_WIDTH);
    if (r != 0) {
        return r < 0 ? r : r == FOLDER_ABSENT ? SOURCE_ABSENT : SOURCE_FALSE;
    }
    buf_put_span(out, folder->entries[index % TILES_WIDTH]);
    return FOLD(buf_status(out));
}

static int read_object_size(void *context, const struct digest *digest, uint64_t *out)
{
    const struct folder *folder = context;
    int r = object_size(folder->objects, digest, out);

    return r <= 0 ? r : SOURCE_ABSENT;
}

static int read_object(void *context,
                       const struct digest *digest,
                       uint64_t offset,
                       size_t size,
                       struct buf *out)
{
    const struct folder *folder = context;
    const struct object_part part = {*digest, offset, size};
    int r = object_read(folder->objects, &part, out);

    return r <= 0 ? r : SOURCE_ABSENT;
}

struct record_source folder_source(struct folder *folder)
{
    return (struct record_source){
        .context = folder,
        .entry = read_entry,
        .object_size = read_object_size,
        .object_piece = read_object,
    };
}

int folder_checkpoint(const char *path, struct buf *out)
{
    CLEANUP(buf_deinit) struct buf note;
    int r;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    r = read_file(path, "checkpoint", &note);
    if (r != 0) {
        return r;
    }
    buf_put_span(out, buf_span(&note));
    return FOLD(buf_status(out));
}

static int append_tile(const char *path, const struct tile *tile, struct tree *tree)
{
    CLEANUP(buf_deinit) struct buf hashes;
    char name[TILES_PATH_SIZE];
    struct reader reader;
    struct digest leaf;
    int r;

    buf_init(&hashes, (size_t)TILES_WIDTH * DIGEST_SIZE);
    tiles_path(tile, name);
    r = read_file(path, name, &hashes);
    if (r != 0) {
        return r;
    }
    if (hashes.size != (size_t)tile->width * DIGEST_SIZE) {
        return FOLDER_MALFORMED;
    }
    reader_init(&reader, buf_span(&hashes));
    while (!reader_is_empty(&reader)) {
        reader_copy(&reader, leaf.bytes, DIGEST_SIZE);
        r = tree_append(tree, &leaf);
        if (r != 0) {
            return r;
        }
    }
    return 0;
}

int folder_tree(const char *path, uint64_t size, struct tree **out)
{
    CLEANUP(tree_freep) struct tree *tree = NULL;
    struct tile tile;
    uint64_t index;
    int r;

    r = tree_new(&tree);
    if (r != 0) {
        return r;
    }
    for (index = 0; tiles_at(0, index, size, &tile); index++) {
        r = append_tile(path, &tile, tree);
        if (r != 0) {
            return r;
        }
    }
    *out = tree_take(&tree);
    return 0;
}

static int has_tile(const char *path, const struct tile *tile)
{
    char name[TILES_PATH_SIZE];
    char whole[FILE_PATH_SIZE];
    uint64_t size = 0;
    int r;

    tiles_path(tile, name);
    if (file_join(path, name, whole) != 0) {
        return FOLDER_ABSENT;
    }
    r = file_size(whole, &size);
    return r <= 0 ? r : FOLDER_ABSENT;
}

int folder_held(const char *path, uint64_t size, uint64_t *out)
{
    struct tile tile = {.width = 0};
    uint64_t index;
    int r = 0;

    for (index = 0; tiles_at(TILES_ENTRIES, index, size, &tile); index++) {
        r = has_tile(path, &tile);
        if (r < 0) {
            return r;
        }
        if (r > 0) {
            break;
        }
    }
    /* The widest part of the bundle that is missing. */
    while (r > 0 && tile.width > 1) {
        tile.width--;
        r = has_tile(path, &tile);
        if (r == 0) {
            *out = index * TILES_WIDTH + tile.width;
            return 0;
        }
    }
    if (r < 0) {
        return r;
    }
    *out = r > 0 ? index * TILES_WIDTH : size;
    return 0;
}
