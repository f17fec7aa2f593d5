// SPDX-License-Identifier: AGPL-3.0-or-later
#include "canvas.h"

#include <stdlib.h>

#include "base/fault.h"

int canvas_init(size_t width, size_t height, struct canvas *out)
{
    *out = (struct canvas){.width = width, .height = height};
    out->pixels = calloc(width * height, CANVAS_PIXEL);
    return out->pixels != NULL ? 0 : FAULT(FAULT_MEMORY);
}

void canvas_deinit(struct canvas *canvas)
{
    free(canvas->pixels);
    canvas->pixels = NULL;
}

/* A picture seen upright, of which a part is used. */
struct view {
    const struct canvas *canvas;
    unsigned orientation;
    size_t width; /* upright */
    size_t height;
    size_t left; /* of the part */
    size_t top;
    size_t part_width;
    size_t part_height;
};

/* Exif: from 5 on, rows and columns are exchanged. */
static bool is_sideways(unsigned orientation)
{
    return orientation >= 5;
}

static void choose_part(const struct canvas *out, struct view *view)
{
    view->part_width = view->width;
    view->part_height = view->height;
    if (view->width * out->height > view->height * out->width) {
        view->part_width = view->height * out->width / out->height;
    } else {
        view->part_height = view->width * out->height / out->width;
    }
    view->part_width += view->part_width == 0;
    view->part_height += view->part_height == 0;
    view->left = (view->width - view->part_width) / 2;
    view->top = (view->height - view->part_height) / 3;
}

/* The pixel at a place of the upright picture. */
static const uint8_t *pixel_at(const struct view *view, size_t x, size_t y)
{
    size_t across = view->width - 1 - x;
    size_t below = view->height - 1 - y;
    const size_t places[][2] = {
        {x, y},
        {x, y},
        {across, y},
        {across, below},
        {x, below},
        {y, x},
        {y, across},
        {below, across},
        {below, x},
    };
    const size_t *place = places[view->orientation];

    return view->canvas->pixels
           + (place[1] * view->canvas->width + place[0]) * CANVAS_PIXEL;
}

/* Where the n-th of `count` equal pieces of a length begins. */
static size_t piece(size_t start, size_t length, size_t n, size_t count)
{
    return start + length * n / count;
}

struct sum {
    uint64_t colours[CANVAS_PIXEL];
    uint64_t count;
};

static void
add_row(const struct view *view, size_t y, size_t from, size_t to, struct sum *out)
{
    size_t x;
    size_t i;

    for (x = from; x < to || x == from; x++) {
        const uint8_t *pixel = pixel_at(view, x, y);

        for (i = 0; i < CANVAS_PIXEL; i++) {
            out->colours[i] += pixel[i];
        }
        out->count++;
    }
}

/* Of at least one pixel. */
static void
mean(const struct view *view, const size_t from[2], const size_t to[2], uint8_t *out)
{
    struct sum sum = {.count = 0};
    size_t y;
    size_t i;

    for (y = from[1]; y < to[1] || y == from[1]; y++) {
        add_row(view, y, from[0], to[0], &sum);
    }
    for (i = 0; i < CANVAS_PIXEL; i++) {
        out[i] = (uint8_t)((sum.colours[i] + sum.count / 2) / sum.count);
    }
}

void canvas_fit(const struct canvas *canvas, unsigned orientation, struct canvas *out)
{
    bool is_turned = is_sideways(orientation);
    struct view view = {
        .canvas = canvas,
        .orientation = orientation,
        .width = is_turned ? canvas->height : canvas->width,
        .height = is_turned ? canvas->width : canvas->height,
    };
    size_t x;
    size_t y;

    choose_part(out, &view);
    for (y = 0; y < out->height; y++) {
        for (x = 0; x < out->width; x++) {
            const size_t from[2] = {piece(view.left, view.part_width, x, out->width),
                                    piece(view.top, view.part_height, y, out->height)};
            const size_t to[2] = {
                piece(view.left, view.part_width, x + 1, out->width),
                piece(view.top, view.part_height, y + 1, out->height)};

            mean(&view, from, to, out->pixels + (y * out->width + x) * CANVAS_PIXEL);
        }
    }
}
