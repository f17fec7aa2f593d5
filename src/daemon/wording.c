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
