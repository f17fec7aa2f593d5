/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Pixels in memory, three bytes each: red, green, blue. Inside wire/. */
#ifndef WIRE_CANVAS_H
#define WIRE_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

enum {
    CANVAS_PIXEL = 3,
};

struct canvas {
    size_t width;
    size_t height;
    uint8_t *pixels;
};

/* For CLEANUP; a canvas without pixels is well. */
MUST_USE int canvas_init(size_t width, size_t height, struct canvas *out);
void canvas_deinit(struct canvas *canvas);

/*
 * Fills `out`, whose size is given, with the picture turned as Exif's orientation says:
 * as much of it as has out's shape, from the middle and rather from the top, where
 * faces are. Each pixel is the mean of those that it covers.
 */
void canvas_fit(const struct canvas *canvas, unsigned orientation, struct canvas *out);

#endif
