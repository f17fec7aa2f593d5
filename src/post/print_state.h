/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What letters and their packs are drawn with. Inside post/ only. */
#ifndef POST_PRINT_STATE_H
#define POST_PRINT_STATE_H

#include <stdbool.h>

#include <pango/pangocairo.h>

#include "base/attr.h"
#include "base/buf.h"
#include "post/print.h"

#define PRINT_POINTS(millimetres) ((millimetres)*72.0 / 25.4)

struct print {
    struct buf pdf;
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoLayout *layout;
    double y;      /* where the next line goes, in points */
    size_t pages;  /* complete ones */
    bool is_begun; /* the page after them has something on it */
    bool is_pack;  /* the last thing added is of a pack */
};

/* How a text is set. */
struct print_style {
    const char *font;
    double left; /* in points, as its width */
    double width;
};

/* The page is complete. */
void print_turn(struct print *print);

/* The next page is the front of a sheet, on both sides of which may be printed. */
void print_sheet(struct print *print);

/* Sets the text without drawing it. */
void print_set(struct print *print, const struct print_style *style, struct span text);

/* From print->y on, line by line; what does not fit goes on a further page. */
void print_lines(struct print *print,
                 const struct print_style *style,
                 struct span text);

/* A further page, unless so much is left on this one. */
void print_need(struct print *print, double height);

/* A code to be scanned, so wide and high. */
MUST_USE int
print_code(struct print *print, struct span text, double x, double y, double width);

#endif
