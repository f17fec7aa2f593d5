// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/print.h"

#include <stdlib.h>

#include <cairo-pdf.h>
#include <qrencode.h>

#include "base/fault.h"

#include "print_state.h"

/* All in points. The window and the text's place are those mail houses ask for. */
static const double page_width = PRINT_POINTS(210.0);
static const double page_height = PRINT_POINTS(297.0);
static const double address_top = PRINT_POINTS(39.5);
static const double text_top = PRINT_POINTS(95.0);
static const double later_top = PRINT_POINTS(20.0);
static const double text_bottom = PRINT_POINTS(280.0);
static const double code_left = PRINT_POINTS(150.0);
static const double code_top = PRINT_POINTS(39.5);
static const double code_width = PRINT_POINTS(35.0);

static const struct print_style address_style = {
    .font = "Liberation Sans, Arial, sans-serif 11",
    .left = PRINT_POINTS(24.6),
    .width = PRINT_POINTS(95.4),
};
static const struct print_style text_style = {
    .font = "Liberation Sans, Arial, sans-serif 12",
    .left = PRINT_POINTS(24.6),
    .width = PRINT_POINTS(160.0),
};

enum {
    PDF_SIZE_MAX = 512 * 1024 * 1024,
    LINE_GAP = 3, /* points between lines */
};

static cairo_status_t keep(void *context, const unsigned char *bytes, unsigned size)
{
    struct print *print = context;

    buf_put(&print->pdf, bytes, size);
    return buf_status(&print->pdf) == 0 ? CAIRO_STATUS_SUCCESS
                                        : CAIRO_STATUS_WRITE_ERROR;
}

void print_free(struct print *print)
{
    if (print == NULL) {
        return;
    }
    if (print->layout != NULL) {
        g_object_unref(print->layout);
    }
    cairo_destroy(print->cairo);
    cairo_surface_destroy(print->surface);
    buf_deinit(&print->pdf);
    free(print);
}

/* What is printed needs no letters moved to the pixels of a screen. */
static void set_metrics(PangoLayout *layout)
{
    cairo_font_options_t *options = cairo_font_options_create();

    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(pango_layout_get_context(layout), options);
    cairo_font_options_destroy(options);
}

static int make(struct print *print)
{
    buf_init(&print->pdf, PDF_SIZE_MAX);
    print->surface =
        cairo_pdf_surface_create_for_stream(keep, print, page_width, page_height);
    cairo_pdf_surface_set_metadata(print->surface, CAIRO_PDF_METADATA_TITLE, "Letters");
    print->cairo = cairo_create(print->surface);
    if (cairo_status(print->cairo) != CAIRO_STATUS_SUCCESS) {
        return FAULT(FAULT_MEMORY);
    }
    print->layout = pango_cairo_create_layout(print->cairo);
    set_metrics(print->layout);
    pango_layout_set_wrap(print->layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_spacing(print->layout, LINE_GAP * PANGO_SCALE);
    return 0;
}

int print_new(struct print **out)
{
    struct print *print = calloc(1, sizeof(*print));
    int r;

    if (print == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = make(print);
    if (r != 0) {
        print_free(print);
        return r;
    }
    *out = print;
    return 0;
}

void print_turn(struct print *print)
{
    cairo_show_page(print->cairo);
    print->pages++;
    print->is_begun = false;
    print->y = later_top;
}

/* What goes to one person on a sheet of its own is never printed on the back of
 * another: a ballot paper least of all. */
void print_sheet(struct print *print)
{
    if (print->is_begun) {
        print_turn(print);
    }
    if (print->pages % 2 != 0) {
        print_turn(print);
    }
}

void print_need(struct print *print, double height)
{
    if (print->y + height > text_bottom) {
        print_turn(print);
    }
    print->is_begun = true;
}

void print_set(struct print *print, const struct print_style *style, struct span text)
{
    PangoFontDescription *description = pango_font_description_from_string(style->font);

    pango_layout_set_font_description(print->layout, description);
    pango_font_description_free(description);
    pango_layout_set_width(print->layout, (int)(style->width * PANGO_SCALE));
    pango_layout_set_text(print->layout, (const char *)text.data, (int)text.size);
}

void print_lines(struct print *print, const struct print_style *style, struct span text)
{
    PangoLayoutIter *line;
    PangoRectangle box;
    double height;

    print_set(print, style, text);
    line = pango_layout_get_iter(print->layout);
    do {
        pango_layout_iter_get_line_extents(line, NULL, &box);
        height = (double)box.height / PANGO_SCALE;
        print_need(print, height);
        cairo_move_to(print->cairo,
                      style->left,
                      print->y
                          + (double)(pango_layout_iter_get_baseline(line) - box.y)
                                / PANGO_SCALE);
        pango_cairo_show_layout_line(print->cairo,
                                     pango_layout_iter_get_line_readonly(line));
        print->y += height + LINE_GAP;
    } while (pango_layout_iter_next_line(line));
    pango_layout_iter_free(line);
}

static void draw_address(struct print *print, struct span address)
{
    print_set(print, &address_style, address);
    cairo_move_to(print->cairo, address_style.left, address_top);
    pango_cairo_show_layout(print->cairo, print->layout);
}

/* One path a row: a square a dot would show seams and make large files. */
static void draw_row(cairo_t *cairo, const unsigned char *row, int width, double dot)
{
    int from = 0;
    int to;

    while (from < width) {
        to = from;
        while (to < width && (row[to] & 1U) != 0) {
            to++;
        }
        if (to > from) {
            cairo_rectangle(cairo, from * dot, 0, (to - from) * dot, dot);
        }
        from = to + 1;
    }
    cairo_fill(cairo);
}

int print_code(struct print *print, struct span text, double x, double y, double width)
{
    CLEANUP(buf_deinit) struct buf copy;
    QRcode *code;
    double dot;
    int row;

    buf_init(&copy, LETTERS_SIZE_MAX);
    buf_put_span(&copy, text);
    code = QRcode_encodeString8bit(buf_text(&copy), 0, QR_ECLEVEL_M);
    if (code == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    dot = width / code->width;
    for (row = 0; row < code->width; row++) {
        cairo_save(print->cairo);
        cairo_translate(print->cairo, x, y + row * dot);
        draw_row(
            print->cairo, code->data + (ptrdiff_t)row * code->width, code->width, dot);
        cairo_restore(print->cairo);
    }
    explicit_bzero(code->data, (size_t)code->width * (size_t)code->width);
    QRcode_free(code);
    return 0;
}

int print_letter(struct print *print, const struct letter *letter)
{
    int r;

    if (print->is_pack) {
        print_sheet(print);
    }
    print->is_pack = false;
    draw_address(print, letter->address);
    if (letter->link.size > 0) {
        r = print_code(print, letter->link, code_left, code_top, code_width);
        if (r != 0) {
            return r;
        }
    }
    print->y = text_top;
    print_lines(print, &text_style, letter->body);
    print_turn(print);
    if (cairo_status(print->cairo) != CAIRO_STATUS_SUCCESS) {
        return FAULT(FAULT_MEMORY);
    }
    return 0;
}

int print_finish(struct print *print, struct buf *out)
{
    if (print->is_begun) {
        print_turn(print);
    }
    cairo_surface_finish(print->surface);
    if (cairo_surface_status(print->surface) != CAIRO_STATUS_SUCCESS) {
        return FAULT(FAULT_IO);
    }
    buf_put_span(out, buf_span(&print->pdf));
    return FOLD(buf_status(out));
}
