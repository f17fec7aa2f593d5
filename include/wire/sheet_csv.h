/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A count sheet as CSV for a spreadsheet: a line a candidate, for each stage after the
 * first what it added or took away and the total it left; then what became
 * non-transferable, the sum, and the quota. Names that a spreadsheet would take for a
 * formula are led by an apostrophe.
 */
#ifndef WIRE_SHEET_CSV_H
#define WIRE_SHEET_CSV_H

#include "base/attr.h"
#include "base/buf.h"
#include "core/sheet.h"
#include "core/slate.h"

/* Appends; UTF-8, lines ended by CRLF (RFC 4180). */
MUST_USE int
sheet_csv_write(const struct sheet *sheet, const struct slate *slate, struct buf *out);

#endif
