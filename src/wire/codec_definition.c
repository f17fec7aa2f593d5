// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string.h>

#include "base/span.h"
#include "wire/field.h"

#include "parts.h"

enum {
    WORDS_MAX = 10000,
    AGE_MAX = 120,
};

static void read_contact(const struct node *root, struct contact *out)
{
    struct node contact = node_member(root, "contact");

    node_members(&contact, "address telephone email");
    field_text(&contact, "address", out->address, sizeof(out->address));
    field_text(&contact, "telephone", out->telephone, sizeof(out->telephone));
    field_text(&contact, "email", out->email, sizeof(out->email));
}

static void read_labels(const struct node *root, struct definition *out)
{
    struct node list = field_list(root, "labels", 0, LABELS_MAX, &out->label_count);
    size_t i;

    for (i = 0; i < out->label_count; i++) {
        struct node item = node_item(&list, i);

        node_members(&item, "rule own");
        field_text(&item, "rule", out->labels[i].rule, LABEL_SIZE);
        field_text(&item, "own", out->labels[i].own, LABEL_SIZE);
    }
}

static void read_limits(const struct node *root, struct limits *out)
{
    struct node limits = node_member(root, "limits");

    node_members(&limits, "words age_stand age_vote");
    out->words = (unsigned)field_number(&limits, "words", 1, WORDS_MAX);
    out->age_stand = (unsigned)field_number(&limits, "age_stand", 0, AGE_MAX);
    out->age_vote = (unsigned)field_number(&limits, "age_vote", 0, AGE_MAX);
}

static bool is_origin_character(char character)
{
    return (character >= 'a' && character <= 'z')
           || (character >= 'A' && character <= 'Z')
           || (character >= '0' && character <= '9')
           || (character != 0 && strchr("-._~:/[]", character) != NULL);
}

/* A scheme-less address, and so fit to be the name of a note's key. */
static void read_origin(const struct node *root, struct definition *out)
{
    struct node origin = node_member(root, "origin");
    size_t i;

    node_text(&origin, out->origin, sizeof(out->origin));
    for (i = 0; out->origin[i] != 0; i++) {
        if (!is_origin_character(out->origin[i])) {
            node_refuse(&origin, "not an address without its scheme");
            return;
        }
    }
    if (strstr(out->origin, "//") != NULL) {
        node_refuse(&origin, "an address with its scheme, or with an empty part");
    }
}

static void read_policy(const struct node *root, struct definition *out)
{
    struct node list =
        field_list(root, "policy", 0, POLICY_LINES, &out->policy_line_count);
    size_t i;

    for (i = 0; i < out->policy_line_count; i++) {
        struct node item = node_item(&list, i);

        node_text_or_empty(&item, out->policy[i], sizeof(out->policy[i]));
    }
}

static void read_timetable(const struct node *root, struct timetable *out)
{
    struct node timetable = node_member(root, "timetable");
    int step;

    node_members(&timetable,
                 "notice nominations_close statement withdrawal notice_of_poll open "
                 "close");
    for (step = 0; step < STEPS; step++) {
        out->at[step] = field_moment(&timetable, timetable_step_name((enum step)step));
    }
}

static void read_lots(const struct node *root, struct definition *out)
{
    struct node lots = node_member(root, "lots");

    if (node_is_text(&lots)) {
        if (!span_is_equal(node_span(&lots), span_of_text("officer"))) {
            node_refuse(&lots, "neither \"officer\" nor a seed");
        }
        return;
    }
    node_members(&lots, "seed");
    out->lots_from_seed = true;
    field_bytes(&lots, "seed", &out->lot_seed, sizeof(out->lot_seed));
}

