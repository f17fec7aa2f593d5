/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Counting votes by a rule set, exactly: integers only, no input or output, nothing
 * drawn at random. The same papers in any order give the same sheet. What happened is
 * on the sheet; a tie that needs a lot stops the count and says between whom.
 */
#ifndef COUNT_COUNT_H
#define COUNT_COUNT_H

#include "base/attr.h"
#include "core/constituency.h"
#include "core/lot.h"
#include "core/rankings.h"
#include "core/sheet.h"
#include "core/slate.h"

/* Whether the excluded's first preferences and papers received at 1.00 are one
 * sub-parcel, as returning officers do it (A15), or two, as the rule is worded. */
enum reading {
    READING_MERGED,
    READING_LITERAL,
};

/* With one seat: over as soon as somebody has the quota, or exclusions go on, which
 * changes who is shown with which votes and never who is elected (A1). */
enum ending {
    ENDING_AT_QUOTA,
    ENDING_RUN_ON,
};

/* Borrowed for the call. Of the slate: seats, candidates and who has withdrawn. */
struct count_input {
    enum rule_set rules;
    const struct slate *slate;
    const struct rankings *rankings; /* for as many candidates as the slate has */

    /* The rest is for nhs-2014-stv and ni-1985 only. */
    enum reading reading;
    enum ending ending;

    /* Stages at which the officer excluded the lowest alone, though rule STV49.12 has
     * several go together (A4). */
    size_t alone_count;
    const unsigned *alone;
};

enum count_refusal {
    COUNT_LOT = 1, /* a lot is needed: `needed` says for which stage, between whom */
    COUNT_RULES,   /* no such rule set, or it is for another kind of paper */
    COUNT_SEATS,   /* no seats, or more than RANKING_CANDIDATES_MAX */
};

/*
 * Counts. The sheet is the caller's. `needed` is written only with COUNT_LOT. A lot for
 * the order of election alone never stops a count: without one the tie is left on
 * sheet->open, and those in it stand in ballot order.
 */
MUST_USE int count_votes(const struct count_input *input,
                         const struct lots *lots,
                         struct tie *needed,
                         struct sheet **out);

#endif
