// SPDX-License-Identifier: AGPL-3.0-or-later
#include "paper.h"

#include <stdio.h>

#include <cairo-pdf.h>

#include "base/fault.h"

#define POINTS(millimetres) ((millimetres)*72.0 / 25.4)

static const double short_side = POINTS(210.0);
static const double long_side = POINTS(297.0);
static const double margin = POINTS(16.0);
static const double indent = POINTS(5.0);
static const double small_line = 11.0;

enum {
    PDF_SIZE_MAX = 1 << 28,
    NUMBER_SIZE = 32,
    LINK_SIZE = 96,
};

static const struct {
    const char *font;
    const char *tag;
    double before;
} styles[PAPER_STYLES] = {
    [PAPER_TITLE] = {"Liberation Sans, Arial, sans-serif Bold 18", "H1", 0},
    [PAPER_HEADING] = {"Liberation Sans, Arial, sans-serif Bold 12", "H2", 12},
    [PAPER_TEXT] = {"Liberation Sans, Arial, sans-serif 10", "P", 4},
    [PAPER_ITEM] = {"Liberation Sans, Arial, sans-serif 10", "P", 3},
    [PAPER_SMALL] = {"Liberation Sans, Arial, sans-serif 8", "P", 2},
};

static cairo_status_t keep(void *context, const unsigned char *bytes, unsigned size)
{
    struct paper *paper = context;

    buf_put(&paper->pdf, bytes, size);
    return buf_status(&paper->pdf) == 0 ? CAIRO_STATUS_SUCCESS
                                        : CAIRO_STATUS_WRITE_ERROR;
}

double paper_left(void)
{
    return margin;
}

double paper_room(const struct paper *paper)
{
    return paper->width - 2 * margin;
}

double paper_line(void)
{
    return small_line;
}

void paper_begin(struct paper *paper, const char *tag)
{
    cairo_tag_begin(paper->cairo, tag, NULL);
}

void paper_end(struct paper *paper, const char *tag)
{
    cairo_tag_end(paper->cairo, tag);
}

static void
set_text(struct paper *paper, enum paper_style style, struct span text, double width)
{
    PangoFontDescription *description =
        pango_font_description_from_string(styles[style].font);

    if (style == PAPER_SMALL && paper->small > 0) {
        pango_font_description_set_absolute_size(description,
                                                 paper->small * PANGO_SCALE);
    }
    pango_layout_set_font_description(paper->layout, description);
    pango_font_description_free(description);
    pango_layout_set_width(paper->layout, width < 0 ? -1 : (int)(width * PANGO_SCALE));
    pango_layout_set_text(paper->layout, (const char *)text.data, (int)text.size);
}

static void show_at(struct paper *paper, double x, double y)
{
    cairo_move_to(paper->cairo, x, y);
    pango_cairo_show_layout(paper->cairo, paper->layout);
}

/* What every page has: the warning above, the number below. */
static void begin_page(struct paper *paper)
{
    char number[NUMBER_SIZE];

    paper->page++;
    paper->y = margin;
    if (paper->warning != NULL) {
        set_text(paper, PAPER_HEADING, span_of_text(paper->warning), -1);
        show_at(paper, margin, margin / 2);
        paper->y += margin / 2;
    }
    (void)snprintf(number, sizeof(number), "Page %d", paper->page);
    set_text(paper, PAPER_SMALL, span_of_text(number), -1);
    show_at(paper, margin, paper->height - margin);
}

static void turn(struct paper *paper, double width, double height)
{
    if (paper->page > 0) {
        cairo_show_page(paper->cairo);
    }
    paper->width = width;
    paper->height = height;
    cairo_pdf_surface_set_size(paper->surface, width, height);
    begin_page(paper);
}

void paper_turn_upright(struct paper *paper)
{
    paper->is_wide = false;
    turn(paper, short_side, long_side);
}

void paper_turn_wide(struct paper *paper)
{
    paper->is_wide = true;
    turn(paper, long_side, short_side);
}

static double bottom_of(const struct paper *paper)
{
    return paper->height - margin - small_line;
}

void paper_need(struct paper *paper, double height)
{
    if (paper->y + height > bottom_of(paper)) {
        turn(paper, paper->width, paper->height);
    }
}

bool paper_is_full(const struct paper *paper)
{
    return paper->y + small_line > bottom_of(paper);
}

