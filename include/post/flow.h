/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The flow picture of a count: a column of bars for each stage, as high as each
 * candidate's votes, and between the columns the votes that stayed and those that
 * moved. What moves in one stage is gathered and dealt out again, as papers are: which
 * vote came from whom is shown only where the count knows it. Shapes in whole units,
 * for whoever draws them; no colours, no words.
 */
#ifndef POST_FLOW_H
#define POST_FLOW_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "post/story.h"

enum {
    FLOW_LOST = 0,    /* as a candidate: what is non-transferable */
    FLOW_MOVED = 255, /* what moves in a stage, all together */
    FLOW_TEXT = 120,  /* the height of a label */
};

/* From the left edge x0, between top0 and bottom0, to the right edge x1. A bar is as
 * high on both. */
struct flow_shape {
    uint8_t candidate;
    unsigned section; /* of a bar: the votes after this stage; else 0 */
    int32_t x0;
    int32_t top0;
    int32_t bottom0;
    int32_t x1;
    int32_t top1;
    int32_t bottom1;
};

/* A name beside a bar: left of the first column, right of the last. */
struct flow_label {
    uint8_t candidate;
    int32_t x;
    int32_t y; /* the base line */
};

struct flow {
    int32_t width;
    int32_t height;
    int32_t first;  /* the left edge of the first column */
    int32_t stride; /* from column to column */
    size_t columns; /* 0: a count without transfers has no picture */
    size_t shape_count;
    size_t shape_room;
    struct flow_shape *shapes; /* what moves lies before the bars it leads to */
    size_t before_count;
    struct flow_label before[RANKING_CANDIDATES_MAX + 1]; /* left */
    size_t after_count;
    struct flow_label after[RANKING_CANDIDATES_MAX + 1]; /* right */
};

MUST_USE int flow_new(const struct story *story, struct flow **out);
void flow_free(struct flow *flow);

OWNED(flow)

#endif
