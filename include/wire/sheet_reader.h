/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A count sheet read back from its JSON (wire/sheet_json), strictly: for pages and
 * downloads of a result, and for whoever compares sheets. The papers are read too where
 * the text has them ("ballots": lines as BLT writes them).
 */
#ifndef WIRE_SHEET_READER_H
#define WIRE_SHEET_READER_H

#include "base/attr.h"
#include "base/span.h"
#include "core/rankings.h"
#include "core/sheet.h"
#include "core/slate.h"
#include "wire/node.h"

struct sheet_file {
    struct slate *slate;
    struct sheet *sheet;
    struct rankings *rankings; /* NULL: the text has no papers */
};

enum sheet_reader_refusal {
    SHEET_READER_REFUSED = 1, /* the complaint says what and where */
};

/* Reads at most ceiling bytes. The three parts are the caller's: sheet_reader_deinit.
 */
MUST_USE int sheet_reader_parse(struct span text,
                                size_t ceiling,
                                struct node_complaint *why,
                                struct sheet_file *out);

/* Releases the parts. */
void sheet_reader_deinit(struct sheet_file *file);

#endif
