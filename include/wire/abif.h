/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * ABIF, the aggregated ballot information format: "27:A>B>C" a line for each kind of
 * ballot ('*' may stand for the colon), "=A:[Ann Lee]" to give a candidate's name, a
 * '#' for comments, and "{title: …}". A candidate is a word, or stands in brackets or
 * double quotes; one who is not declared is called what the ballots say. '>' parts
 * ranks, '=' level ones, ">>" skips a rank: from there on the order is not clear
 * (core/rankings). Parted by commas, candidates stand in order of their scores, "A/5".
 * Scores beside '>' and '=' say nothing more. ABIF has no seats: the slate has 0 unless
 * there is a line "{seats: 3}", which is ours. Candidates have numbers in the order in
 * which they first appear.
 */
#ifndef WIRE_ABIF_H
#define WIRE_ABIF_H

#include "base/attr.h"
#include "base/span.h"
#include "wire/blt.h"

/* As blt_parse: BLT_MALFORMED with the line and what is wrong. */
MUST_USE int abif_parse(struct span text, struct blt *out, struct blt_error *error);

#endif
