/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * PrefLib's files as they were before 2021: how many candidates, a line "1,Ann" for
 * each, a line "ballots,ballots,kinds", then "12,3,{1,2}" for each kind of ballot.
 */
#ifndef WIRE_PREFLIB_OLD_H
#define WIRE_PREFLIB_OLD_H

#include "base/attr.h"
#include "blt_scan.h"
#include "marks.h"
#include "wire/blt.h"

/* Reads the whole file; what was made of it is in blt after a refusal too. */
MUST_USE int preflib_take_old(struct blt_scan *scan, struct blt *blt);

/* One place of an order, "3" or "{1,2}", as old and new files have it. */
MUST_USE int preflib_take_place(struct blt_scan *scan, struct marks *marks);

/* The places behind, each after a comma, to the end of the line: the whole is added. */
MUST_USE int preflib_take_rest(struct blt_scan *scan,
                               struct marks *marks,
                               uint32_t weight,
                               struct rankings *to);

#endif
