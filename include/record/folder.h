/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A record in a folder, as `tally fetch` leaves it and any web server can serve it
 * (house.md §8): checkpoint, checkpoints/SIZE, tile/…, objects/SHA256. Every file must
 * have exactly the size its name implies.
 */
#ifndef RECORD_FOLDER_H
#define RECORD_FOLDER_H

#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "record/source.h"
#include "record/tree.h"

enum folder_refusal {
    FOLDER_ABSENT = 1, /* no such folder, or a file that should be there is not */
    FOLDER_MALFORMED,  /* a file of the wrong size or form */
};

struct folder;

/* The folder as the record of `size` entries. The path is copied. */
MUST_USE int folder_open(const char *path, uint64_t size, struct folder **out);
void folder_free(struct folder *folder);

/* Reads the entries in order best: a bundle is kept while its entries are read. The
 * source lives as long as the folder. Its entries are for one thread, its objects for
 * many. */
struct record_source folder_source(struct folder *folder);

/* Appends the newest checkpoint's note; nothing is opened or verified. */
MUST_USE int folder_checkpoint(const char *path, struct buf *out);

/* Reads the leaf hashes (tile/0) into a tree of `size` leaves. */
MUST_USE int folder_tree(const char *path, uint64_t size, struct tree **out);

/* How many entries of a record of `size` are here, from the first on without a gap:
 * while the poll lasts a copy has the bundles up to `open` only. */
MUST_USE int folder_held(const char *path, uint64_t size, uint64_t *out);

OWNED(folder)

#endif
