// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/tiles.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    GROUP = 1000, /* three digits a path element */
    GROUP_DIGITS = 3,
    GROUPS_MAX = 7, /* 1000^7 > 2^64 */
    LEVEL_BITS = 8,
    ENTRY_MAX = 65535,
};

/* One step of a path behind what is there already; TILES_PATH_SIZE holds the longest.
 */
static PRINTF(2, 3) void put(char *path, const char *format, ...)
{
    size_t length = strlen(path);
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(path + length, TILES_PATH_SIZE - length, format, arguments);
    va_end(arguments);
}

void tiles_path(const struct tile *tile, char *out)
{
    unsigned groups[GROUPS_MAX];
    uint64_t index = tile->index;
    size_t count = 0;

    out[0] = 0;
    if (tile->level == TILES_ENTRIES) {
        put(out, "tile/entries");
    } else {
        put(out, "tile/%d", tile->level);
    }
    do {
        groups[count++] = (unsigned)(index % GROUP);
        index /= GROUP;
    } while (index > 0);
    while (count > 1) {
        put(out, "/x%03u", groups[--count]);
    }
    put(out, "/%03u", groups[0]);
    if (tile->width < TILES_WIDTH) {
        put(out, ".p/%u", tile->width);
    }
}

static bool take_digit(struct reader *path, uint64_t *value)
{
    uint8_t digit;

    if (path->rest.size == 0) {
        return false;
    }
    digit = path->rest.data[0];
    if (digit < '0' || digit > '9') {
        return false;
    }
    *value = *value * 10 + (digit - (unsigned)'0');
    (void)reader_u8(path);
    return true;
}

static bool take_group(struct reader *path, uint64_t *index)
{
    size_t i;

    for (i = 0; i < GROUP_DIGITS; i++) {
        if (!take_digit(path, index)) {
            return false;
        }
    }
    return true;
}

static bool take_index(struct reader *path, uint64_t *index)
{
    size_t i;

    /* Five groups are more entries than the tree's height allows anyway. */
    for (i = 0; i + 2 < GROUPS_MAX && reader_skip(path, "x"); i++) {
        if (!take_group(path, index) || !reader_skip(path, "/")) {
            return false;
        }
    }
    return take_group(path, index);
}

static bool take_number(struct reader *path, uint64_t *value)
{
    size_t i;

    for (i = 0; i < GROUP_DIGITS; i++) {
        if (!take_digit(path, value)) {
            break;
        }
    }
    return i > 0;
}

/* Numbers are read loosely; that the path is the one tiles_path makes settles it. */
int tiles_parse(struct span path, struct tile *out)
{
    struct tile tile = {.level = TILES_ENTRIES, .width = TILES_WIDTH};
    char again[TILES_PATH_SIZE];
    struct reader reader;
    uint64_t number = 0;

    reader_init(&reader, path);
    if (!reader_skip(&reader, "tile/")) {
        return TILES_MALFORMED;
    }
    if (!reader_skip(&reader, "entries")) {
        if (!take_number(&reader, &number) || number > TILES_LEVEL_MAX) {
            return TILES_MALFORMED;
        }
        tile.level = (int)number;
    }
    if (!reader_skip(&reader, "/") || !take_index(&reader, &tile.index)) {
        return TILES_MALFORMED;
    }
    if (reader_skip(&reader, ".p/")) {
        number = 0;
        if (!take_number(&reader, &number) || number == 0 || number >= TILES_WIDTH) {
            return TILES_MALFORMED;
        }
        tile.width = (unsigned)number;
    }
    tiles_path(&tile, again);
    if (!span_is_equal(path, span_of_text(again))) {
        return TILES_MALFORMED;
    }
    *out = tile;
    return 0;
}

uint64_t tiles_count(int level, uint64_t size)
{
    return level == TILES_ENTRIES ? size : size >> (LEVEL_BITS * level);
}

bool tiles_is_within(const struct tile *tile, uint64_t size)
{
    uint64_t count = tiles_count(tile->level, size);

    return tile->index < count / TILES_WIDTH
           || (tile->index == count / TILES_WIDTH
               && tile->width <= count % TILES_WIDTH);
}

bool tiles_at(int level, uint64_t index, uint64_t size, struct tile *out)
{
    uint64_t count = tiles_count(level, size);
    uint64_t full = count / TILES_WIDTH;
    unsigned width = index < full ? TILES_WIDTH : (unsigned)(count % TILES_WIDTH);

    if (index > full || width == 0) {
        return false;
    }
    *out = (struct tile){.level = level, .index = index, .width = width};
    return true;
}

void tiles_put_entry(struct buf *bundle, struct span entry)
{
    assert(entry.size <= ENTRY_MAX);
    buf_put_u16(bundle, (uint16_t)entry.size);
    buf_put_span(bundle, entry);
}

int tiles_next_entry(struct reader *bundle, struct span *out)
{
    struct span entry = reader_take(bundle, reader_u16(bundle));

    if (bundle->failed || entry.size == 0) {
        return TILES_MALFORMED;
    }
    *out = entry;
    return 0;
}
