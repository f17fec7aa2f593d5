// SPDX-License-Identifier: AGPL-3.0-or-later
/* Of a record in a folder: each file of it is what the entries say it is. */
#include <sys/stat.h>
#include <sys/types.h>

#include <fts.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/hex.h"
#include "base/threads.h"
#include "checks.h"
#include "record/object.h"
#include "record/tiles.h"
#include "witnesses.h"

static int make_room(struct audit *audit)
{
    size_t room = audit->object_room == 0 ? 16 : 2 * audit->object_room;
    struct filed_object *objects;

    if (audit->object_count < audit->object_room) {
        return 0;
    }
    objects = reallocarray(audit->objects, room, sizeof(*objects));
    if (objects == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    audit->objects = objects;
    audit->object_room = room;
    return 0;
}

static int bad_object(struct audit *audit, const char *name)
{
    return audit_bad(audit,
                     DEFECT_OBJECT_NAME,
                     "objects/%s has not the hash of its name, or is too large",
                     name);
}

/* What the tile ought to hold, from the entries. */
static int build_tile(struct audit *audit, const struct tile *tile, struct buf *out)
{
    uint64_t first = tile->index * TILES_WIDTH;
    struct span bytes;
    uint64_t i;
    int r;

    if (tile->level != TILES_ENTRIES) {
        return FOLD(tree_tile(
            audit->tree, (unsigned)tile->level, tile->index, tile->width, out));
    }
    for (i = 0; i < tile->width; i++) {
        r = audit_entry(audit, first + i, &bytes);
        if (r != 0) {
            return r;
        }
        tiles_put_entry(out, bytes);
    }
    return FOLD(buf_status(out));
}

static int compare(struct audit *audit, const char *path, struct span expected)
{
    struct buf file;
    int r;

    buf_init(&file, TILES_BUNDLE_SIZE_MAX);
    r = file_read(path, &file);
    if (r >= 0) {
        r = r == 0 && span_is_equal(buf_span(&file), expected)
                ? 0
                : audit_bad(
                    audit, DEFECT_TILE, "%s is not what the entries make it", path);
    }
    buf_deinit(&file);
    return r;
}

static int check_tile(struct audit *audit, const char *path, const char *name)
{
    struct tile tile;
    struct buf expected;
    int r;

    if (tiles_parse(span_of_text(name), &tile) != 0
        || !tiles_is_within(&tile, audit->head.size)) {
        return audit_note(audit, "%s belongs to no record of this size", path);
    }
    buf_init(&expected, TILES_BUNDLE_SIZE_MAX);
    r = build_tile(audit, &tile, &expected);
    if (r == 0) {
        r = compare(audit, path, buf_span(&expected));
    }
    buf_deinit(&expected);
    audit->counted++;
    return r;
}

/* An object is hashed later, with the others. */
static int note_object(struct audit *audit, const char *path, const char *name)
{
    struct filed_object object = {.parcel = NULL};
    int r;

    if (hex_decode(span_of_text(name), object.is.digest.bytes, DIGEST_SIZE) != 0) {
        return audit_note(audit, "%s is no part of a record", path);
    }
    r = file_size(path, &object.is.size);
    if (r != 0 || object.is.size > OBJECT_SIZE_MAX) {
        return r < 0 ? r : bad_object(audit, name);
    }
    r = make_room(audit);
    if (r == 0) {
        audit->objects[audit->object_count] = object;
        audit->object_count++;
    }
    return r;
}

/* A threads_part. */
static int open_object(void *context, size_t at)
{
    const struct audit *audit = context;
    struct filed_object *object = &audit->objects[at];

    object->refusal = parcel_open(audit->input.source, &object->is, &object->parcel);
    return object->refusal < 0 ? object->refusal : 0;
}

/* The first that is bad, by name, is told. */
static int check_objects(struct audit *audit)
{
    char name[2 * DIGEST_SIZE + 1];
    size_t i;
    int r;

    r = threads_run(audit->object_count, open_object, audit);
    for (i = 0; i < audit->object_count && r == 0; i++) {
        audit->counted++;
        if (audit->objects[i].refusal != 0) {
            hex_encode(SPAN(audit->objects[i].is.digest), name);
            r = bad_object(audit, name);
        }
    }
    return r;
}

/* Its name is its size: under another it is served for what it is not. */
static bool is_named(struct span note, const char *name)
{
    struct checkpoint checkpoint;
    char size[24];

    if (checkpoint_parse(note, &checkpoint) != 0) {
        return true; /* of no form at all: told so below */
    }
    (void)snprintf(size, sizeof(size), "%" PRIu64, checkpoint.head.size);
    return strcmp(name, size) == 0;
}

static int check_cosigned(struct audit *audit, const char *path, const char *name)
{
    CLEANUP(buf_deinit) struct buf file;
    int r;

    buf_init(&file, CHECKPOINT_SIZE_MAX);
    r = file_read(path, &file);
    if (r >= 0 && !is_named(buf_span(&file), name)) {
        return audit_bad(
            audit, DEFECT_COSIGNED, "%s is a checkpoint of another size", path);
    }
    return r < 0 ? r : witnesses_judge(audit, buf_span(&file), path);
}

static int check_file(struct audit *audit, const char *path)
{
    const char *name = path + strlen(audit->input.folder) + 1;

    if (strcmp(name, "checkpoint") == 0 || strncmp(name, "checkpoints/", 12) == 0) {
        return 0;
    }
    if (strncmp(name, "tile/", 5) == 0) {
        return check_tile(audit, path, name);
    }
    if (strncmp(name, "objects/", 8) == 0) {
        return note_object(audit, path, name + 8);
    }
    if (strncmp(name, "cosigned/", 9) == 0 && strpbrk(name + 9, "/.") == NULL) {
        return check_cosigned(audit, path, name + 9);
    }
    return audit_note(audit, "%s is no part of a record", path);
}

static int walk(struct audit *audit, FTS *files)
{
    const FTSENT *file;
    int r = 0;

    while (r == 0 && (file = fts_read(files)) != NULL) {
        if (file->fts_info == FTS_DNR || file->fts_info == FTS_ERR
            || file->fts_info == FTS_NS) {
            return FAULT(FAULT_IO);
        }
        if (file->fts_info != FTS_D && file->fts_info != FTS_DP) {
            r = check_file(audit, file->fts_path);
        }
    }
    return r;
}

static int check_here(struct audit *audit, const struct tile *tile)
{
    char name[TILES_PATH_SIZE];
    char path[FILE_PATH_SIZE];
    uint64_t size;
    int r;

    tiles_path(tile, name);
    if (file_join(audit->input.folder, name, path) != 0) {
        return FAULT(FAULT_BUG);
    }
    r = file_size(path, &size);
    return r <= 0 ? r : audit_bad(audit, DEFECT_TILE_MISSING, "%s is not here", name);
}

/* The hashes of this size, at every level. The entries' own were read before. */
static int check_tiles_here(struct audit *audit)
{
    struct tile tile;
    uint64_t index;
    int level;
    int r = 0;

    for (level = 0; r == 0 && level <= TILES_LEVEL_MAX; level++) {
        for (index = 0; r == 0 && tiles_at(level, index, audit->head.size, &tile);
             index++) {
            r = check_here(audit, &tile);
        }
    }
    return r;
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

int audit_check_files(struct audit *audit)
{
    char folder[FILE_PATH_SIZE];
    char *roots[] = {folder, NULL};
    FTS *files;
    int r;

    if (audit->input.folder == NULL) {
        return 0;
    }
    if (strlen(audit->input.folder) >= sizeof(folder)) {
        return FAULT(FAULT_BUG);
    }
    memcpy(folder, audit->input.folder, strlen(audit->input.folder) + 1);
    files = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
    if (files == NULL) {
        return FAULT(FAULT_IO);
    }
    r = walk(audit, files);
    (void)fts_close(files);
    if (r == 0) {
        r = check_objects(audit);
    }
    return r != 0 ? r : check_tiles_here(audit);
}
