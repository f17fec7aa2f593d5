/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The documents by kind: what codec.c reads and writes each of them with. */
#ifndef WIRE_PARTS_H
#define WIRE_PARTS_H

#include <stddef.h>
#include <stdint.h>

#include "core/document.h"
#include "wire/node.h"
#include "wire/writer.h"

/* Readers mark the node's tree on what is not as it must be. */
void wire_read_definition(const struct node *root, struct document *out);
void wire_read_statement(const struct node *root, struct document *out);
void wire_read_roll(const struct node *root, struct document *out);
void wire_read_replacement(const struct node *root, struct document *out);
void wire_read_disqualification(const struct node *root, struct document *out);
void wire_read_contribution(const struct node *root, struct document *out);
void wire_read_result(const struct node *root, struct document *out);
void wire_read_note(const struct node *root, struct document *out);
void wire_read_received(const struct node *root, struct document *out);
void wire_read_box(const struct node *root, struct document *out);

void wire_put_definition(struct writer *writer, const struct definition *definition);
void wire_put_statement(struct writer *writer, const struct document *document);
void wire_put_roll(struct writer *writer, const struct document *document);
void wire_put_replacement(struct writer *writer, const struct document *document);
void wire_put_disqualification(struct writer *writer, const struct document *document);
void wire_put_contribution(struct writer *writer, const struct document *document);
void wire_put_result(struct writer *writer, const struct document *document);
void wire_put_note(struct writer *writer, const struct document *document);
void wire_put_received(struct writer *writer, const struct document *document);
void wire_put_box(struct writer *writer, const struct document *document);

/* Parts of several documents. */
uint16_t wire_read_cid(const struct node *object);
uint32_t wire_read_elector(const struct node *object, const char *name);
enum channel wire_read_channel(const struct node *object);
void wire_read_object_ref(const struct node *object, struct object_ref *out);
void wire_put_object_ref(struct writer *writer, const struct object_ref *ref);

/* A list of distinct words as bits: place k of name_of sets bit 1 << k. */
unsigned wire_read_bits(const struct node *object,
                        const char *name,
                        const char *(*name_of)(unsigned place),
                        unsigned first);

void wire_put_bits(struct writer *writer,
                   const char *name,
                   unsigned bits,
                   const char *(*name_of)(unsigned place),
                   unsigned first);

/* The people and constituencies of a definition. */
void wire_read_people(const struct node *root, struct definition *out);
void wire_put_people(struct writer *writer, const struct definition *definition);
void wire_read_constituencies(const struct node *root, struct definition *out);
void wire_put_constituencies(struct writer *writer,
                             const struct definition *definition);

/* Places of a list of constituencies: each cid above the one before. */
void wire_check_ascending(const struct node *item, uint16_t before, uint16_t cid);

#endif
