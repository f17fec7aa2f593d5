// SPDX-License-Identifier: AGPL-3.0-or-later
#include "print_flow.h"

#include "palette.h"
#include "post/flow.h"
#include "post/sentence.h"

static const double through = 0.35; /* how opaque what flows is */

static void draw_shape(struct paper *paper,
                       const struct story *story,
                       const struct flow_shape *shape)
{
    struct palette_colour colour = palette_of(story, shape->candidate);
    double middle = (shape->x0 + shape->x1) / 2.0;
    cairo_t *cairo = paper->cairo;

    cairo_set_source_rgba(cairo,
                          colour.red / 255.0,
                          colour.green / 255.0,
                          colour.blue / 255.0,
                          shape->section > 0 ? 1.0 : through);
    cairo_move_to(cairo, shape->x0, shape->top0);
    cairo_curve_to(
        cairo, middle, shape->top0, middle, shape->top1, shape->x1, shape->top1);
    cairo_line_to(cairo, shape->x1, shape->bottom1);
    cairo_curve_to(cairo,
                   middle,
                   shape->bottom1,
                   middle,
                   shape->bottom0,
                   shape->x0,
                   shape->bottom0);
    cairo_fill(cairo);
}

static void
put_name(const struct story *story, const struct flow_label *label, struct buf *text)
{
    buf_reset(text);
    if (label->candidate == FLOW_LOST) {
        buf_put_text(text, "Non-transferable");
    } else {
        sentence_names(story, &label->candidate, 1, text);
    }
}

/* Names and numbers of stages, at the size of all small text. */
static void draw_labels(struct paper *paper,
                        const struct story *story,
                        const struct flow *flow,
                        double scale,
                        struct buf *text)
{
    double top = paper->y;
    double left = paper_left();

    for (size_t i = 0; i < flow->before_count; i++) {
        put_name(story, &flow->before[i], text);
        paper->y = top + (flow->before[i].y - FLOW_TEXT) * scale;
        paper_put_right(paper, left + flow->before[i].x * scale, buf_span(text));
    }
    for (size_t i = 0; i < flow->after_count; i++) {
        put_name(story, &flow->after[i], text);
        paper->y = top + (flow->after[i].y - FLOW_TEXT) * scale;
        paper_put_left(paper,
                       left + flow->after[i].x * scale,
                       (flow->width - flow->after[i].x) * scale,
                       buf_span(text));
    }
    paper->y = top;
    for (size_t i = 0; i < flow->columns; i++) {
        buf_reset(text);
        buf_printf(text, "%zu", i + 1);
        paper_put_centre(
            paper,
            left + (flow->first + (double)i * flow->stride + FLOW_TEXT / 2.0) * scale,
            buf_span(text));
    }
    buf_reset(text);
}

static void draw(struct paper *paper,
                 const struct story *story,
                 const struct flow *flow,
                 struct buf *text)
{
    double across = paper_room(paper) / flow->width;
    double down = (paper->height - paper->y - 3 * paper_line()) / flow->height;
    double scale = across < down ? across : down;

    paper_begin(paper, "Figure");
    cairo_save(paper->cairo);
    cairo_translate(paper->cairo, paper_left(), paper->y);
    cairo_scale(paper->cairo, scale, scale);
    for (size_t i = 0; i < flow->shape_count; i++) {
        draw_shape(paper, story, &flow->shapes[i]);
    }
    cairo_restore(paper->cairo);
    cairo_set_source_rgb(paper->cairo, 0, 0, 0);
    paper->small = FLOW_TEXT * scale;
    draw_labels(paper, story, flow, scale, text);
    paper->small = 0;
    paper_end(paper, "Figure");
}

int print_flow(struct paper *paper, const struct story *story, struct buf *text)
{
    CLEANUP(flow_freep) struct flow *flow = NULL;
    int r = flow_new(story, &flow);

    if (r != 0 || flow->columns == 0) {
        return r;
    }
    paper_turn_wide(paper);
    paper_outline(paper, "How votes moved");
    paper_put(
        paper, PAPER_HEADING, span_of_text("How votes moved from stage to stage"));
    paper_put(
        paper,
        PAPER_SMALL,
        span_of_text("A column is a stage, a bar is a candidate's votes. The steps "
                     "and the count sheet before say the same."));
    paper->y += paper_line();
    draw(paper, story, flow, text);
    return 0;
}
