/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Makes ballots of voters' lines, one behind the other, in the lines' order. */
#ifndef VOTER_MAKE_H
#define VOTER_MAKE_H

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "election.h"

/*
 * Appends one ballot's bytes a line. Empty lines are left out. VOTER_REFUSED, said on
 * stderr with the line's number, when a line is bad: then nothing is appended.
 */
MUST_USE int
make_ballots(struct span lines, const struct election *election, struct buf *out);

#endif
