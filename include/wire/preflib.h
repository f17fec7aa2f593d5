/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * PrefLib's files of orders (.soc, .soi, .toc, .toi): a header
 * of lines "# NUMBER ALTERNATIVES: 3", "# ALTERNATIVE NAME 1: Ann", "# TITLE: …", then
 * a line for each kind of ballot, "12: 3,{1,2}". Those in braces are level: from there
 * on the order is not clear (core/rankings), as at an empty "{}", a place skipped. The
 * ballots must be as many as "# NUMBER VOTERS" says, where it stands. Such a file does
 * not say how many seats there are: the slate has 0. Files of before 2021, with the
 * same said by lines of numbers, are read too.
 */
#ifndef WIRE_PREFLIB_H
#define WIRE_PREFLIB_H

#include "base/attr.h"
#include "base/span.h"
#include "wire/blt.h"

/* As blt_parse: BLT_MALFORMED with the line and what is wrong. */
MUST_USE int preflib_parse(struct span text, struct blt *out, struct blt_error *error);

#endif
