// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/turnout.h"

#include "core/register.h"
#include "record/ledger_view.h"

static uint64_t find_issued(const struct ledger *ledger, uint16_t cid)
{
    const struct roll_document *roll = ledger_roll(ledger);
    size_t i;

    for (i = 0; roll != NULL && i < roll->count; i++) {
        if (roll->lists[i].cid == cid) {
            return roll->lists[i].electors;
        }
    }
    return 0;
}

static struct turnout_channel channel_of(const struct ledger_state *state,
                                         enum channel channel)
{
    return (struct turnout_channel){.came = state->arrived[channel],
                                    .accepted = channel == CHANNEL_ONLINE
                                                    ? state->online
                                                    : state->received[channel],
                                    .disqualified = state->struck[channel],
                                    .late = state->late[channel],
                                    .tendered = state->tendered[channel]};
}

void turnout_of(const struct ledger *ledger, uint16_t cid, struct turnout *out)
{
    struct turnout turnout = {.issued = find_issued(ledger, cid)};
    enum replace_register kept_in;
    enum channel channel;
    struct ledger_state state;

    ledger_constituency(ledger, cid, &state);
    turnout.electorate = state.electors;
    for (kept_in = REGISTER_LOST; kept_in < REGISTER_END; kept_in++) {
        turnout.replaced += state.by_register[kept_in];
        turnout.cancelled +=
            kept_in == REGISTER_OMITTED ? 0 : state.by_register[kept_in];
    }
    for (channel = CHANNEL_ONLINE; channel < CHANNEL_END; channel++) {
        turnout.channels[channel] = channel_of(&state, channel);
    }
    *out = turnout;
}

bool turnout_is_whole(const struct turnout *turnout)
{
    return turnout->electorate + turnout->cancelled
           == turnout->issued + turnout->replaced;
}
