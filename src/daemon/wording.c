// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wording.h"

const char *wording_arrival(enum arrival_kind kind)
{
    static const char *const words[ARRIVAL_END] = {
        [ARRIVAL_VOTE] = "Vote that came too late",
        [ARRIVAL_RETURNED] = "Letter that came back",
        [ARRIVAL_APPLICATION] = "Application for another voting code, too late",
    };

    return kind > 0 && kind < ARRIVAL_END ? words[kind] : "";
}

const char *wording_register(enum replace_register kept_in)
{
    static const char *const words[REGISTER_END] = {
        [REGISTER_LOST] = "Lost, or never arrived",
        [REGISTER_SPOILT] = "Spoilt, before any vote was received",
        [REGISTER_TENDERED] = "Somebody voted in the member's name",
        [REGISTER_OMITTED] = "Left off the roll by mistake",
    };

    return kept_in > 0 && kept_in < REGISTER_END ? words[kept_in] : "";
}

const char *wording_channel(enum channel channel)
{
    static const char *const words[CHANNEL_END] = {
        [CHANNEL_ONLINE] = "online",
        [CHANNEL_POST] = "by post",
        [CHANNEL_TELEPHONE] = "by telephone",
        [CHANNEL_TEXT] = "by text message",
    };

    return channel > 0 && channel < CHANNEL_END ? words[channel] : "";
}

const char *wording_heading(enum heading heading)
{
    static const char *const words[HEADINGS] = {
        [HEADING_FEATURES] = "lacking the features of a ballot paper",
        [HEADING_OVERVOTE] = "more votes than allowed, or no first preference",
        [HEADING_IDENTIFIES] = "showing who voted",
        [HEADING_UNCERTAIN] = "unmarked or uncertain",
    };

    return heading < HEADINGS ? words[heading] : "";
}

const char *wording_reason(enum disqualify_reason reason)
{
    static const char *const words[REASON_END] = {
        [REASON_LATER] = "It came late, or after another vote of the same number",
        [REASON_DECLARATION] = "The declaration of identity is missing or not right",
        [REASON_INELIGIBLE] = "Who voted was not entitled to",
        [REASON_IMPERSONATED] = "Somebody else voted in the member's name",
        [REASON_MISKEYED] = "The paper was keyed wrongly",
        [REASON_INVALID] = "The entry breaks a rule of the record",
    };

    return reason > 0 && reason < REASON_END ? words[reason] : "";
}
