/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Names as a ballot file has them onto the slate: tidied, of at most NAMING_MAX bytes.
 * What is wrong with one is said of the line the scan is in (BLT_MALFORMED).
 */
#ifndef WIRE_NAMING_H
#define WIRE_NAMING_H

#include <stddef.h>

#include "base/attr.h"
#include "base/span.h"
#include "blt_scan.h"
#include "core/slate.h"

enum {
    NAMING_MAX = 1000,
};

/* A candidate's; it must say something. */
MUST_USE int naming_candidate(struct blt_scan *scan,
                              struct slate *slate,
                              size_t number,
                              struct span raw);

/* The title, which may be empty. */
MUST_USE int naming_title(struct blt_scan *scan, struct slate *slate, struct span raw);

#endif
