// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/print.h"

#include <stdlib.h>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <qrencode.h>

#include "base/fault.h"

#define POINTS(millimetres) ((millimetres)*72.0 / 25.4)

/* All in points. The window and the text's place are those mail houses ask for. */
static const double page_width = POINTS(210.0);
static const double page_height = POINTS(297.0);
static const double left = POINTS(24.6);
static const double address_top = POINTS(39.5);
static const double address_width = POINTS(95.4);
static const double text_top = POINTS(95.0);
static const double later_top = POINTS(20.0);
static const double text_width = POINTS(160.0);
static const double text_bottom = POINTS(280.0);
static const double code_left = POINTS(150.0);
static const double code_top = POINTS(39.5);
static const double code_width = POINTS(35.0);

static const char address_font[] = "Liberation Sans, Arial, sans-serif 11";
static const char text_font[] = "Liberation Sans, Arial, sans-serif 12";

enum {
    PDF_SIZE_MAX = 512 * 1024 * 1024,
    LINE_GAP = 3, /* points between lines */
};

struct print {
    struct buf pdf;
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoLayout *layout;
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

static void
set_text(struct print *print, struct span text, const char *font, double width)
{
    PangoFontDescription *description = pango_font_description_from_string(font);

    pango_layout_set_font_description(print->layout, description);
    pango_font_description_free(description);
    pango_layout_set_width(print->layout, (int)(width * PANGO_SCALE));
    pango_layout_set_text(print->layout, (const char *)text.data, (int)text.size);
}

static void draw_address(struct print *print, struct span address)
{
    set_text(print, address, address_font, address_width);
    cairo_move_to(print->cairo, left, address_top);
    pango_cairo_show_layout(print->cairo, print->layout);
}

/* Line by line, so that what does not fit goes on a further page. */
static void draw_text(struct print *print, struct span text)
{
    double y = text_top;
    PangoLayoutIter *line;
    PangoRectangle box;
    double height;

    set_text(print, text, text_font, text_width);
    line = pango_layout_get_iter(print->layout);
    do {
        pango_layout_iter_get_line_extents(line, NULL, &box);
        height = (double)box.height / PANGO_SCALE;
        if (y + height > text_bottom) {
            cairo_show_page(print->cairo);
            y = later_top;
        }
        cairo_move_to(
            print->cairo,
            left,
            y + (double)(pango_layout_iter_get_baseline(line) - box.y) / PANGO_SCALE);
        pango_cairo_show_layout_line(print->cairo,
                                     pango_layout_iter_get_line_readonly(line));
        y += height + LINE_GAP;
    } while (pango_layout_iter_next_line(line));
    pango_layout_iter_free(line);
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

static int draw_code(struct print *print, struct span link)
{
    CLEANUP(buf_deinit) struct buf text;
    QRcode *code;
    double dot;
    int row;

    buf_init(&text, LETTERS_SIZE_MAX);
    buf_put_span(&text, link);
    code = QRcode_encodeString8bit(buf_text(&text), 0, QR_ECLEVEL_M);
    if (code == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    dot = code_width / code->width;
    for (row = 0; row < code->width; row++) {
        cairo_save(print->cairo);
        cairo_translate(print->cairo, code_left, code_top + row * dot);
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

    draw_address(print, letter->address);
    if (letter->link.size > 0) {
        r = draw_code(print, letter->link);
        if (r != 0) {
            return r;
        }
    }
    draw_text(print, letter->body);
    cairo_show_page(print->cairo);
    if (cairo_status(print->cairo) != CAIRO_STATUS_SUCCESS) {
        return FAULT(FAULT_MEMORY);
    }
    return 0;
}

int print_finish(struct print *print, struct buf *out)
{
    cairo_surface_finish(print->surface);
    if (cairo_surface_status(print->surface) != CAIRO_STATUS_SUCCESS) {
        return FAULT(FAULT_IO);
    }
    buf_put_span(out, buf_span(&print->pdf));
    return FOLD(buf_status(out));
}
