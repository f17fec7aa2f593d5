// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/field.h"

#include "parts.h"

static void read_wordings(const struct node *item, struct constituency *out)
{
    struct node list =
        field_list(item, "declaration", 0, WORDINGS_MAX, &out->wording_count);
    size_t i;

    for (i = 0; i < out->wording_count; i++) {
        struct node wording = node_item(&list, i);

        node_text(&wording, out->wordings[i], sizeof(out->wordings[i]));
    }
}

static void read_constituency(const struct node *item, struct constituency *out)
{
    struct node class_name = node_optional(item, "class");

    node_members(item, "name kind class seats method rules declaration channels floor");
    field_text(item, "name", out->name, sizeof(out->name));
    out->kind = (enum kind)field_choice(item, "kind", constituency_kind_name);
    if (node_is_present(&class_name)) {
        node_text(&class_name, out->class_name, sizeof(out->class_name));
    }
    out->seats = (unsigned)field_number(item, "seats", 1, SEATS_MAX);
    out->method = (enum method)field_choice(item, "method", constituency_method_name);
    out->rules = (enum rule_set)field_choice(item, "rules", constituency_rules_name);
    read_wordings(item, out);
    out->channels =
        wire_read_bits(item, "channels", constituency_channel_name, CHANNEL_ONLINE);
    out->floor = (unsigned)field_number(item, "floor", 0, UINT16_MAX);
}

void wire_read_constituencies(const struct node *root, struct definition *out)
{
    struct node list = node_member(root, "constituencies");
    size_t i;

    out->constituency_count = node_list(&list, 1, CONSTITUENCIES_MAX);
    for (i = 0; i < out->constituency_count; i++) {
        struct node item = node_item(&list, i);

        read_constituency(&item, &out->constituencies[i]);
    }
}

static void put_constituency(struct writer *writer,
                             const struct constituency *constituency)
{
    size_t i;

    writer_text(writer, "name", constituency->name);
    writer_text(writer, "kind", constituency_kind_name(constituency->kind));
    if (constituency->class_name[0] != 0) {
        writer_text(writer, "class", constituency->class_name);
    }
    writer_number(writer, "seats", constituency->seats);
    writer_text(writer, "method", constituency_method_name(constituency->method));
    writer_text(writer, "rules", constituency_rules_name(constituency->rules));
    writer_open_list(writer, "declaration");
    for (i = 0; i < constituency->wording_count; i++) {
        writer_text(writer, NULL, constituency->wordings[i]);
    }
    writer_close_list(writer);
    wire_put_bits(writer,
                  "channels",
                  constituency->channels,
                  constituency_channel_name,
                  CHANNEL_ONLINE);
    writer_number(writer, "floor", constituency->floor);
}

void wire_put_constituencies(struct writer *writer, const struct definition *definition)
{
    size_t i;

    writer_open_list(writer, "constituencies");
    for (i = 0; i < definition->constituency_count; i++) {
        writer_open_object(writer, NULL);
        put_constituency(writer, &definition->constituencies[i]);
        writer_close_object(writer);
    }
    writer_close_list(writer);
}
