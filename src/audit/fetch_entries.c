// SPDX-License-Identifier: AGPL-3.0-or-later
/*
 * The entries. While the poll lasts, bundles with any entry behind `open` are withheld:
 * then the widest one that is served ends with `open` itself.
 */
#include <string.h>

#include "base/fault.h"
#include "base/reader.h"
#include "record/entry.h"
#include "record/folder.h"
#include "seal/hash.h"
#include "wire/codec.h"

#include "fetch_job.h"

/* Every entry of the bundle has the hash the tree says, and there are no others. */
static int check_bundle(struct fetch_job *job,
                        const struct tile *tile,
                        struct span bundle,
                        struct span *last)
{
    struct reader reader;
    struct digest known;
    struct digest leaf;
    unsigned i;

    reader_init(&reader, bundle);
    for (i = 0; i < tile->width; i++) {
        if (tiles_next_entry(&reader, last) != 0) {
            return FETCH_MALFORMED;
        }
        entry_leaf(*last, &leaf);
        if (tree_leaf(job->tree, tile->index * TILES_WIDTH + i, &known) != 0
            || memcmp(leaf.bytes, known.bytes, DIGEST_SIZE) != 0) {
            return FETCH_ENTRY;
        }
    }
    return reader_done(&reader) ? 0 : FETCH_MALFORMED;
}

/* From the folder if it is there and right, else from the net; never kept unchecked. */
static int take_bundle(struct fetch_job *job, const struct tile *tile, struct buf *out)
{
    char name[TILES_PATH_SIZE];
    struct span last;
    int r;

    tiles_path(tile, name);
    buf_reset(out);
    r = fetch_file_read(job, name, out);
    if (r < 0 || (r == 0 && check_bundle(job, tile, buf_span(out), &last) == 0)) {
        return r;
    }
    buf_reset(out);
    r = fetch_web_get(job, name, out);
    if (r != 0) {
        return r;
    }
    r = check_bundle(job, tile, buf_span(out), &last);
    return r != 0 ? fetch_refuse(job, r, name)
                  : fetch_file_write(job, name, buf_span(out));
}

/* The widest part of the bundle that is served, by halving; 0: none. */
static int take_widest(struct fetch_job *job, const struct tile *whole, unsigned *width)
{
    CLEANUP(buf_deinit) struct buf bundle;
    unsigned low = 0;
    unsigned high = whole->width - 1;
    int r;

    buf_init(&bundle, TILES_BUNDLE_SIZE_MAX);
    while (low < high) {
        struct tile part = *whole;

        part.width = low + (high - low + 1) / 2;
        r = take_bundle(job, &part, &bundle);
        if (r != 0 && r != FETCH_ABSENT) {
            return r;
        }
        if (r == 0) {
            low = part.width;
        } else {
            high = part.width - 1;
        }
    }
    *width = low;
    return 0;
}

/* What ends before the record does ends with `open`: nothing else is withheld. */
static int
check_withheld(struct fetch_job *job, const struct tile *tile, unsigned width)
{
    CLEANUP(buf_deinit) struct buf bundle;
    struct tile part = *tile;
    struct entry entry;
    struct span last;
    char name[TILES_PATH_SIZE];
    int r;

    buf_init(&bundle, TILES_BUNDLE_SIZE_MAX);
    tiles_path(tile, name);
    part.width = width;
    if (width == 0) {
        if (tile->index == 0) {
            return fetch_refuse(job, FETCH_ABSENT, name);
        }
        part.index--;
        part.width = TILES_WIDTH;
    }
    r = take_bundle(job, &part, &bundle);
    if (r == 0) {
        r = check_bundle(job, &part, buf_span(&bundle), &last);
    }
    if (r != 0) {
        return r;
    }
    return entry_parse(last, &entry) == 0 && entry.type == ENTRY_OPEN
               ? 0
               : fetch_refuse(job, FETCH_ABSENT, name);
}

/* Of a bundle that is not there, what is. The poll may close while that is sought: then
 * all of it is there after all. */
