// SPDX-License-Identifier: AGPL-3.0-or-later
/* The path of a tile is read one way only; a bundle is its entries, one by one. */
#include <string.h>

#include "base/buf.h"
#include "fuzz.h"
#include "record/tiles.h"

enum {
    ROOM = 1 << 20,
};

static void read_path(struct span path)
{
    char again[TILES_PATH_SIZE];
    struct tile tile;

    if (tiles_parse(path, &tile) == 0) {
        tiles_path(&tile, again);
        fuzz_must(span_is_equal(path, span_of_text(again)));
    }
}

static void read_bundle(struct span bundle)
{
    struct reader reader;
    struct span entry;
    struct buf again;

    buf_init(&again, ROOM);
    reader_init(&reader, bundle);
    while (tiles_next_entry(&reader, &entry) == 0) {
        tiles_put_entry(&again, entry);
    }
    fuzz_must(again.size <= bundle.size
              && (again.size == 0 || memcmp(again.data, bundle.data, again.size) == 0));
    buf_deinit(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read_path(span_of(data, size));
    read_bundle(span_of(data, size));
    return 0;
}
