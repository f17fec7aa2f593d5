// SPDX-License-Identifier: AGPL-3.0-or-later
/* What is settled before a poll: statement and roll. */
#include "wire/field.h"

#include "parts.h"

static void read_nominees(const struct node *item, struct nominees *out)
{
    struct node list;
    size_t i;

    node_members(item, "outcome candidates");
    out->outcome = (enum outcome)field_choice(item, "outcome", statement_outcome_name);
    list = field_list(item, "candidates", 0, CANDIDATES_MAX, &out->count);
    for (i = 0; i < out->count; i++) {
        struct node candidate = node_item(&list, i);

        node_members(&candidate, "name particulars");
        field_text(&candidate, "name", out->candidates[i].name, NAME_SIZE);
        field_bytes(&candidate,
                    "particulars",
                    &out->candidates[i].particulars,
                    sizeof(out->candidates[i].particulars));
    }
}

void wire_read_statement(const struct node *root, struct document *out)
{
    struct statement *statement = &out->of.statement;
    struct node list =
        field_list(root, "constituencies", 1, CONSTITUENCIES_MAX, &statement->count);
    size_t i;

    for (i = 0; i < statement->count; i++) {
        struct node item = node_item(&list, i);

        read_nominees(&item, &statement->lists[i]);
    }
}

void wire_read_roll(const struct node *root, struct document *out)
{
    struct roll_document *roll = &out->of.roll;
    struct node list =
        field_list(root, "constituencies", 1, CONSTITUENCIES_MAX, &roll->count);
    uint16_t before = 0;
    size_t i;

    for (i = 0; i < roll->count; i++) {
        struct node item = node_item(&list, i);
        struct electorate *electorate = &roll->lists[i];

        node_members(&item, "constituency electors object size");
        electorate->cid = wire_read_cid(&item);
        wire_check_ascending(&item, before, electorate->cid);
        before = electorate->cid;
        electorate->electors = (uint32_t)field_number(&item, "electors", 0, UINT32_MAX);
        wire_read_object_ref(&item, &electorate->object);
    }
}

static void put_nominees(struct writer *writer, const struct nominees *nominees)
{
    size_t i;

    writer_open_object(writer, NULL);
    writer_text(writer, "outcome", statement_outcome_name(nominees->outcome));
    writer_open_list(writer, "candidates");
    for (i = 0; i < nominees->count; i++) {
        writer_open_object(writer, NULL);
        writer_text(writer, "name", nominees->candidates[i].name);
        writer_bytes(writer, "particulars", SPAN(nominees->candidates[i].particulars));
        writer_close_object(writer);
    }
    writer_close_list(writer);
    writer_close_object(writer);
}

void wire_put_statement(struct writer *writer, const struct document *document)
{
    size_t i;

    writer_open_list(writer, "constituencies");
    for (i = 0; i < document->of.statement.count; i++) {
        put_nominees(writer, &document->of.statement.lists[i]);
    }
    writer_close_list(writer);
}

void wire_put_roll(struct writer *writer, const struct document *document)
{
    const struct roll_document *roll = &document->of.roll;
    size_t i;

    writer_open_list(writer, "constituencies");
    for (i = 0; i < roll->count; i++) {
        writer_open_object(writer, NULL);
        writer_number(writer, "constituency", roll->lists[i].cid);
        writer_number(writer, "electors", roll->lists[i].electors);
        wire_put_object_ref(writer, &roll->lists[i].object);
        writer_close_object(writer);
    }
    writer_close_list(writer);
}
