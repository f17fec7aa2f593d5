/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Somebody keys a pile of papers: a line a paper, seen back at once, undone at will;
 * and two keyings of one pile are held against each other. */
#ifndef TALLY_KEYING_H
#define TALLY_KEYING_H

#include "base/attr.h"
#include "core/constituency.h"
#include "core/statement.h"
#include "pile.h"

/* What the papers are for. */
struct keying {
    const struct constituency *constituency;
    const struct nominees *nominees;
    struct choice_rules rules;
};

/* Reads standard input until "done" or its end. COMMAND_REFUSED, said, when a line was
 * not understood and nobody was there to type it again. */
MUST_USE int keying_run(const struct keying *keying, struct pile *pile);

/*
 * The second keying against the first: where they differ, both are shown and the paper
 * is asked for again, and put into `second`. COMMAND_REFUSED, said, unless they agree
 * in the end.
 */
MUST_USE int keying_compare(const struct keying *keying,
                            const struct pile *first,
                            struct pile *second);

#endif
