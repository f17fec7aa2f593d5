/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Names of tiles and bytes of entry bundles, as C2SP tlog-tiles has them: hash tiles
 * `tile/<L>/<N>`, bundles `tile/entries/<N>`, partial ones with `.p/<W>`; a bundle is
 * a row of u16 length ‖ entry. Paths are relative to the record and have one spelling.
 */
#ifndef RECORD_TILES_H
#define RECORD_TILES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/reader.h"
#include "base/span.h"

enum {
    TILES_PATH_SIZE = 64,
    TILES_WIDTH = 256,   /* of a full tile or bundle */
    TILES_LEVEL_MAX = 7, /* 256^8 entries are more than there can be */
    TILES_ENTRIES = -1,  /* the level of entry bundles */
    TILES_BUNDLE_SIZE_MAX = TILES_WIDTH * (2 + 65535),
};

enum tiles_refusal {
    TILES_MALFORMED = 1,
};

struct tile {
    int level; /* 0 to TILES_LEVEL_MAX, or TILES_ENTRIES */
    uint64_t index;
    unsigned width; /* 1 to 256; less than 256 is partial */
};

/* "tile/0/x001/234.p/17" into out[TILES_PATH_SIZE]. */
void tiles_path(const struct tile *tile, char *out);

/* Reads such a path and refuses every other spelling of it. */
MUST_USE int tiles_parse(struct span path, struct tile *out);

/* How many hashes (bundles: entries) of the level the tree of this size has. */
uint64_t tiles_count(int level, uint64_t size);

/* Whether a tree of this size holds all of the tile: it, or a wider one, is there. */
bool tiles_is_within(const struct tile *tile, uint64_t size);

/* The tile `index` of the level as a tree of this size has it; false when it lacks it.
 */
bool tiles_at(int level, uint64_t index, uint64_t size, struct tile *out);

/* Appends an entry to a bundle; at most 65,535 bytes. */
void tiles_put_entry(struct buf *bundle, struct span entry);

/* The next entry of a bundle, borrowed; TILES_MALFORMED when cut short or empty. */
MUST_USE int tiles_next_entry(struct reader *bundle, struct span *out);

#endif
