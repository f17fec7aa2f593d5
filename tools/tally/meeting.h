/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The folder of a ceremony kept the same as the daemon's room, in place of carrying
 * files: what the others have laid down comes, what is one's own goes. The daemon is
 * believed in nothing: a file is judged as if it had come by mail.
 */
#ifndef TALLY_MEETING_H
#define TALLY_MEETING_H

#include "base/attr.h"

#include "several.h"

struct meeting {
    const char *url;
    const char *word;
};

/* Both COMMAND_REFUSED, said on stderr. */
MUST_USE int meeting_fetch(const struct meeting *meeting,
                           const struct several *several);
MUST_USE int meeting_leave(const struct meeting *meeting,
                           const struct several *several);

#endif
