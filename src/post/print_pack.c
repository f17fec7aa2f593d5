// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/fault.h"

#include "print_state.h"

enum {
    FINE_SIZE = 800, /* more than fits across the paper */
    FINE_LINES = 2,
};

/* All in points. */
#define LEFT PRINT_POINTS(24.6)
#define WIDTH PRINT_POINTS(160.0)
#define BOX PRINT_POINTS(9.0) /* its sides, to write a number in */
#define GAP PRINT_POINTS(4.0)
#define CODE PRINT_POINTS(24.0)
#define LABEL PRINT_POINTS(50.0)

static const double room = PRINT_POINTS(11.0); /* to write in */
static const double thin = 0.6;
static const double fine_line = 3.0;

/* How much stays together of what begins with such a line. */
static const double together[PACK_LINES] = {
    [PACK_HEADING] = PRINT_POINTS(24.0),
    [PACK_CANDIDATE] = PRINT_POINTS(26.0),
    [PACK_CHOICE] = PRINT_POINTS(12.0),
    [PACK_BLANK] = PRINT_POINTS(14.0),
    [PACK_ENVELOPE] = PRINT_POINTS(30.0),
    [PACK_CUT] = PRINT_POINTS(8.0),
    [PACK_FINE] = PRINT_POINTS(8.0),
};

static const struct print_style styles[PACK_LINES] = {
    [PACK_LEAF] = {"Liberation Sans, Arial, sans-serif Bold 20", LEFT, WIDTH},
    [PACK_HEADING] = {"Liberation Sans, Arial, sans-serif Bold 13", LEFT, WIDTH},
    [PACK_TEXT] = {"Liberation Sans, Arial, sans-serif 11", LEFT, WIDTH},
    [PACK_CANDIDATE] = {"Liberation Sans, Arial, sans-serif Bold 14",
                        LEFT + BOX + GAP,
                        WIDTH - BOX - GAP},
    [PACK_DETAIL] = {"Liberation Sans, Arial, sans-serif 10",
                     LEFT + BOX + GAP,
                     WIDTH - BOX - GAP},
    [PACK_CHOICE] = {"Liberation Sans, Arial, sans-serif 12",
                     LEFT + BOX + GAP,
                     WIDTH - BOX - GAP},
    [PACK_BLANK] = {"Liberation Sans, Arial, sans-serif 12", LEFT, LABEL},
    [PACK_ENVELOPE] = {"Liberation Sans, Arial, sans-serif Bold 20",
                       LEFT + CODE + GAP,
                       WIDTH - CODE - GAP},
    [PACK_FINE] = {"Liberation Sans, Arial, sans-serif 2", LEFT, FINE_SIZE},
};

static void draw_box(struct print *print)
{
    cairo_set_line_width(print->cairo, thin);
    cairo_rectangle(print->cairo, LEFT, print->y, BOX, BOX);
    cairo_stroke(print->cairo);
}

static void draw_line(struct print *print, double from, double y)
{
    cairo_set_line_width(print->cairo, thin);
    cairo_move_to(print->cairo, from, y);
    cairo_line_to(print->cairo, LEFT + WIDTH, y);
    cairo_stroke(print->cairo);
}

static void draw_cut(struct print *print)
{
    static const double dash[] = {4.0, 4.0};

    print->y += GAP;
    cairo_set_dash(print->cairo, dash, ARRAY_SIZE(dash), 0);
    draw_line(print, LEFT, print->y);
    cairo_set_dash(print->cairo, NULL, 0, 0);
    print->y += GAP;
}

static void draw_blank(struct print *print, struct span text)
{
    double top = print->y + room / 2;

    print->y = top;
    print_lines(print, &styles[PACK_BLANK], text);
    draw_line(print, LEFT + LABEL + GAP, print->y);
    print->y += GAP;
}

static int draw_envelope(struct print *print, struct span text)
{
    double top = print->y + GAP;
    int r = print_code(print, text, LEFT, top, CODE);

    print->y = top + CODE / 3;
    print_lines(print, &styles[PACK_ENVELOPE], text);
    print->y = top + CODE + GAP;
    return r;
}

/* The same on every paper; too fine for a copier to keep. */
static int draw_fine(struct print *print, struct span text)
{
    CLEANUP(buf_deinit) struct buf long_text;
    int line;

    buf_init(&long_text, FINE_SIZE);
    while (text.size > 0 && long_text.size + text.size <= FINE_SIZE) {
        buf_put_span(&long_text, text);
    }
    cairo_save(print->cairo);
    cairo_rectangle(print->cairo, LEFT, print->y, WIDTH, (FINE_LINES + 1) * fine_line);
    cairo_clip(print->cairo);
    print_set(print, &styles[PACK_FINE], buf_span(&long_text));
    for (line = 0; line < FINE_LINES; line++) {
        cairo_move_to(print->cairo, LEFT, print->y);
        pango_cairo_show_layout(print->cairo, print->layout);
        print->y += fine_line;
    }
    cairo_restore(print->cairo);
    return FOLD(buf_status(&long_text));
}

/* A box, and beside it what it is for. */
static void draw_boxed(struct print *print, enum pack_line line, struct span text)
{
    double bottom;

    print->y += GAP;
    bottom = print->y + BOX;
    draw_box(print);
    print_lines(print, &styles[line], text);
    if (line == PACK_CHOICE && print->y < bottom) {
        print->y = bottom;
    }
}

static int draw(struct print *print, enum pack_line line, struct span text)
{
    switch (line) {
    case PACK_CANDIDATE:
    case PACK_CHOICE:
        draw_boxed(print, line, text);
        return 0;
    case PACK_BLANK:
        draw_blank(print, text);
        return 0;
    case PACK_ENVELOPE:
        return draw_envelope(print, text);
    case PACK_CUT:
        draw_cut(print);
        return 0;
    case PACK_FINE:
        return draw_fine(print, text);
    case PACK_LEAF:
    case PACK_HEADING:
    case PACK_TEXT:
    case PACK_DETAIL:
    case PACK_LINES:
        break;
    }
    print_lines(print, &styles[line], text);
    return 0;
}

int print_pack(struct print *print, enum pack_line line, struct span text)
{
    int r;

    if (line == PACK_LEAF) {
        print_sheet(print);
    } else if (line == PACK_HEADING) {
        print->y += GAP;
    }
    print->is_pack = true;
    print_need(print, together[line]);
    r = draw(print, line, text);
    if (r == 0 && cairo_status(print->cairo) != CAIRO_STATUS_SUCCESS) {
        return FAULT(FAULT_MEMORY);
    }
    return r;
}
