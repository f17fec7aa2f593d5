// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/flow.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

enum {
    LETTER = 62, /* about as wide as one is in a label */
    LONGEST = 60,
    MARGIN = 200,
    TOP = 200, /* for the numbers of stages */
    BARS = 4200,
    GAP = 60,
    BAR = 130,
    STRIDE = 1100,
    POOL = 40,
    FIRST_SHAPES = 64,
    LANES = RANKING_CANDIDATES_MAX + 1,
};

/* Wider than 64 bits: votes times a height. */
__extension__ typedef __int128 wide;

/* Who lies where: a lane for each who ever had a vote, the non-transferable last. */
struct drawing {
    const struct story *story;
    struct flow *flow;
    size_t lanes;
    uint8_t lane[LANES];
    int64_t whole; /* votes of a column */
    int fault;
};

void flow_free(struct flow *flow)
{
    if (flow != NULL) {
        free(flow->shapes);
        free(flow);
    }
}

static void add(struct drawing *drawing, struct flow_shape shape)
{
    struct flow *flow = drawing->flow;

    if (flow->shape_count == flow->shape_room) {
        size_t room = flow->shape_room == 0 ? FIRST_SHAPES : flow->shape_room * 2;
        struct flow_shape *shapes = reallocarray(flow->shapes, room, sizeof(*shapes));

        if (shapes == NULL) {
            drawing->fault = FAULT(FAULT_MEMORY);
            return;
        }
        flow->shapes = shapes;
        flow->shape_room = room;
    }
    flow->shapes[flow->shape_count++] = shape;
}

static int64_t
votes_of(const struct drawing *drawing, unsigned section, uint8_t candidate)
{
    return candidate == FLOW_LOST ? story_lost(drawing->story, section)
                                  : story_votes(drawing->story, section, candidate);
}

static int32_t height_of(const struct drawing *drawing, int64_t votes)
{
    return (int32_t)((wide)votes * BARS / drawing->whole);
}

static bool has_lane(const struct drawing *drawing, uint8_t candidate)
{
    return memchr(drawing->lane, candidate, drawing->lanes) != NULL;
}

/* The elected in their order, then the others as they were named on the ballot. */
static void order_lanes(struct drawing *drawing)
{
    const struct sheet *sheet = drawing->story->sheet;

    for (size_t i = 0; i < sheet->elected_count; i++) {
        if (!has_lane(drawing, sheet->elected[i].candidate)) {
            drawing->lane[drawing->lanes++] = sheet->elected[i].candidate;
        }
    }
    for (size_t c = 1; c <= sheet->candidates; c++) {
        if (!has_lane(drawing, (uint8_t)c)
            && !drawing->story->slate->names[c].is_withdrawn) {
            drawing->lane[drawing->lanes++] = (uint8_t)c;
        }
    }
    drawing->lane[drawing->lanes++] = FLOW_LOST;
}

/* The top of each lane's bar after a stage, all lanes a gap apart. */
static void find_tops(const struct drawing *drawing, unsigned section, int32_t *tops)
{
    int32_t y = TOP;

    for (size_t i = 0; i < drawing->lanes; i++) {
        tops[i] = y;
        y += height_of(drawing, votes_of(drawing, section, drawing->lane[i])) + GAP;
    }
}

static int32_t column_of(const struct drawing *drawing, unsigned section)
{
    return drawing->flow->first + (int32_t)(section - 1) * STRIDE;
}

/* Room for the longest name that may stand beside a bar. */
static int32_t room_for_names(const struct drawing *drawing)
{
    size_t longest = sizeof("Non-transferable");

    for (size_t c = 1; c <= drawing->story->sheet->candidates; c++) {
        const char *name = drawing->story->slate->names[c].name;
        size_t letters = 0;

        for (; name != NULL && *name != '\0'; name++) {
            letters += ((uint8_t)*name & 0xc0U) != 0x80U;
        }
        longest = letters > longest ? letters : longest;
    }
    return MARGIN + (int32_t)(longest < LONGEST ? longest : LONGEST) * LETTER;
}

static void draw_column(struct drawing *drawing, unsigned section)
{
    int32_t tops[LANES];
    int32_t x = column_of(drawing, section);

    find_tops(drawing, section, tops);
    for (size_t i = 0; i < drawing->lanes; i++) {
        int32_t height =
            height_of(drawing, votes_of(drawing, section, drawing->lane[i]));

        if (height > 0) {
            add(drawing,
                (struct flow_shape){drawing->lane[i],
                                    section,
                                    x,
                                    tops[i],
                                    tops[i] + height,
                                    x + BAR,
                                    tops[i],
                                    tops[i] + height});
        }
    }
}

/* Where the votes that move are gathered, half way between two columns. */
struct pool {
    int32_t x;
    int32_t top;
    int32_t in;  /* how much of it is filled */
    int32_t out; /* how much is dealt out */
};

/* Its middle is as high as that of the first who gives. */
static struct pool
find_pool(const struct drawing *drawing, unsigned section, const int32_t *tops)
{
    struct pool pool = {.x = column_of(drawing, section) + BAR + (STRIDE - BAR) / 2,
                        .top = TOP};
    int32_t sum = 0;
    int32_t middle = -1;

    for (size_t i = 0; i < drawing->lanes; i++) {
        int64_t before = votes_of(drawing, section, drawing->lane[i]);
        int64_t after = votes_of(drawing, section + 1, drawing->lane[i]);

        if (before > after) {
            sum += height_of(drawing, before) - height_of(drawing, after);
            middle =
                middle >= 0
                    ? middle
                    : tops[i]
                          + (height_of(drawing, before) + height_of(drawing, after))
                                / 2;
        }
    }
    if (middle - sum / 2 > TOP) {
        pool.top = middle - sum / 2;
    }
    return pool;
}

