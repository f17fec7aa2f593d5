// SPDX-License-Identifier: AGPL-3.0-or-later
#include "shown.h"

#include <inttypes.h>

#include "audit/perform.h"

#include "command.h"

int shown_before_opening(const struct audit *audit, enum confirm_mode mode)
{
    struct polled_summary summary;
    struct code code;
    char text[CODE_TEXT_SIZE];
    size_t i;

    code_of_election(verify_eid(audit), &code);
    code_write(&code, text);
    command_say("election %s of %s", text, verify_definition(audit)->trust);
    for (i = 0; i < perform_polled(audit); i++) {
        perform_summary(audit, i, &summary);
        command_say("%s: %" PRIu64 " electors, %" PRIu64 " ballots (%" PRIu64
                    " online), %" PRIu64 " disqualified, floor %u%s, %u mixes",
                    summary.name,
                    summary.electors,
                    summary.ballots,
                    summary.online,
                    summary.disqualified,
                    summary.floor,
                    summary.is_waived ? " waived" : "",
                    summary.mixes);
    }
    return confirm(mode, "Open these votes? This is done once and cannot be undone.");
}
