/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The totals of a count sheet made elsewhere, read from CSV: ours, or one written by
 * hand. A row whose first cell says "Candidate" or "Name" heads the columns; what
 * stands above it is passed over. Columns headed "First …", "Stage …", "Count …",
 * "Total …", "Round 2" or by a bare number are the stages in order; all others
 * (transfers, outcome) are passed over. A row a candidate, named as on the slate
 * whatever the case and accents, or by number; a row "Non-transferable" (or
 * "Exhausted"); all rows with another first cell below the last candidate are passed
 * over. An empty cell or "-" says nothing. Votes may have commas between thousands.
 */
#ifndef WIRE_TOTALS_CSV_H
#define WIRE_TOTALS_CSV_H

#include <stddef.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/slate.h"
#include "core/totals.h"

enum {
    TOTALS_CSV_BYTES_MAX = 1 << 24,
    TOTALS_CSV_COLUMNS_MAX = 2048,
};

enum totals_csv_refusal {
    TOTALS_CSV_MALFORMED = 1,
};

/* What is wrong, and in the row that begins at which line. */
struct totals_csv_error {
    size_t line;
    const char *what;
};

/* Votes have this many decimals; further ones must be 0. `error` is written on refusal.
 */
MUST_USE int totals_csv_read(struct span text,
                             const struct slate *slate,
                             unsigned decimals,
                             struct totals_csv_error *error,
                             struct totals **out);

#endif
