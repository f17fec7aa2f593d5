// SPDX-License-Identifier: AGPL-3.0-or-later
#include "page_flow.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "palette.h"
#include "post/flow.h"
#include "post/sentence.h"
#include "web/asset.h"

enum {
    TEXT_MAX = 1 << 16,
    STYLE_MAX = 1 << 20,
    SHOWN = 8, /* units of the picture in a pixel */
    FIRST_BLOCKS = 64,
};

void page_store_deinit(struct page_store *store)
{
    for (size_t i = 0; i < store->count; i++) {
        free(store->blocks[i]);
    }
    free(store->blocks);
}

int page_store_status(const struct page_store *store)
{
    return store->fault;
}

void *page_store_list(struct page_store *store, size_t count, size_t size)
{
    if (store->count == store->room) {
        size_t room = store->room == 0 ? FIRST_BLOCKS : store->room * 2;
        void **blocks = reallocarray(store->blocks, room, sizeof(*blocks));

        if (blocks == NULL) {
            store->fault = FAULT(FAULT_MEMORY);
            return NULL;
        }
        store->blocks = blocks;
        store->room = room;
    }
    store->blocks[store->count] = calloc(count == 0 ? 1 : count, size);
    if (store->blocks[store->count] == NULL) {
        store->fault = FAULT(FAULT_MEMORY);
        return NULL;
    }
    return store->blocks[store->count++];
}

const char *page_store_text(struct page_store *store, struct buf *text)
{
    char *copy = page_store_list(store, text->size + 1, 1);

    if (buf_status(text) != 0) {
        store->fault = buf_status(text);
    }
    if (copy == NULL) {
        return "";
    }
    if (text->size > 0) {
        memcpy(copy, text->data, text->size);
    }
    return copy;
}

/* A bar as a rectangle; what flows with soft bends. */
static void put_path(const struct flow_shape *shape, struct buf *out)
{
    int32_t middle = shape->x0 + (shape->x1 - shape->x0) / 2;

    if (shape->top0 == shape->top1 && shape->bottom0 == shape->bottom1) {
        buf_printf(out,
                   "M%" PRId32 " %" PRId32 "H%" PRId32 "V%" PRId32 "H%" PRId32 "Z",
                   shape->x0,
                   shape->top0,
                   shape->x1,
                   shape->bottom0,
                   shape->x0);
        return;
    }
    buf_printf(out,
               "M%" PRId32 " %" PRId32 "C%" PRId32 " %" PRId32 " %" PRId32 " %" PRId32
               " %" PRId32 " %" PRId32,
               shape->x0,
               shape->top0,
               middle,
               shape->top0,
               middle,
               shape->top1,
               shape->x1,
               shape->top1);
    buf_printf(out,
               "V%" PRId32 "C%" PRId32 " %" PRId32 " %" PRId32 " %" PRId32 " %" PRId32
               " %" PRId32 "Z",
               shape->bottom1,
               middle,
               shape->bottom1,
               middle,
               shape->bottom0,
               shape->x0,
               shape->bottom0);
}

static void put_name(const struct story *story, uint8_t candidate, struct buf *out)
{
    if (candidate == FLOW_LOST) {
        buf_put_text(out, "Non-transferable");
    } else {
        sentence_names(story, &candidate, 1, out);
    }
}

const char *page_store_style(struct page_store *store)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                "0123456789-_.~!*();:@=+$,/?[]{}<>^|` ";
    const struct asset *asset = asset_named("site.css");
    CLEANUP(buf_deinit) struct buf text;

    buf_init(&text, STYLE_MAX);
    buf_put_text(&text, "data:text/css;charset=utf-8,");
    for (size_t i = 0; asset != NULL && i < asset->bytes.size; i++) {
        uint8_t byte = asset->bytes.data[i];

        if (byte != '\0' && strchr(plain, byte) != NULL) {
            buf_put_u8(&text, byte);
        } else {
            buf_printf(&text, "%%%02X", byte);
        }
    }
    return page_store_text(store, &text);
}

static void fill_shape(struct page_store *store,
                       const struct story *story,
                       const struct flow_shape *shape,
                       struct part_report_shapes *out)
{
    CLEANUP(buf_deinit) struct buf text;
    struct palette_colour colour = palette_of(story, shape->candidate);

