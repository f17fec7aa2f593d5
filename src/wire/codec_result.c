// SPDX-License-Identifier: AGPL-3.0-or-later
/* What follows a poll: contributions of mixers and trustees, the box, the result. */
#include "wire/field.h"

#include "parts.h"

static uint64_t read_count(const struct node *object, const char *name)
{
    return field_number(object, name, 0, NODE_NUMBER_MAX);
}

void wire_read_contribution(const struct node *root, struct document *out)
{
    struct contribution *contribution = &out->of.contribution;

    contribution->cid = wire_read_cid(root);
    contribution->index = (uint8_t)field_number(
        root, "index", 1, out->type == ENTRY_MIX ? MIXERS_MAX : TRUSTEES_MAX);
    wire_read_object_ref(root, &contribution->object);
}

void wire_put_contribution(struct writer *writer, const struct document *document)
{
    const struct contribution *contribution = &document->of.contribution;

    writer_number(writer, "constituency", contribution->cid);
    writer_number(writer, "index", contribution->index);
    wire_put_object_ref(writer, &contribution->object);
}

static void read_rejected(const struct node *item, uint64_t *out)
{
    struct node rejected = node_member(item, "rejected");
    int heading;

    node_members(&rejected, "features overvote identifies uncertain");
    for (heading = 0; heading < HEADINGS; heading++) {
        out[heading] =
            read_count(&rejected, result_heading_name((enum heading)heading));
    }
}

static void put_rejected(struct writer *writer, const uint64_t *rejected)
{
    int heading;

    writer_open_object(writer, "rejected");
    for (heading = 0; heading < HEADINGS; heading++) {
        writer_number(
            writer, result_heading_name((enum heading)heading), rejected[heading]);
    }
    writer_close_object(writer);
}

void wire_read_box(const struct node *root, struct document *out)
{
    struct box_document *box = &out->of.box;
    struct node list =
        field_list(root, "constituencies", 1, CONSTITUENCIES_MAX, &box->count);
    uint16_t before = 0;
    size_t i;

    for (i = 0; i < box->count; i++) {
        struct node item = node_item(&list, i);
        struct node waived = node_optional(&item, "waived");
        struct box_list *place = &box->lists[i];

        node_members(&item,
                     "constituency online received entered rejected disqualified "
                     "waived");
        place->cid = wire_read_cid(&item);
        wire_check_ascending(&item, before, place->cid);
        before = place->cid;
        place->online = read_count(&item, "online");
        place->received = read_count(&item, "received");
        place->entered = read_count(&item, "entered");
        read_rejected(&item, place->rejected);
        place->disqualified = read_count(&item, "disqualified");
        place->is_waived = node_is_present(&waived) && node_flag(&waived);
        if (node_is_present(&waived) && !place->is_waived) {
            node_refuse(&waived, "left out where it is not true");
        }
    }
}

void wire_put_box(struct writer *writer, const struct document *document)
{
    const struct box_document *box = &document->of.box;
    size_t i;

    writer_open_list(writer, "constituencies");
    for (i = 0; i < box->count; i++) {
        writer_open_object(writer, NULL);
        writer_number(writer, "constituency", box->lists[i].cid);
        writer_number(writer, "online", box->lists[i].online);
        writer_number(writer, "received", box->lists[i].received);
        writer_number(writer, "entered", box->lists[i].entered);
        put_rejected(writer, box->lists[i].rejected);
        writer_number(writer, "disqualified", box->lists[i].disqualified);
        if (box->lists[i].is_waived) {
            writer_yes(writer, "waived");
        }
        writer_close_object(writer);
    }
    writer_close_list(writer);
}

static void read_channels(const struct node *item, uint64_t *out)
{
    struct node counts = node_member(item, "channels");
    int channel;

    node_members(&counts, "online post telephone text");
    for (channel = CHANNEL_ONLINE; channel < CHANNEL_END; channel++) {
        out[channel] =
            read_count(&counts, constituency_channel_name((enum channel)channel));
    }
}

static void read_registers(const struct node *item, uint64_t *out)
{
    struct node counts = node_member(item, "registers");
    int kept_in;

    node_members(&counts, "lost spoilt tendered omitted");
    for (kept_in = REGISTER_LOST; kept_in < REGISTER_END; kept_in++) {
        out[kept_in] =
            read_count(&counts, register_name((enum replace_register)kept_in));
    }
}

