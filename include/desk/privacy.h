/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Candidates' addresses are published in full (rule 15.2) unless the trust has decided
 * otherwise. That is a departure from the rules, so it is an act: who decided and why
 * stands in the log of officers' acts, once for each change.
 */
#ifndef DESK_PRIVACY_H
#define DESK_PRIVACY_H

#include "base/attr.h"
#include "desk/desk.h"

/* What is published of a candidate's address. */
enum privacy {
    PRIVACY_FULL, /* as the form gives it */
    PRIVACY_TOWN, /* the town of the members' list */
};
enum privacy desk_privacy(struct desk *desk);

enum privacy_refusal {
    PRIVACY_NO_ROOM = 1,
};

/* At the start of the daemon: notes what holds now, if it is not what was noted last.
 * The reason is that of the settings, "" for full addresses. */
MUST_USE int desk_privacy_note(struct desk *desk, const char *why);

#endif
