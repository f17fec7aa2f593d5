/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The child of post/herald, and the frames between the two. */
#ifndef POST_PROCLAIM_H
#define POST_PROCLAIM_H

#include "base/attr.h"
#include "post/herald.h"

/* parent to child: u8 witness ‖ u8 call ‖ u32 size ‖ bytes;
 * child to parent: u8 witness ‖ u16 status ‖ u32 size ‖ body. */
enum {
    PROCLAIM_HEAD = 6,
    PROCLAIM_NEWS = 7,
};

/* The child's life: a child_life whose options are a struct herald_options. */
int proclaim_run(int socket, const void *options);

#endif
