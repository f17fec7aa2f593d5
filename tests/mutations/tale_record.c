// SPDX-License-Identifier: AGPL-3.0-or-later
/* The record a tale becomes: its memory, and the folder it is written to. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/hex.h"
#include "record/checkpoint.h"
#include "record/tiles.h"
#include "seal/hash.h"
#include "tale_scenes.h"

static const struct buf *find(const struct tale *tale, const struct digest *digest)
{
    size_t i;

    for (i = 0; i < tale->object_count; i++) {
        if (span_is_equal(SPAN(tale->refs[i].digest), SPAN(*digest))) {
            return &tale->objects[i];
        }
    }
    return NULL;
}

static int give_entry(void *context, uint64_t index, struct buf *out)
{
    const struct tale *tale = context;

    if (index >= tale->entry_count) {
        return SOURCE_ABSENT;
    }
    buf_put_span(out, buf_span(&tale->entries[index]));
    return buf_status(out);
}

static int give_size(void *context, const struct digest *digest, uint64_t *out)
{
    const struct buf *object = find(context, digest);

    if (object == NULL) {
        return SOURCE_ABSENT;
    }
    *out = object->size;
    return 0;
}

static int give_piece(void *context,
                      const struct digest *digest,
                      uint64_t offset,
                      size_t size,
                      struct buf *out)
{
    const struct buf *object = find(context, digest);

    if (object == NULL || offset + size > object->size) {
        return SOURCE_ABSENT;
    }
    buf_put(out, object->data + offset, size);
    return buf_status(out);
}

void tale_clear(struct tale *tale)
{
    size_t i;

    for (i = 0; i < tale->entry_count; i++) {
        buf_deinit(&tale->entries[i]);
    }
    for (i = 0; i < tale->object_count; i++) {
        buf_deinit(&tale->objects[i]);
    }
    tale->entry_count = 0;
    tale->object_count = 0;
    tree_free(tale->tree);
    tale->tree = NULL;
    tale->source = (struct record_source){tale, give_entry, give_size, give_piece};
}

void tale_append(struct tale *tale, struct span entry)
{
    struct buf *bytes = &tale->entries[tale->entry_count];
    struct digest leaf;

    buf_init(bytes, ENTRY_SIZE_MAX);
    buf_put_span(bytes, entry);
    MUST(buf_status(bytes));
    entry_leaf(buf_span(bytes), &leaf);
    MUST(tree_append(tale->tree, &leaf));
    tale->entry_count++;
}

struct object_ref tale_object(struct tale *tale, struct span bytes)
{
    struct object_ref ref = {.size = bytes.size};
    struct buf *object = &tale->objects[tale->object_count];

    tale_must(tale->object_count == TALE_OBJECTS, "tale_object");
    hash_sha256(bytes, &ref.digest);
    buf_init(object, TALE_OBJECT_MAX);
    buf_put_span(object, bytes);
    tale->refs[tale->object_count] = ref;
    tale->object_count++;
    return ref;
}

void tale_keep(struct tale *tale, struct span bytes, struct object_ref *out)
{
    buf_reset(&tale->kept);
    buf_put_span(&tale->kept, bytes);
    MUST(buf_status(&tale->kept));
    hash_sha256(bytes, &out->digest);
    out->size = bytes.size;
}

void tale_checkpoint(struct tale *tale,
                     const struct tree_head *head,
                     const struct sign_secret *log,
                     struct buf *out)
{
    const struct definition *definition =
        tale_scene(tale, ENTRY_DEFINITION, 1)->document->of.definition;
    struct vkey vkey;

    MUST(vkey_make(definition->origin, VKEY_LOG, sign_secret_key(log), &vkey));
    MUST(checkpoint_write(head, &vkey, log, out));
}

void tale_cosigned(struct tale *tale,
                   const struct tree_head *head,
                   const struct sign_secret *witness,
                   int64_t time,
                   struct buf *out)
{
    struct checkpoint checkpoint;
    struct vkey vkey;
    struct buf note;

    /* The line says that it is the witness's, whoever signs. */
    MUST(vkey_make(TALE_WITNESS, VKEY_WITNESS, sign_secret_key(tale->witness), &vkey));
    buf_init(&note, CHECKPOINT_SIZE_MAX);
    tale_checkpoint(tale, head, tale->log, &note);
    MUST(checkpoint_parse(buf_span(&note), &checkpoint));
    buf_put_span(out, buf_span(&note));
    MUST(checkpoint_cosign(&checkpoint, &vkey, witness, time, out));
    buf_deinit(&note);
}

void tale_file(const char *folder, const char *name, struct span bytes)
{
    char path[FILE_PATH_SIZE];
    FILE *file;

    /* Not by base/file, which waits for the disk. */
    MUST(file_join(folder, name, path));
    MUST(file_make_parents(path));
    file = fopen(path, "wb");
    tale_must(file == NULL, path);
    tale_must(fwrite(bytes.data, 1, bytes.size, file) != bytes.size, path);
    MUST(fclose(file));
}

static void write_cosigned(struct tale *tale, const char *folder, struct tree_head head)
{
    struct buf note;
    char name[40];

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    tale_cosigned(tale, &head, tale->witness, tale->scenes[head.size - 1]->time, &note);
    (void)snprintf(name, sizeof(name), "cosigned/%zu", (size_t)head.size);
    tale_file(folder, name, buf_span(&note));
    buf_deinit(&note);
}

/* The newest, and one seen before; a witness saw both. */
static void write_checkpoints(struct tale *tale, const char *folder)
{
    struct tree_head head = {.size = TALE_OLDER};
    struct buf note;
    char name[40];

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    write_cosigned(tale, folder, tale->head);
    tale_checkpoint(tale, &tale->head, tale->log, &note);
    tale_file(folder, "checkpoint", buf_span(&note));
    (void)snprintf(name, sizeof(name), "checkpoints/%zu", (size_t)tale->head.size);
    tale_file(folder, name, buf_span(&note));
    buf_reset(&note);
    if (tree_root(tale->tree, head.size, &head.root) == 0) {
        tale_checkpoint(tale, &head, tale->log, &note);
        write_cosigned(tale, folder, head);
        (void)snprintf(name, sizeof(name), "checkpoints/%d", TALE_OLDER);
        tale_file(folder, name, buf_span(&note));
    }
    buf_deinit(&note);
}

/* Fewer than 256 entries: one partial tile and one partial bundle. */
static void write_tiles(struct tale *tale, const char *folder)
{
    struct tile tile = {.level = 0, .width = (unsigned)tale->head.size};
    char name[TILES_PATH_SIZE];
    struct buf bytes;
    size_t i;

    buf_init(&bytes, TILES_BUNDLE_SIZE_MAX);
    MUST(tree_tile(tale->tree, 0, 0, tile.width, &bytes));
    tiles_path(&tile, name);
    tale_file(folder, name, buf_span(&bytes));
    buf_reset(&bytes);
    for (i = 0; i < tile.width; i++) {
        tiles_put_entry(&bytes, buf_span(&tale->entries[i]));
    }
    tile.level = TILES_ENTRIES;
    tiles_path(&tile, name);
    tale_file(folder, name, buf_span(&bytes));
    buf_deinit(&bytes);
}

void tale_write(struct tale *tale, const char *folder)
{
    char name[100] = "objects/";
    size_t i;

    write_checkpoints(tale, folder);
    write_tiles(tale, folder);
    for (i = 0; i < tale->object_count; i++) {
        hex_encode(SPAN(tale->refs[i].digest), name + strlen("objects/"));
        tale_file(folder, name, buf_span(&tale->objects[i]));
    }
}
