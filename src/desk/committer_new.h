/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The committer's life, for desk.c. Inside desk/ only. */
#ifndef DESK_COMMITTER_NEW_H
#define DESK_COMMITTER_NEW_H

#include "base/attr.h"
#include "desk/committer.h"

MUST_USE int committer_new(struct desk *desk, struct committer **out);
void committer_free(struct committer *committer);

MUST_USE int committer_start(struct committer *committer);

/* Ends the thread after what is queued; later jobs are refused as busy. */
void committer_stop(struct committer *committer);

#endif