/* Candidates by number, none twice. */
static size_t read_candidates(const struct node *item, const char *name, uint8_t *out)
{
    size_t count;
    struct node list = field_list(item, name, 0, CANDIDATES_MAX, &count);
    uint64_t seen = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        struct node candidate = node_item(&list, i);

        out[i] = (uint8_t)node_number(&candidate, 1, CANDIDATES_MAX);
        if ((seen & UINT64_C(1) << out[i]) != 0) {
            node_refuse(&candidate, "named twice");
        }
        seen |= UINT64_C(1) << out[i];
    }
    return count;
}

static void read_list(const struct node *item, struct result_list *out)
{
    struct node sheet = node_member(item, "sheet");

    node_members(item,
                 "constituency electorate channels registers rejected unreadable lots "
                 "sheet elected");
    out->cid = wire_read_cid(item);
    out->electorate = read_count(item, "electorate");
    read_channels(item, out->by_channel);
    read_registers(item, out->by_register);
    read_rejected(item, out->rejected);
    out->unreadable = read_count(item, "unreadable");
    out->lot_count = read_candidates(item, "lots", out->lots);
    node_members(&sheet, "object size");
    wire_read_object_ref(&sheet, &out->sheet);
    out->elected_count = read_candidates(item, "elected", out->elected);
}

void wire_read_result(const struct node *root, struct document *out)
{
    struct result_document *result = &out->of.result;
    struct node seed = node_optional(root, "seed");
    struct node list =
        field_list(root, "constituencies", 1, CONSTITUENCIES_MAX, &result->count);
    uint16_t before = 0;
    size_t i;

    for (i = 0; i < result->count; i++) {
        struct node item = node_item(&list, i);

        read_list(&item, &result->lists[i]);
        wire_check_ascending(&item, before, result->lists[i].cid);
        before = result->lists[i].cid;
    }
    if (node_is_present(&seed)) {
        result->has_seed = true;
        node_bytes(&seed, &result->seed, sizeof(result->seed));
    }
    field_text(root, "declaration", result->declaration, sizeof(result->declaration));
}

static void put_counts(struct writer *writer, const struct result_list *list)
{
    int place;

    writer_open_object(writer, "channels");
    for (place = CHANNEL_ONLINE; place < CHANNEL_END; place++) {
        writer_number(writer,
                      constituency_channel_name((enum channel)place),
                      list->by_channel[place]);
    }
    writer_close_object(writer);
    writer_open_object(writer, "registers");
    for (place = REGISTER_LOST; place < REGISTER_END; place++) {
        writer_number(writer,
                      register_name((enum replace_register)place),
                      list->by_register[place]);
    }
    writer_close_object(writer);
    put_rejected(writer, list->rejected);
    writer_number(writer, "unreadable", list->unreadable);
}

static void put_candidates(struct writer *writer,
                           const char *name,
                           const uint8_t *candidates,
                           size_t count)
{
    size_t i;

    writer_open_list(writer, name);
    for (i = 0; i < count; i++) {
        writer_number(writer, NULL, candidates[i]);
    }
    writer_close_list(writer);
}

void wire_put_result(struct writer *writer, const struct document *document)
{
    const struct result_document *result = &document->of.result;
    size_t i;

    writer_open_list(writer, "constituencies");
    for (i = 0; i < result->count; i++) {
        const struct result_list *list = &result->lists[i];

        writer_open_object(writer, NULL);
        writer_number(writer, "constituency", list->cid);
        writer_number(writer, "electorate", list->electorate);
        put_counts(writer, list);
        put_candidates(writer, "lots", list->lots, list->lot_count);
        writer_open_object(writer, "sheet");
        wire_put_object_ref(writer, &list->sheet);
        writer_close_object(writer);
        put_candidates(writer, "elected", list->elected, list->elected_count);
        writer_close_object(writer);
    }
    writer_close_list(writer);
    if (result->has_seed) {
        writer_bytes(writer, "seed", SPAN(result->seed));
    }
    writer_text(writer, "declaration", result->declaration);
}
