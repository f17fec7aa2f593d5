/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A result's count sheet, which is JSON, as the other files people may download. */
#ifndef DAEMON_SHEET_DOWNLOAD_H
#define DAEMON_SHEET_DOWNLOAD_H

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"

enum sheet_download_refusal {
    SHEET_DOWNLOAD_MALFORMED = 1,
};

/* As it is; a warning ("PRACTICE", or NULL) goes in as a first member. */
void sheet_download_json(struct span json, const char *warning, struct buf *out);

/* The table for a spreadsheet, the same as `tally count --csv` writes; a warning stands
 * in a line above it. */
MUST_USE int sheet_download_csv(struct span json, const char *warning, struct buf *out);

/* The papers counted, as a ballot file with this title. */
MUST_USE int sheet_download_blt(struct span json, const char *title, struct buf *out);

#endif
