/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Making a definition of what a trust knows: what the rules give where nobody says
 * otherwise, and people out of their cards. The ceremony, the log, the page and the
 * origin are left to whoever knows them.
 */
#ifndef CORE_DRAFTING_H
#define CORE_DRAFTING_H

#include <stdint.h>

#include "base/attr.h"
#include "core/day.h"
#include "core/definition.h"
#include "core/person.h"

enum {
    DRAFTING_FLOOR = 10, /* protocol.md §8: fewest online ballots opened unwaived */
    DRAFTING_WORDS = 250,
    DRAFTING_AGE = 16,
};

enum drafting_refusal {
    DRAFTING_FULL = 1, /* no room for another of this role */
    DRAFTING_ROLE,     /* nobody of this role stands in a definition */
    DRAFTING_BEYOND,
};

/* Limits, hands and policy as the rules and the protocol have them. */
void drafting_begin(struct definition *definition);

/* The next officer, who is given every grant, trustee or mixer; or the one issuer. */
MUST_USE int drafting_add(struct definition *definition, const struct person *person);

/* One trustee opens alone; of two both, of more all but one. As many mixes as mixers;
 * and the size of the ceremony's object that goes with it. */
void drafting_settle(struct definition *definition);

/* The same, with a threshold of one's own. */
void drafting_settle_with(struct definition *definition, unsigned threshold);

/* 5pm of a working day some eleven weeks on: time for all that comes before it.
 * DRAFTING_BEYOND: in a year whose bank holidays are not known. */
MUST_USE int drafting_close(int64_t now, const struct holidays *holidays, int64_t *out);

/* What a member of this kind declares by rule 21.1; NULL: nothing. */
const char *drafting_wording(enum kind kind);

#endif
