// SPDX-License-Identifier: AGPL-3.0-or-later
#include "upright.h"

#include <stdbool.h>
#include <string.h>

#include "base/attr.h"

enum {
    AS_IT_LIES = 1,
    ORIENTATIONS = 8,
    SEGMENTS_MAX = 64,
    MARKER_APP1 = 0xe1,
    MARKER_SCAN = 0xda,
    TIFF_HEADER = 8,
    FIELD_SIZE = 12,
    FIELDS_MAX = 256,
    TAG_ORIENTATION = 0x0112,
    TYPE_SHORT = 3,
};

/* A number of `bytes` bytes at a place; 0 beyond the end. */
static unsigned number(struct span text, size_t at, size_t bytes, bool is_little)
{
    unsigned value = 0;
    size_t i;

    if (at > text.size || text.size - at < bytes) {
        return 0;
    }
    for (i = 0; i < bytes; i++) {
        value = value << 8 | text.data[at + (is_little ? bytes - 1 - i : i)];
    }
    return value;
}

/* Exif is a TIFF: a header, and fields of which one may be the orientation. */
static unsigned read_tiff(struct span tiff)
{
    bool is_little = number(tiff, 0, 2, false) == 0x4949;
    size_t at = number(tiff, 4, 4, is_little);
    size_t count;
    size_t i;

    if ((!is_little && number(tiff, 0, 2, false) != 0x4d4d) || at < TIFF_HEADER
        || at >= tiff.size) {
        return AS_IT_LIES;
    }
    count = number(tiff, at, 2, is_little);
    for (i = 0; i < count && i < FIELDS_MAX; i++) {
        size_t field = at + 2 + i * FIELD_SIZE;

        if (number(tiff, field, 2, is_little) == TAG_ORIENTATION
            && number(tiff, field + 2, 2, is_little) == TYPE_SHORT) {
            unsigned found = number(tiff, field + 8, 2, is_little);

            return found >= 1 && found <= ORIENTATIONS ? found : AS_IT_LIES;
        }
    }
    return AS_IT_LIES;
}

unsigned upright_find(struct span jpeg)
{
    static const char exif[] = "Exif\0"; /* and the NUL that ends it */
    size_t at = 2;
    size_t i;

    for (i = 0; i < SEGMENTS_MAX && at + 4 <= jpeg.size; i++) {
        unsigned marker = jpeg.data[at + 1];
        size_t size = number(jpeg, at + 2, 2, false);

        if (jpeg.data[at] != 0xff || marker == MARKER_SCAN || size < 2
            || size > jpeg.size - at - 2) {
            return AS_IT_LIES;
        }
        if (marker == MARKER_APP1 && size >= 2 + sizeof(exif)
            && memcmp(jpeg.data + at + 4, exif, sizeof(exif)) == 0) {
            return read_tiff(
                span_of(jpeg.data + at + 4 + sizeof(exif), size - 2 - sizeof(exif)));
        }
        at += 2 + size;
    }
    return AS_IT_LIES;
}
