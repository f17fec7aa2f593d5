/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The child of post/courier, and the frames between the two. */
#ifndef POST_CARRY_H
#define POST_CARRY_H

#include <stdint.h>

#include "post/courier.h"

/* parent to child: u64 id ‖ u32 size of `to` ‖ u32 size of message ‖ to ‖ message, and
 * all of it nought: forget the mails that are files;
 * child to parent: u64 id ‖ u8 news. */
enum {
    CARRY_HEAD = 16,
    CARRY_NEWS = 9,
    CARRY_TO_MAX = 330,
};

/* The child's life: a child_life whose options are a struct courier_options. */
int carry_run(int socket, const void *options);

#endif
