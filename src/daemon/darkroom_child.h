/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The child of daemon/darkroom, and the frames between the two. */
#ifndef DAEMON_DARKROOM_CHILD_H
#define DAEMON_DARKROOM_CHILD_H

/* parent to child: u32 size ‖ file; child to parent, and worker to child:
 * u8 enum darkroom_refusal or 0 ‖ u32 size ‖ picture. */
enum {
    DARKROOM_ORDER = 4,
    DARKROOM_ANSWER = 5,
};

/* The child's life: returns its exit code when the socket has ended. */
int darkroom_child_run(int socket);

#endif
