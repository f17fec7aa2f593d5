/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The documents of the record (protocol.md §7) between text and data. Every document is
 * a JSON object whose first member is "document": its name ("definition", "statement",
 * …); all but the definition then have "base". Parsing checks form only, as
 * schema/json says it; the rules are record/ledger's, definition_check's and
 * timetable_check's. What was parsed is never written again to be signed or hashed:
 * the bytes received are.
 */
#ifndef WIRE_CODEC_H
#define WIRE_CODEC_H

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/document.h"
#include "wire/node.h"

enum {
    CODEC_SIZE_MAX = 65521, /* an entry's 65,535 bytes less its own fields */
};

enum codec_refusal {
    CODEC_REFUSED = 1, /* the complaint says what and where */
};

/* The type the document says it is, looking at nothing else of it. */
MUST_USE int
codec_type(struct span text, struct node_complaint *why, enum entry_type *out);

/* A document of this type and no other. why: may be NULL. The caller frees *out. */
MUST_USE int codec_parse(struct span text,
                         enum entry_type type,
                         struct node_complaint *why,
                         struct document **out);

/* Appends the text. What does not fit the ceiling of out is CODEC_REFUSED. */
MUST_USE int codec_write(const struct document *document, struct buf *out);

/* As codec_write, of a definition that stands alone. */
MUST_USE int codec_write_definition(const struct definition *definition,
                                    struct buf *out);

#endif