int paper_init(struct paper *paper, const char *title, const char *warning)
{
    *paper =
        (struct paper){.warning = warning, .width = short_side, .height = long_side};
    buf_init(&paper->pdf, PDF_SIZE_MAX);
    paper->surface =
        cairo_pdf_surface_create_for_stream(keep, paper, short_side, long_side);
    cairo_pdf_surface_set_metadata(paper->surface, CAIRO_PDF_METADATA_TITLE, title);
    paper->cairo = cairo_create(paper->surface);
    if (cairo_status(paper->cairo) != CAIRO_STATUS_SUCCESS) {
        return FAULT(FAULT_MEMORY);
    }
    paper->layout = pango_cairo_create_layout(paper->cairo);
    pango_layout_set_wrap(paper->layout, PANGO_WRAP_WORD_CHAR);
    return 0;
}

void paper_deinit(struct paper *paper)
{
    if (paper->layout != NULL) {
        g_object_unref(paper->layout);
    }
    cairo_destroy(paper->cairo);
    cairo_surface_destroy(paper->surface);
    buf_deinit(&paper->pdf);
}

static void put_line(struct paper *paper, PangoLayoutIter *line, double x)
{
    PangoRectangle box;

    pango_layout_iter_get_line_extents(line, NULL, &box);
    cairo_move_to(paper->cairo,
                  x,
                  paper->y
                      + (double)(pango_layout_iter_get_baseline(line) - box.y)
                            / PANGO_SCALE);
    pango_cairo_show_layout_line(paper->cairo,
                                 pango_layout_iter_get_line_readonly(line));
    paper->y += (double)box.height / PANGO_SCALE;
}

/* Whether one more line would pass the bottom. */
static bool is_full(const struct paper *paper, PangoLayoutIter *line)
{
    PangoRectangle box;

    pango_layout_iter_get_line_extents(line, NULL, &box);
    return paper->y + (double)box.height / PANGO_SCALE > bottom_of(paper);
}

/* The page's own texts borrow the layout, so a broken text is laid out anew. */
static void turn_within(struct paper *paper, const char *tag)
{
    PangoLayout *kept = paper->layout;

    paper_end(paper, tag);
    paper->layout = pango_cairo_create_layout(paper->cairo);
    turn(paper, paper->width, paper->height);
    g_object_unref(paper->layout);
    paper->layout = kept;
    paper_begin(paper, tag);
}

void paper_put(struct paper *paper, enum paper_style style, struct span text)
{
    const char *tag = styles[style].tag;
    double inset = style == PAPER_ITEM ? indent : 0;
    PangoLayoutIter *line;

    paper->y += styles[style].before;
    paper_begin(paper, tag);
    if (style == PAPER_ITEM) {
        set_text(paper, style, span_of_text("–"), -1);
        if (paper->y + 2 * small_line > bottom_of(paper)) {
            turn_within(paper, tag);
        }
        show_at(paper, margin, paper->y);
    }
    set_text(paper, style, text, paper_room(paper) - inset);
    line = pango_layout_get_iter(paper->layout);
    do {
        if (is_full(paper, line)) {
            turn_within(paper, tag);
        }
        put_line(paper, line, margin + inset);
    } while (pango_layout_iter_next_line(line));
    pango_layout_iter_free(line);
    paper_end(paper, tag);
}

void paper_outline(struct paper *paper, const char *text)
{
    char link[LINK_SIZE];

    (void)snprintf(link,
                   sizeof(link),
                   "page=%d pos=[%d %d]",
                   paper->page,
                   (int)margin,
                   (int)paper->y);
    (void)cairo_pdf_surface_add_outline(
        paper->surface, CAIRO_PDF_OUTLINE_ROOT, text, link, 0);
}

void paper_put_left(struct paper *paper, double x, double width, struct span text)
{
    set_text(paper, PAPER_SMALL, text, width);
    pango_layout_set_ellipsize(paper->layout, PANGO_ELLIPSIZE_END);
    show_at(paper, x, paper->y);
    pango_layout_set_ellipsize(paper->layout, PANGO_ELLIPSIZE_NONE);
}

double paper_measure(struct paper *paper, struct span text)
{
    int width;

    set_text(paper, PAPER_SMALL, text, -1);
    pango_layout_get_size(paper->layout, &width, NULL);
    return (double)width / PANGO_SCALE;
}

void paper_put_right(struct paper *paper, double x, struct span text)
{
    double width = paper_measure(paper, text);

    show_at(paper, x - width, paper->y);
}

void paper_put_centre(struct paper *paper, double x, struct span text)
{
    double width = paper_measure(paper, text);

    show_at(paper, x - width / 2, paper->y);
}

int paper_finish(struct paper *paper, struct buf *out)
{
    cairo_show_page(paper->cairo);
    cairo_surface_finish(paper->surface);
    if (cairo_surface_status(paper->surface) != CAIRO_STATUS_SUCCESS) {
        return FAULT(FAULT_IO);
    }
    buf_put_span(out, buf_span(&paper->pdf));
    return FOLD(buf_status(out));
}