    buf_init(&text, TEXT_MAX);
    put_path(shape, &text);
    out->path = page_store_text(store, &text);
    buf_reset(&text);
    buf_printf(&text, "#%02x%02x%02x", colour.red, colour.green, colour.blue);
    out->colour = page_store_text(store, &text);
    out->opacity = shape->section > 0 ? "1" : "0.35";
    if (shape->section > 0) {
        buf_reset(&text);
        put_name(story, shape->candidate, &text);
        buf_printf(&text, ", stage %u: ", shape->section);
        sentence_votes(story,
                       shape->candidate == FLOW_LOST
                           ? story_lost(story, shape->section)
                           : story_votes(story, shape->section, shape->candidate),
                       &text);
        out->tip = page_store_text(store, &text);
    }
}

static void fill_shapes(struct page_store *store,
                        const struct story *story,
                        const struct flow *flow,
                        struct part_report *out)
{
    struct part_report_shapes *shapes =
        page_store_list(store, flow->shape_count, sizeof(*shapes));
    struct part_report_columns *columns =
        page_store_list(store, flow->columns, sizeof(*columns));

    if (shapes == NULL || columns == NULL) {
        return;
    }
    for (size_t i = 0; i < flow->shape_count; i++) {
        fill_shape(store, story, &flow->shapes[i], &shapes[i]);
    }
    for (size_t i = 0; i < flow->columns; i++) {
        columns[i].number = i + 1;
        columns[i].x =
            (uint64_t)flow->first + i * (uint64_t)flow->stride + FLOW_TEXT / 2;
    }
    out->shapes = shapes;
    out->shapes_count = flow->shape_count;
    out->columns = columns;
    out->columns_count = flow->columns;
}

static const char *name_of(struct page_store *store,
                           const struct story *story,
                           const struct flow_label *label)
{
    CLEANUP(buf_deinit) struct buf text;

    buf_init(&text, TEXT_MAX);
    put_name(story, label->candidate, &text);
    return page_store_text(store, &text);
}

static void fill_labels(struct page_store *store,
                        const struct story *story,
                        const struct flow *flow,
                        struct part_report *out)
{
    struct part_report_before *before =
        page_store_list(store, flow->before_count, sizeof(*before));
    struct part_report_after *after =
        page_store_list(store, flow->after_count, sizeof(*after));

    for (size_t i = 0; before != NULL && i < flow->before_count; i++) {
        before[i].x = (uint64_t)flow->before[i].x;
        before[i].y = (uint64_t)flow->before[i].y;
        before[i].name = name_of(store, story, &flow->before[i]);
    }
    for (size_t i = 0; after != NULL && i < flow->after_count; i++) {
        after[i].x = (uint64_t)flow->after[i].x;
        after[i].y = (uint64_t)flow->after[i].y;
        after[i].name = name_of(store, story, &flow->after[i]);
    }
    out->before = before;
    out->before_count = before == NULL ? 0 : flow->before_count;
    out->after = after;
    out->after_count = after == NULL ? 0 : flow->after_count;
}

/* The picture in a few words: who came out of it with what. */
static const char *describe(struct page_store *store, const struct story *story)
{
    CLEANUP(buf_deinit) struct buf text;
    unsigned last = (unsigned)story->sheet->stage_count;

    buf_init(&text, TEXT_MAX);
    for (unsigned i = 1; i <= last; i++) {
        buf_printf(&text, "%sStage %u: ", i == 1 ? "" : "; ", i);
        sentence_title(story, i, &text);
    }
    buf_put_text(&text, ". At the end: ");
    for (size_t c = 1; c <= story->sheet->candidates; c++) {
        if (story_votes(story, last, (uint8_t)c) > 0) {
            put_name(story, (uint8_t)c, &text);
            buf_put_u8(&text, ' ');
            sentence_votes(story, story_votes(story, last, (uint8_t)c), &text);
            buf_put_text(&text, ", ");
        }
    }
    buf_put_text(&text, "non-transferable ");
    sentence_votes(story, story_lost(story, last), &text);
    buf_put_u8(&text, '.');
    return page_store_text(store, &text);
}

int page_flow_fill(struct page_store *store,
                   const struct story *story,
                   struct part_report *out)
{
    CLEANUP(flow_freep) struct flow *flow = NULL;
    int r = flow_new(story, &flow);

    if (r != 0) {
        return r;
    }
    out->flow_words = "";
    if (flow->columns > 0) {
        out->width = (uint64_t)flow->width;
        out->height = (uint64_t)flow->height;
        out->shown_width = (uint64_t)flow->width / SHOWN;
        out->shown_height = (uint64_t)flow->height / SHOWN;
        out->last = flow->columns;
        out->flow_words = describe(store, story);
        fill_shapes(store, story, flow, out);
        fill_labels(store, story, flow, out);
    }
    return 0;
}
