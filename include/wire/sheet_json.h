/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A count sheet as JSON, the layout STV programs are compared by: winners, quota, every
 * stage with its totals as texts of fixed decimals; beside them, so that each paper's
 * way can be followed, the parcels of every transfer.
 */
#ifndef WIRE_SHEET_JSON_H
#define WIRE_SHEET_JSON_H

#include "base/attr.h"
#include "base/buf.h"
#include "core/sheet.h"
#include "core/slate.h"
#include "wire/writer.h"

/* Appends. `id` names the count ("public-oxfordshire"), `file` the ballot file, if it
 * is from one, else NULL. */
MUST_USE int sheet_json_write(const struct sheet *sheet,
                              const struct slate *slate,
                              const char *id,
                              const char *file,
                              struct buf *out);

/* Votes of a sheet as a member, a text of its decimals. */
void sheet_json_votes(struct writer *writer,
                      const char *name,
                      const struct sheet *sheet,
                      int64_t votes);

#endif
