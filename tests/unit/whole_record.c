// SPDX-License-Identifier: AGPL-3.0-or-later
#include "whole_record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/hex.h"
#include "record/checkpoint.h"
#include "record/tiles.h"
#include "seal/hash.h"
#include "wire/codec.h"

enum {
    OBJECT_MAX = 1 << 20,
};

static int give_entry(void *context, uint64_t index, struct buf *out)
{
    const struct whole *whole = context;

    if (index >= whole->entry_count || whole->entries[index].size == 0) {
        return SOURCE_ABSENT;
    }
    buf_put_span(out, buf_span(&whole->entries[index]));
    return buf_status(out);
}

static const struct buf *find(const struct whole *whole, const struct digest *digest)
{
    size_t i;

    for (i = 0; i < whole->object_count; i++) {
        if (span_is_equal(SPAN(whole->refs[i].digest), SPAN(*digest))) {
            return &whole->objects[i];
        }
    }
    return NULL;
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

void whole_record_clear(struct whole *whole)
{
    size_t i;

    for (i = 0; i < whole->entry_count; i++) {
        buf_deinit(&whole->entries[i]);
    }
    for (i = 0; i < whole->object_count; i++) {
        buf_deinit(&whole->objects[i]);
    }
    whole->entry_count = 0;
    whole->object_count = 0;
    tree_free(whole->tree);
    whole->tree = NULL;
}

void whole_record_reset(struct whole *whole)
{
    whole_record_clear(whole);
    assert_int_equal(tree_new(&whole->tree), 0);
    whole->time = WHOLE_START;
    whole->source = (struct record_source){whole, give_entry, give_size, give_piece};
}

static void append(struct whole *whole, const struct entry *entry)
{
    struct buf *bytes = &whole->entries[whole->entry_count];
    struct digest leaf;

    assert_true(whole->entry_count < WHOLE_ENTRIES);
    buf_init(bytes, ENTRY_SIZE_MAX);
    assert_int_equal(entry_write(entry, bytes), 0);
    entry_leaf(buf_span(bytes), &leaf);
    assert_int_equal(tree_append(whole->tree, &leaf), 0);
    whole->entry_count++;
}

void whole_record_add(struct whole *whole,
                      enum entry_type type,
                      struct span text,
                      const struct keyfile *const *signers,
                      size_t count)
{
    struct entry entry = {.type = type, .time = whole->time, .document = text};
    size_t i;

    for (i = 0; i < count; i++) {
        entry.signers[i].key = keyfile_person(signers[i])->sign;
        sign_entry(keyfile_sign(signers[i]),
                   (uint8_t)type,
                   &whole->eid,
                   text,
                   &entry.signers[i].signature);
    }
    entry.signer_count = count;
    append(whole, &entry);
}

void whole_record_ballot(struct whole *whole,
                         enum entry_type type,
                         struct span ballot,
                         int64_t time)
{
    const struct entry entry = {.type = type, .time = time, .ballot = ballot};

    append(whole, &entry);
}

struct document *whole_record_draft(struct whole *whole, enum entry_type type)
{
    struct document *document =
        document_new(type, whole->definition->constituency_count);

    assert_non_null(document);
    document->base.size = tree_size(whole->tree);
    assert_int_equal(tree_root(whole->tree, document->base.size, &document->base.root),
                     0);
    return document;
}

void whole_record_document(struct whole *whole,
                           struct document *document,
                           const struct keyfile *signer)
{
    struct buf text;

    buf_init(&text, CODEC_SIZE_MAX);
    assert_int_equal(codec_write(document, &text), 0);
    whole_record_add(
        whole, document->type, buf_span(&text), &signer, signer == NULL ? 0 : 1);
    buf_deinit(&text);
    document_free(document);
}

struct object_ref whole_record_object(struct whole *whole, struct span bytes)
{
    struct object_ref ref = {.size = bytes.size};
    struct buf *object = &whole->objects[whole->object_count];

    assert_true(whole->object_count < WHOLE_OBJECTS);
    hash_sha256(bytes, &ref.digest);
    buf_init(object, OBJECT_MAX);
    buf_put_span(object, bytes);
    whole->refs[whole->object_count] = ref;
    whole->object_count++;
    return ref;
}

void whole_sign(struct whole *whole)
{
    struct tree_head head = {.size = whole->entry_count};
    struct vkey log;

    assert_int_equal(tree_root(whole->tree, head.size, &head.root), 0);
    assert_int_equal(
        vkey_make(
            whole->definition->origin, VKEY_LOG, sign_secret_key(whole->log), &log),
        0);
    buf_reset(&whole->checkpoint);
    assert_int_equal(checkpoint_write(&head, &log, whole->log, &whole->checkpoint), 0);
}

static void write_file(const char *folder, const char *name, struct span bytes)
{
    char path[FILE_PATH_SIZE];

    assert_int_equal(file_join(folder, name, path), 0);
    assert_int_equal(file_make_parents(path), 0);
    assert_int_equal(file_replace(path, bytes, 0644), 0);
}

static void write_tile(struct whole *whole, const char *folder, const struct tile *tile)
{
    char name[TILES_PATH_SIZE];
    struct buf bytes;
    size_t i;

    buf_init(&bytes, TILES_BUNDLE_SIZE_MAX);
    if (tile->level != TILES_ENTRIES) {
        assert_int_equal(
            tree_tile(
                whole->tree, (unsigned)tile->level, tile->index, tile->width, &bytes),
            0);
    }
    for (i = 0; tile->level == TILES_ENTRIES && i < tile->width; i++) {
        tiles_put_entry(&bytes, buf_span(&whole->entries[i]));
    }
    tiles_path(tile, name);
    write_file(folder, name, buf_span(&bytes));
    buf_deinit(&bytes);
}

/* Fewer than 256 entries: one partial tile and one partial bundle. */
void whole_write(struct whole *whole, const char *folder)
{
    struct tile tile = {.level = 0, .width = (unsigned)whole->entry_count};
    char name[100];
    size_t i;

    write_file(folder, "checkpoint", buf_span(&whole->checkpoint));
    (void)snprintf(name, sizeof(name), "checkpoints/%zu", whole->entry_count);
    write_file(folder, name, buf_span(&whole->checkpoint));
    write_tile(whole, folder, &tile);
    tile.level = TILES_ENTRIES;
    write_tile(whole, folder, &tile);
    for (i = 0; i < whole->object_count; i++) {
        (void)snprintf(name, sizeof(name), "objects/");
        hex_encode(SPAN(whole->refs[i].digest), name + strlen(name));
        write_file(folder, name, buf_span(&whole->objects[i]));
    }
}
