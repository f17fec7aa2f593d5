/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Pages of a PDF, filled from the top: text that breaks, tags, an outline. */
#ifndef POST_PAPER_H
#define POST_PAPER_H

#include <stdbool.h>

#include <pango/pangocairo.h>

#include "base/attr.h"
#include "base/buf.h"

enum paper_style {
    PAPER_TITLE,
    PAPER_HEADING,
    PAPER_TEXT,
    PAPER_ITEM, /* of a list, with a dash */
    PAPER_SMALL,
    PAPER_STYLES,
};

struct paper {
    struct buf pdf;
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoLayout *layout;
    const char *warning; /* on top of every page; or NULL */
    bool is_wide;
    int page;
    double width; /* of a page, in points, as all here */
    double height;
    double y;     /* where the next thing goes */
    double small; /* the size of small text, 0: its own */
};

MUST_USE int paper_init(struct paper *paper, const char *title, const char *warning);
void paper_deinit(struct paper *paper);

/* The next page, upright or wide. */
void paper_turn_upright(struct paper *paper);
void paper_turn_wide(struct paper *paper);

/* Turns the page unless so much is left on it. */
void paper_need(struct paper *paper, double height);

/* Whether not even one more small line fits. */
bool paper_is_full(const struct paper *paper);

/* Between the margins. */
double paper_left(void);
double paper_room(const struct paper *paper);

/* A text on its own lines; what does not fit goes on a further page. */
void paper_put(struct paper *paper, enum paper_style style, struct span text);

/* An entry of the outline, to the place the next thing goes. */
void paper_outline(struct paper *paper, const char *text);

/* One line from x, at most so wide; for the right-hand one x is where it ends. */
void paper_put_left(struct paper *paper, double x, double width, struct span text);
void paper_put_right(struct paper *paper, double x, struct span text);
void paper_put_centre(struct paper *paper, double x, struct span text);

/* How wide a small text is, and how high its line. */
double paper_measure(struct paper *paper, struct span text);
double paper_line(void);

/* Tags around what is drawn between the two. */
void paper_begin(struct paper *paper, const char *tag);
void paper_end(struct paper *paper, const char *tag);

/* Appends the whole; nothing can be added after it. */
MUST_USE int paper_finish(struct paper *paper, struct buf *out);

#endif
