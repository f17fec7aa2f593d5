// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/field.h"

#include "parts.h"

static const char *grant(unsigned place)
{
    return officer_grant_name(place);
}

static void read_officers(const struct node *root, struct definition *out)
{
    struct node list =
        field_list(root, "officers", 1, OFFICERS_MAX, &out->officer_count);
    size_t i;

    for (i = 0; i < out->officer_count; i++) {
        struct node item = node_item(&list, i);
        struct officer *officer = &out->officers[i];

        node_members(&item, "name key seal may");
        field_text(&item, "name", officer->name, sizeof(officer->name));
        field_bytes(&item, "key", &officer->key, sizeof(officer->key));
        field_bytes(&item, "seal", &officer->seal, sizeof(officer->seal));
        officer->may = wire_read_bits(&item, "may", grant, 0);
    }
}

static void read_trustees(const struct node *root, struct definition *out)
{
    struct node list =
        field_list(root, "trustees", 1, TRUSTEES_MAX, &out->trustee_count);
    size_t i;

    for (i = 0; i < out->trustee_count; i++) {
        struct node item = node_item(&list, i);
        struct trustee *trustee = &out->trustees[i];

        node_members(&item, "name key static");
        field_text(&item, "name", trustee->name, sizeof(trustee->name));
        field_bytes(&item, "key", &trustee->key, sizeof(trustee->key));
        field_bytes(&item, "static", &trustee->static_key, sizeof(trustee->static_key));
    }
}

static void read_mixers(const struct node *root, struct definition *out)
{
    struct node list = field_list(root, "mixers", 1, MIXERS_MAX, &out->mixer_count);
    size_t i;

    for (i = 0; i < out->mixer_count; i++) {
        struct node item = node_item(&list, i);
        struct mixer *mixer = &out->mixers[i];

        node_members(&item, "name organisation key");
        field_text(&item, "name", mixer->name, sizeof(mixer->name));
        field_text(
            &item, "organisation", mixer->organisation, sizeof(mixer->organisation));
        field_bytes(&item, "key", &mixer->key, sizeof(mixer->key));
    }
}

void wire_read_people(const struct node *root, struct definition *out)
{
    read_officers(root, out);
    out->hands = (unsigned)field_number(root, "hands", 1, 2);
    read_trustees(root, out);
    out->threshold = (unsigned)field_number(root, "threshold", 1, TRUSTEES_MAX);
    read_mixers(root, out);
    out->mixes = (unsigned)field_number(root, "mixes", 1, MIXERS_MAX);
}

static void put_officers(struct writer *writer, const struct definition *definition)
{
    size_t i;

    writer_open_list(writer, "officers");
    for (i = 0; i < definition->officer_count; i++) {
        const struct officer *officer = &definition->officers[i];

        writer_open_object(writer, NULL);
        writer_text(writer, "name", officer->name);
        writer_bytes(writer, "key", SPAN(officer->key));
        writer_bytes(writer, "seal", SPAN(officer->seal));
        wire_put_bits(writer, "may", officer->may, grant, 0);
        writer_close_object(writer);
    }
    writer_close_list(writer);
    writer_number(writer, "hands", definition->hands);
}

static void put_trustees(struct writer *writer, const struct definition *definition)
{
    size_t i;

    writer_open_list(writer, "trustees");
    for (i = 0; i < definition->trustee_count; i++) {
        writer_open_object(writer, NULL);
        writer_text(writer, "name", definition->trustees[i].name);
        writer_bytes(writer, "key", SPAN(definition->trustees[i].key));
        writer_bytes(writer, "static", SPAN(definition->trustees[i].static_key));
        writer_close_object(writer);
    }
    writer_close_list(writer);
    writer_number(writer, "threshold", definition->threshold);
    writer_open_object(writer, "ceremony");
    wire_put_object_ref(writer, &definition->ceremony);
    writer_close_object(writer);
    writer_bytes(writer, "Y", SPAN(definition->election_key));
}

static void put_mixers(struct writer *writer, const struct definition *definition)
{
    size_t i;

    writer_open_list(writer, "mixers");
    for (i = 0; i < definition->mixer_count; i++) {
        writer_open_object(writer, NULL);
        writer_text(writer, "name", definition->mixers[i].name);
        writer_text(writer, "organisation", definition->mixers[i].organisation);
        writer_bytes(writer, "key", SPAN(definition->mixers[i].key));
        writer_close_object(writer);
    }
    writer_close_list(writer);
    writer_number(writer, "mixes", definition->mixes);
}

void wire_put_people(struct writer *writer, const struct definition *definition)
{
    put_officers(writer, definition);
    put_trustees(writer, definition);
    put_mixers(writer, definition);
}
