// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ticks.h"

#include <stdio.h>

#include "base/moment.h"
#include "core/label.h"
#include "desk/replace.h"

/* What the officer says by a tick, and what is asked for without it. */
static const struct {
    const char *tick;
    const char *asked;
} gates[GATES] = {
    {"I am satisfied of the identity of who asks (every register)",
     "you must be satisfied of the identity of who asks"},
    {"I have no reason to doubt that the voting information did not arrive (lost)",
     "there must be no reason to doubt that the voting information did not arrive"},
    {"No declaration of identity has been returned in the member’s name (lost, spoilt)",
     "no declaration of identity may have been returned in the member’s name"},
    {"I am satisfied that the member has not in fact voted (tendered)",
     "you must be satisfied that the member has not in fact voted"},
    {"The member should have been on the list of eligible voters (omitted)",
     "the member should have been on the list of eligible voters"},
};

const char *ticks_words(size_t place)
{
    return gates[place].tick;
}

void ticks_missing(struct desk *desk,
                   enum replace_register kept_in,
                   unsigned missing,
                   char out[static TICKS_SIZE])
{
    size_t place = 0;

    while (place + 1 < GATES && (missing & 1U << place) == 0) {
        place++;
    }
    (void)snprintf(out,
                   TICKS_SIZE,
                   "Rule %s: %s",
                   label_own(desk_definition(desk), register_rule(kept_in)),
                   gates[place].asked);
}

void ticks_early(struct desk *desk, char out[static TICKS_SIZE])
{
    char when[MOMENT_PEOPLE_SIZE];

    moment_day(desk_lost_from(desk), when);
    (void)snprintf(out,
                   TICKS_SIZE,
                   "Rule %s: a voting code can be said to be lost from %s on",
                   label_own(desk_definition(desk), register_rule(REGISTER_LOST)),
                   when);
}