static int take_rest(struct fetch_job *job, const struct tile *tile, struct buf *bundle)
{
    unsigned width = 0;
    int r;

    r = take_widest(job, tile, &width);
    if (r == 0) {
        r = check_withheld(job, tile, width);
    }
    if (r == FETCH_ABSENT) {
        width = tile->width;
        r = take_bundle(job, tile, bundle);
    }
    job->report->held = tile->index * TILES_WIDTH + width;
    return r;
}

int fetch_entries_all(struct fetch_job *job)
{
    CLEANUP(buf_deinit) struct buf bundle;
    struct tile tile;
    uint64_t index;
    int r = 0;

    buf_init(&bundle, TILES_BUNDLE_SIZE_MAX);
    job->report->held = 0;
    for (index = 0; r == 0 && job->report->held == index * TILES_WIDTH
                    && tiles_at(TILES_ENTRIES, index, job->head.size, &tile);
         index++) {
        r = take_bundle(job, &tile, &bundle);
        if (r == FETCH_ABSENT) {
            r = take_rest(job, &tile, &bundle);
        } else {
            job->report->held = index * TILES_WIDTH + tile.width;
        }
    }
    return r;
}

static int read_definition(struct fetch_job *job, struct span bytes)
{
    CLEANUP(document_freep) struct document *document = NULL;
    struct digest digest;
    struct entry entry;
    int r;

    if (entry_parse(bytes, &entry) != 0 || entry.type != ENTRY_DEFINITION) {
        return fetch_refuse(job, FETCH_MALFORMED, "entry 0");
    }
    r = codec_parse(entry.document, ENTRY_DEFINITION, NULL, &document);
    if (r != 0) {
        return r < 0 ? r : fetch_refuse(job, FETCH_MALFORMED, "entry 0");
    }
    hash_sha256(entry.document, &digest);
    memcpy(job->report->eid.bytes, digest.bytes, EID_SIZE);
    r = vkey_make(document->of.definition->origin,
                  VKEY_LOG,
                  &document->of.definition->log,
                  &job->log);
    return r <= 0 ? r : fetch_refuse(job, FETCH_MALFORMED, "entry 0");
}

/* Read from the net before anything is believed or written: of the first bundle the
 * part that is just the definition is always served. */
int fetch_entries_first(struct fetch_job *job)
{
    CLEANUP(buf_deinit) struct buf bundle;
    const struct tile first = {TILES_ENTRIES, 0, 1};
    struct tile whole;
    char name[TILES_PATH_SIZE];
    struct reader reader;
    struct digest known;
    struct digest leaf;
    struct span entry;
    int r;

    buf_init(&bundle, TILES_BUNDLE_SIZE_MAX);
    tiles_path(&first, name);
    r = fetch_web_get(job, name, &bundle);
    if (r == FETCH_ABSENT && tiles_at(TILES_ENTRIES, 0, job->head.size, &whole)) {
        tiles_path(&whole, name);
        r = fetch_web_get(job, name, &bundle);
    }
    if (r != 0) {
        return r;
    }
    reader_init(&reader, buf_span(&bundle));
    if (tiles_next_entry(&reader, &entry) != 0) {
        return fetch_refuse(job, FETCH_MALFORMED, name);
    }
    entry_leaf(entry, &leaf);
    if (tree_leaf(job->tree, 0, &known) != 0
        || memcmp(leaf.bytes, known.bytes, DIGEST_SIZE) != 0) {
        return fetch_refuse(job, FETCH_ENTRY, name);
    }
    return read_definition(job, entry);
}

int fetch_entries_known(struct fetch_job *job)
{
    CLEANUP(folder_freep) struct folder *folder = NULL;
    CLEANUP(buf_deinit) struct buf entry;
    struct record_source source;
    uint64_t held = 0;
    int r;

    buf_init(&entry, ENTRY_SIZE_MAX);
    r = folder_held(job->order->folder, job->old.size, &held);
    if (r == 0) {
        r = folder_open(job->order->folder, held, &folder);
    }
    if (r == 0) {
        source = folder_source(folder);
        r = source_entry(&source, 0, &entry);
    }
    if (r != 0) {
        return r < 0 ? r : fetch_refuse(job, FETCH_DAMAGED, "entry 0");
    }
    return read_definition(job, buf_span(&entry));
}
