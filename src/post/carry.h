/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The child of post/courier, and the frames between the two. */
#ifndef POST_CARRY_H
#define POST_CARRY_H

#include <stdint.h>

#include "base/attr.h"
#include "post/courier.h"

/* parent to child: u64 id ‖ u32 size of `to` ‖ u32 size of message ‖ to ‖ message;
 * child to parent: u64 id ‖ u8 news. */
enum {
    CARRY_HEAD = 16,
    CARRY_NEWS = 9,
    CARRY_TO_MAX = 330,
};

/* Reads exactly size bytes; 1 at the end of the stream. */
MUST_USE int carry_get(int socket, void *out, size_t size);

/* Writes all bytes. */
MUST_USE int carry_put(int socket, struct span bytes);

/* The child's life: returns its exit code when the socket has ended. */
int carry_run(int socket, const struct courier_options *options);

#endif
