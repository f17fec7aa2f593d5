/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The figures of a count sheet's JSON: stages, parcels, marks and lots. */
#ifndef WIRE_SHEET_STAGES_H
#define WIRE_SHEET_STAGES_H

#include "base/attr.h"
#include "core/sheet.h"
#include "core/slate.h"
#include "wire/node.h"

/* The sheet is the caller's, a part of one too when the tree has failed. */
MUST_USE int sheet_stages_read(const struct node *root,
                               const struct slate *slate,
                               struct sheet **out);

#endif
