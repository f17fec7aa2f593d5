/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Behind a proxy every connection is the proxy's: then requests under way are limited
 * per address that the proxy says they come from. It knows no socket. What it is told
 * is believed only of a proxy the settings name as one.
 */
#ifndef DAEMON_PEERS_H
#define DAEMON_PEERS_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"

struct peers;

enum {
    PEER_SIZE = 16,
};

/* An IPv6 network of 64 bits, or an IPv4 address mapped into IPv6. */
struct peer {
    uint8_t bytes[PEER_SIZE];
};

enum peers_refusal {
    PEERS_NONE = 1, /* no address stands there */
    PEERS_TOO_MANY, /* of this one are under way */
};

/* The last address of an X-Forwarded-For: the one the proxy itself has seen. What
 * stands before it is whatever a stranger wrote. */
MUST_USE int peers_read(struct span forwarded, struct peer *out);

/* `most`: requests there can be at a time, of all. */
MUST_USE int peers_new(size_t most, unsigned per_address, struct peers **out);
void peers_free(struct peers *peers);

/* One more of this address is under way, from any thread; then one less. */
MUST_USE int peers_enter(struct peers *peers, const struct peer *peer);
void peers_leave(struct peers *peers, const struct peer *peer);

OWNED(peers)

#endif