static void read_keys(const struct node *root, struct definition *out)
{
    struct node issuer = node_optional(root, "issuer");
    struct node ceremony = node_member(root, "ceremony");

    field_bytes(root, "nonce", &out->nonce, sizeof(out->nonce));
    field_bytes(root, "log", &out->log, sizeof(out->log));
    if (node_is_present(&issuer)) {
        out->has_issuer = true;
        node_bytes(&issuer, &out->issuer, sizeof(out->issuer));
    }
    node_members(&ceremony, "object size");
    wire_read_object_ref(&ceremony, &out->ceremony);
    field_bytes(root, "Y", &out->election_key, sizeof(out->election_key));
    field_bytes(root, "page", &out->page, sizeof(out->page));
}

void wire_read_definition(const struct node *root, struct document *out)
{
    struct definition *definition = out->of.definition;
    struct node suite = node_member(root, "suite");

    if (!span_is_equal(node_span(&suite), span_of_text(SUITE))) {
        node_refuse(&suite, "not " SUITE);
    }
    definition->practice = field_flag(root, "practice");
    field_text(root, "trust", definition->trust, sizeof(definition->trust));
    read_contact(root, &definition->contact);
    read_labels(root, definition);
    read_limits(root, &definition->limits);
    read_origin(root, definition);
    read_policy(root, definition);
    read_keys(root, definition);
    wire_read_people(root, definition);
    wire_read_constituencies(root, definition);
    read_timetable(root, &definition->timetable);
    read_lots(root, definition);
}

static void put_head(struct writer *writer, const struct definition *definition)
{
    size_t i;

    writer_text(writer, "suite", SUITE);
    if (definition->practice) {
        writer_yes(writer, "practice");
    } else {
        writer_no(writer, "practice");
    }
    writer_text(writer, "trust", definition->trust);
    writer_open_object(writer, "contact");
    writer_text(writer, "address", definition->contact.address);
    writer_text(writer, "telephone", definition->contact.telephone);
    writer_text(writer, "email", definition->contact.email);
    writer_close_object(writer);
    writer_open_list(writer, "labels");
    for (i = 0; i < definition->label_count; i++) {
        writer_open_object(writer, NULL);
        writer_text(writer, "rule", definition->labels[i].rule);
        writer_text(writer, "own", definition->labels[i].own);
        writer_close_object(writer);
    }
    writer_close_list(writer);
    writer_open_object(writer, "limits");
    writer_number(writer, "words", definition->limits.words);
    writer_number(writer, "age_stand", definition->limits.age_stand);
    writer_number(writer, "age_vote", definition->limits.age_vote);
    writer_close_object(writer);
}

static void put_record(struct writer *writer, const struct definition *definition)
{
    size_t i;

    writer_bytes(writer, "nonce", SPAN(definition->nonce));
    writer_text(writer, "origin", definition->origin);
    writer_bytes(writer, "log", SPAN(definition->log));
    writer_open_list(writer, "policy");
    for (i = 0; i < definition->policy_line_count; i++) {
        writer_text(writer, NULL, definition->policy[i]);
    }
    writer_close_list(writer);
    if (definition->has_issuer) {
        writer_bytes(writer, "issuer", SPAN(definition->issuer));
    }
}

static void put_times(struct writer *writer, const struct definition *definition)
{
    int step;

    writer_open_object(writer, "timetable");
    for (step = 0; step < STEPS; step++) {
        writer_moment(writer,
                      timetable_step_name((enum step)step),
                      definition->timetable.at[step]);
    }
    writer_close_object(writer);
}

void wire_put_definition(struct writer *writer, const struct definition *definition)
{
    put_head(writer, definition);
    put_record(writer, definition);
    wire_put_people(writer, definition);
    wire_put_constituencies(writer, definition);
    put_times(writer, definition);
    if (definition->lots_from_seed) {
        writer_open_object(writer, "lots");
        writer_bytes(writer, "seed", SPAN(definition->lot_seed));
        writer_close_object(writer);
    } else {
        writer_text(writer, "lots", "officer");
    }
    writer_bytes(writer, "page", SPAN(definition->page));
}
