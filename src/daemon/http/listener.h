/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The socket the daemon listens on, and room for as many connections as it may have. */
#ifndef DAEMON_LISTENER_H
#define DAEMON_LISTENER_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

enum listener_refusal {
    LISTENER_ADDRESS = 1, /* not an address of this machine, or taken */
    LISTENER_FILES,       /* the system allows too few open files */
};

/* A listening socket on a numeric address; port 0: any free one, told in `port`. */
MUST_USE int listener_open(const char *address, uint16_t *port, int *out);

/* Raises the limit of open files if it is lower. */
MUST_USE int listener_need_files(size_t files);

#endif