/* What a lane keeps, gives to the pool and gets from it. */
static void draw_lane(struct drawing *drawing,
                      unsigned section,
                      uint8_t candidate,
                      const int32_t *tops,
                      struct pool *pool)
{
    int32_t before = height_of(drawing, votes_of(drawing, section, candidate));
    int32_t after = height_of(drawing, votes_of(drawing, section + 1, candidate));
    int32_t kept = before < after ? before : after;
    int32_t x0 = column_of(drawing, section) + BAR;
    int32_t x1 = column_of(drawing, section + 1);

    if (kept > 0) {
        add(drawing,
            (struct flow_shape){candidate,
                                0,
                                x0,
                                tops[0],
                                tops[0] + kept,
                                x1,
                                tops[1],
                                tops[1] + kept});
    }
    if (before > after) {
        add(drawing,
            (struct flow_shape){FLOW_MOVED,
                                0,
                                x0,
                                tops[0] + kept,
                                tops[0] + before,
                                pool->x,
                                pool->top + pool->in,
                                pool->top + pool->in + before - kept});
        pool->in += before - kept;
    }
    if (after > before) {
        add(drawing,
            (struct flow_shape){FLOW_MOVED,
                                0,
                                pool->x + POOL,
                                pool->top + pool->out,
                                pool->top + pool->out + after - kept,
                                x1,
                                tops[1] + kept,
                                tops[1] + after});
        pool->out += after - kept;
    }
}

/* Between the columns of this stage and the next. */
static void draw_moves(struct drawing *drawing, unsigned section)
{
    int32_t before[LANES];
    int32_t after[LANES];
    struct pool pool;
    int32_t size;

    find_tops(drawing, section, before);
    find_tops(drawing, section + 1, after);
    pool = find_pool(drawing, section, before);
    for (size_t i = 0; i < drawing->lanes; i++) {
        const int32_t tops[2] = {before[i], after[i]};

        draw_lane(drawing, section, drawing->lane[i], tops, &pool);
    }
    size = pool.in > pool.out ? pool.in : pool.out;
    if (size > 0) {
        add(drawing,
            (struct flow_shape){FLOW_MOVED,
                                0,
                                pool.x,
                                pool.top,
                                pool.top + size,
                                pool.x + POOL,
                                pool.top,
                                pool.top + size});
    }
}

static size_t put_labels(const struct drawing *drawing,
                         unsigned section,
                         int32_t x,
                         struct flow_label *out)
{
    int32_t tops[LANES];
    size_t count = 0;
    int32_t free_from = 0;

    find_tops(drawing, section, tops);
    for (size_t i = 0; i < drawing->lanes; i++) {
        int32_t height =
            height_of(drawing, votes_of(drawing, section, drawing->lane[i]));
        int32_t y = tops[i] + (height + FLOW_TEXT) / 2;

        if (height == 0) {
            continue;
        }
        y = y - FLOW_TEXT > free_from ? y : free_from + FLOW_TEXT;
        free_from = y;
        out[count++] = (struct flow_label){drawing->lane[i], x, y};
    }
    return count;
}

static void draw_all(struct drawing *drawing)
{
    struct flow *flow = drawing->flow;
    unsigned last = (unsigned)flow->columns;
    int32_t lowest = TOP + BARS + (int32_t)drawing->lanes * GAP;

    flow->first = room_for_names(drawing);
    for (unsigned section = 1; section < last; section++) {
        draw_moves(drawing, section);
    }
    for (unsigned section = 1; section <= last; section++) {
        draw_column(drawing, section);
    }
    flow->stride = STRIDE;
    flow->before_count = put_labels(drawing, 1, flow->first - GAP, flow->before);
    flow->after_count =
        put_labels(drawing, last, column_of(drawing, last) + BAR + GAP, flow->after);
    for (size_t i = 0; i < flow->before_count; i++) {
        lowest = flow->before[i].y > lowest ? flow->before[i].y : lowest;
    }
    for (size_t i = 0; i < flow->after_count; i++) {
        lowest = flow->after[i].y > lowest ? flow->after[i].y : lowest;
    }
    flow->width = column_of(drawing, last) + BAR + flow->first;
    flow->height = lowest + GAP;
}

/* All votes of a column; the same in each, as none comes or goes. */
static int64_t whole_of(const struct story *story)
{
    int64_t most = 0;

    for (unsigned section = 1; section <= story->sheet->stage_count; section++) {
        int64_t sum = story_lost(story, section);

        for (size_t c = 1; c <= story->sheet->candidates; c++) {
            sum += story_votes(story, section, (uint8_t)c);
        }
        most = sum > most ? sum : most;
    }
    return most;
}

int flow_new(const struct story *story, struct flow **out)
{
    struct drawing drawing = {.story = story};
    struct flow *flow = calloc(1, sizeof(*flow));

    if (flow == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    drawing.flow = flow;
    drawing.whole = whole_of(story);
    order_lanes(&drawing);
    if (story->sheet->stage_count > 1 && drawing.whole > 0) {
        flow->columns = story->sheet->stage_count;
        draw_all(&drawing);
    }
    if (drawing.fault != 0) {
        flow_free(flow);
        return drawing.fault;
    }
    *out = flow;
    return 0;
}
