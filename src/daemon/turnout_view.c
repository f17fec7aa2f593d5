// SPDX-License-Identifier: AGPL-3.0-or-later
#include "turnout_view.h"

#include <inttypes.h>
#include <stdio.h>

#include "wording.h"

static bool is_shown(const struct turnout *turnout, enum channel channel)
{
    return channel == CHANNEL_ONLINE || turnout->channels[channel].came > 0;
}

void turnout_view_fill(const struct turnout *turnout,
                       const char *place,
                       struct turnout_view *out)
{
    enum channel channel;
    size_t count = 0;

    for (channel = CHANNEL_ONLINE; channel < CHANNEL_END; channel++) {
        const struct turnout_channel *one = &turnout->channels[channel];

        if (is_shown(turnout, channel)) {
            out->rows[count++] =
                (struct part_polled_channels){.name = wording_channel(channel),
                                              .came = one->came,
                                              .accepted = one->accepted,
                                              .disqualified = one->disqualified,
                                              .late = one->late,
                                              .tendered = one->tendered};
        }
    }
    out->part = (struct part_polled){.place = place,
                                     .channels = out->rows,
                                     .channels_count = count,
                                     .electorate = turnout->electorate,
                                     .issued = turnout->issued,
                                     .cancelled = turnout->cancelled,
                                     .replaced = turnout->replaced};
}

void turnout_view_notice(const struct turnout *turnout, struct notice *out)
{
    char name[NAME_SIZE];
    enum channel channel;

    notice_fact(out,
                "Members who could vote",
                "%" PRIu64 ": %" PRIu64 " voting codes issued, %" PRIu64
                " cancelled, %" PRIu64 " given anew",
                turnout->electorate,
                turnout->issued,
                turnout->cancelled,
                turnout->replaced);
    for (channel = CHANNEL_ONLINE; channel < CHANNEL_END; channel++) {
        const struct turnout_channel *one = &turnout->channels[channel];

        if (!is_shown(turnout, channel)) {
            continue;
        }
        (void)snprintf(name, sizeof(name), "Votes %s", wording_channel(channel));
        notice_fact(out,
                    name,
                    "%" PRIu64 ": %" PRIu64 " accepted, %" PRIu64
                    " disqualified, %" PRIu64 " late, %" PRIu64 " replaced as tendered",
                    one->came,
                    one->accepted,
                    one->disqualified,
                    one->late,
                    one->tendered);
    }
}
