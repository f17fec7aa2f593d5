// SPDX-License-Identifier: AGPL-3.0-or-later
#include <stdio.h>
#include <string.h>

#include "audit_bench.h"
#include "base/file.h"
#include "base/hex.h"
#include "record/checkpoint.h"
#include "record/tiles.h"
#include "seal/hash.h"
#include "wire/codec.h"

void bench_entry(struct bench *bench, const struct entry *entry)
{
    size_t start = bench->entries.size;
    struct digest leaf;

    bench_must(entry_write(entry, &bench->entries), "an entry");
    entry_leaf(span_of(bench->entries.data + start, bench->entries.size - start),
               &leaf);
    bench_must(tree_append(bench->tree, &leaf), "the tree");
    buf_put(&bench->ends, &bench->entries.size, sizeof(bench->entries.size));
    if (entry->type == ENTRY_BOX) {
        bench->box = leaf;
    }
}

struct document *bench_draft(const struct bench *bench, enum entry_type type)
{
    struct document *document =
        document_new(type, bench->definition->constituency_count);

    bench_must(document == NULL, "a document");
    document->base.size = tree_size(bench->tree);
    bench_must(tree_root(bench->tree, document->base.size, &document->base.root),
               "the root");
    return document;
}

void bench_document(struct bench *bench,
                    struct document *document,
                    const struct sign_secret *signer)
{
    CLEANUP(buf_deinit) struct buf text;
    struct entry entry = {.type = document->type, .time = bench->time};

    buf_init(&text, CODEC_SIZE_MAX);
    bench_must(codec_write(document, &text), "a document");
    entry.document = buf_span(&text);
    if (signer != NULL) {
        entry.signer_count = 1;
        entry.signers[0].key = *sign_secret_key(signer);
        sign_entry(signer,
                   (uint8_t)entry.type,
                   &bench->eid,
                   entry.document,
                   &entry.signers[0].signature);
    }
    bench_entry(bench, &entry);
    document_free(document);
}

static void write_file(const struct bench *bench, const char *name, struct span bytes)
{
    char path[FILE_PATH_SIZE];

    bench_must(file_join(bench->folder, name, path), "a path");
    bench_must(file_make_parents(path), "a folder");
    bench_must(file_replace(path, bytes, 0644), "a file");
}

struct object_ref bench_object(const struct bench *bench, struct span bytes)
{
    struct object_ref ref = {.size = bytes.size};
    char name[2 * DIGEST_SIZE + 9] = "objects/";

    hash_sha256(bytes, &ref.digest);
    hex_encode(SPAN(ref.digest), name + strlen(name));
    write_file(bench, name, bytes);
    return ref;
}

static struct span entry_at(const struct bench *bench, uint64_t index)
{
    size_t start = 0;
    size_t end;

    if (index > 0) {
        memcpy(&start, bench->ends.data + (index - 1) * sizeof(start), sizeof(start));
    }
    memcpy(&end, bench->ends.data + index * sizeof(end), sizeof(end));
    return span_of(bench->entries.data + start, end - start);
}

static void write_tiles(const struct bench *bench, int level)
{
    CLEANUP(buf_deinit) struct buf bytes;
    char name[TILES_PATH_SIZE];
    struct tile tile;
    uint64_t index;
    unsigned i;

    buf_init(&bytes, TILES_BUNDLE_SIZE_MAX);
    for (index = 0; tiles_at(level, index, tree_size(bench->tree), &tile); index++) {
        buf_reset(&bytes);
        if (level != TILES_ENTRIES) {
            bench_must(
                tree_tile(bench->tree, (unsigned)level, index, tile.width, &bytes),
                "a tile");
        }
        for (i = 0; level == TILES_ENTRIES && i < tile.width; i++) {
            tiles_put_entry(&bytes, entry_at(bench, index * TILES_WIDTH + i));
        }
        tiles_path(&tile, name);
        write_file(bench, name, buf_span(&bytes));
    }
}

void bench_write(const struct bench *bench)
{
    CLEANUP(buf_deinit) struct buf note;
    struct tree_head head = {.size = tree_size(bench->tree)};
    struct vkey log;
    int level;

    bench_must(tree_root(bench->tree, head.size, &head.root), "the root");
    bench_must(
        vkey_make(
            bench->definition->origin, VKEY_LOG, sign_secret_key(bench->log), &log),
        "the log's key");
    buf_init(&note, CHECKPOINT_SIZE_MAX);
    bench_must(checkpoint_write(&head, &log, bench->log, &note), "the checkpoint");
    for (level = TILES_ENTRIES; level <= TILES_LEVEL_MAX; level++) {
        write_tiles(bench, level);
    }
    write_file(bench, "checkpoint", buf_span(&note));
}
