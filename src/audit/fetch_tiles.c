// SPDX-License-Identifier: AGPL-3.0-or-later
/* The hashes: those the folder holds, and those that are new. */
#include <string.h>

#include "base/fault.h"
#include "base/reader.h"
#include "record/folder.h"

#include "fetch_job.h"

static bool is_root(const struct fetch_job *job, const struct tree_head *head)
{
    struct digest root;

    return tree_root(job->tree, head->size, &root) == 0
           && memcmp(root.bytes, head->root.bytes, DIGEST_SIZE) == 0;
}

int fetch_tiles_old(struct fetch_job *job)
{
    int r;

    r = folder_tree(job->order->folder, job->old.size, &job->tree);
    if (r != 0) {
        return r < 0 ? r : fetch_refuse(job, FETCH_DAMAGED, "tile/0");
    }
    if (!is_root(job, &job->old)) {
        return fetch_refuse(job, FETCH_DAMAGED, "checkpoint");
    }
    if (job->head.size >= job->old.size) {
        return 0;
    }
    return fetch_refuse(
        job, is_root(job, &job->head) ? FETCH_OLDER : FETCH_FORK, "checkpoint");
}

/* Leaves that are here already must be the same; the others are appended. */
static int take_leaf(struct fetch_job *job, uint64_t index, const struct digest *leaf)
{
    struct digest known;

    if (tree_leaf(job->tree, index, &known) != 0) {
        return tree_append(job->tree, leaf);
    }
    return memcmp(known.bytes, leaf->bytes, DIGEST_SIZE) == 0 ? 0 : FETCH_FORK;
}

static int take_tile(struct fetch_job *job, const struct tile *tile)
{
    CLEANUP(buf_deinit) struct buf hashes;
    char name[TILES_PATH_SIZE];
    struct reader reader;
    struct digest leaf;
    unsigned i;
    int r;

    buf_init(&hashes, (size_t)TILES_WIDTH * DIGEST_SIZE);
    tiles_path(tile, name);
    r = fetch_web_get(job, name, &hashes);
    if (r != 0) {
        return r;
    }
    if (hashes.size != (size_t)tile->width * DIGEST_SIZE) {
        return fetch_refuse(job, FETCH_MALFORMED, name);
    }
    reader_init(&reader, buf_span(&hashes));
    for (i = 0; i < tile->width; i++) {
        reader_copy(&reader, leaf.bytes, DIGEST_SIZE);
        r = take_leaf(job, tile->index * TILES_WIDTH + i, &leaf);
        if (r != 0) {
            return r < 0 ? r : fetch_refuse(job, r, name);
        }
    }
    return 0;
}

int fetch_tiles_new(struct fetch_job *job)
{
    struct tile tile;
    uint64_t index = job->old.size / TILES_WIDTH;
    int r;

    for (; job->head.size > job->old.size && tiles_at(0, index, job->head.size, &tile);
         index++) {
        r = take_tile(job, &tile);
        if (r != 0) {
            return r;
        }
    }
    if (is_root(job, &job->head)) {
        return 0;
    }
    return fetch_refuse(
        job, job->old.size == job->head.size ? FETCH_FORK : FETCH_ROOT, "checkpoint");
}

static int write_tile(struct fetch_job *job, const struct tile *tile)
{
    CLEANUP(buf_deinit) struct buf hashes;
    CLEANUP(buf_deinit) struct buf known;
    char name[TILES_PATH_SIZE];
    int r;

    buf_init(&hashes, (size_t)TILES_WIDTH * DIGEST_SIZE);
    buf_init(&known, (size_t)TILES_WIDTH * DIGEST_SIZE);
    r = tree_tile(job->tree, (unsigned)tile->level, tile->index, tile->width, &hashes);
    if (r != 0) {
        return FOLD(r);
    }
    tiles_path(tile, name);
    r = fetch_file_read(job, name, &known);
    if (r < 0 || (r == 0 && span_is_equal(buf_span(&known), buf_span(&hashes)))) {
        return r;
    }
    return fetch_file_write(job, name, buf_span(&hashes));
}

static int write_level(struct fetch_job *job, int level)
{
    struct tile tile;
    uint64_t index;
    int r = 0;

    for (index = 0; r == 0 && tiles_at(level, index, job->head.size, &tile); index++) {
        r = write_tile(job, &tile);
    }
    return r;
}

/* Of every level, made from the leaves: they cannot be others than the log's. */
int fetch_tiles_write(struct fetch_job *job)
{
    int level;
    int r = 0;

    for (level = 0; r == 0 && level <= TILES_LEVEL_MAX; level++) {
        r = write_level(job, level);
    }
    return r;
}
