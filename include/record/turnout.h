/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The numbers of a constituency that must add up: who could vote, and what became of
 * the votes that came each way (rules 37 to 39 and 56). Whoever shows or checks them
 * takes them from here.
 */
#ifndef RECORD_TURNOUT_H
#define RECORD_TURNOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "core/constituency.h"
#include "record/ledger.h"

/* came = accepted + disqualified + late + tendered */
struct turnout_channel {
    uint64_t came;
    uint64_t accepted;
    uint64_t disqualified;
    uint64_t late;     /* after the close */
    uint64_t tendered; /* stood until its number was replaced as tendered */
};

/* electorate = issued - cancelled + replaced */
struct turnout {
    uint64_t issued; /* with the roll */
    uint64_t cancelled;
    uint64_t replaced; /* new numbers, those of members left off the roll among them */
    uint64_t electorate;
    struct turnout_channel channels[CHANNEL_END];
};

/* Of a constituency of the definition, as the ledger stands. */
void turnout_of(const struct ledger *ledger, uint16_t cid, struct turnout *out);

/* Whether the live numbers are those given out. */
bool turnout_is_whole(const struct turnout *turnout);

#endif
