/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The signed documents of the record (protocol.md §7) as plain data. wire/codec parses
 * and writes them; record/ledger applies their rules. Every one but the definition
 * carries `base`. A document owns its lists and its definition.
 */
#ifndef CORE_DOCUMENT_H
#define CORE_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "core/definition.h"
#include "core/note.h"
#include "core/register.h"
#include "core/result.h"
#include "core/statement.h"

enum entry_type {
    ENTRY_DEFINITION = 1,
    ENTRY_STATEMENT = 2,
    ENTRY_ROLL = 3,
    ENTRY_OPEN = 4,
    ENTRY_CLOSE = 5,
    ENTRY_BALLOT = 6,
    ENTRY_REPLACE = 7,
    ENTRY_DISQUALIFY = 8,
    ENTRY_MIX = 9,
    ENTRY_SHARES = 10,
    ENTRY_RESULT = 11,
    ENTRY_NOTE = 12,
    ENTRY_RECEIVED = 13,
    ENTRY_ENTERED = 14,
    ENTRY_BOX = 15,
    ENTRY_TYPES,
};

/* The log its signer saw: a true earlier state of the record. */
struct base {
    uint64_t size;
    struct digest root;
};

struct document {
    enum entry_type type;
    struct base base; /* zero for the definition */
    union {
        struct definition *definition; /* owned */
        struct statement statement;
        struct roll_document roll;
        struct replacement replacement;
        struct disqualification disqualification;
        struct contribution contribution; /* mix and shares */
        struct result_document result;
        struct note note;
        struct receipt_note received;
        struct box_document box;
    } of;
};

/* "definition" …, as documents write it; NULL for ballots, which are none. */
const char *document_name(enum entry_type type);

/* An empty document on the heap, with room for `lists` statements or results and, of
 * type definition, an empty definition. NULL: no memory. */
struct document *document_new(enum entry_type type, size_t lists);
void document_free(struct document *document);

OWNED(document)

#endif
