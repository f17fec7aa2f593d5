// SPDX-License-Identifier: AGPL-3.0-or-later
#include "peers.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/text.h"

enum {
    NETWORK_SIZE = 8, /* bytes: a household or a firm has at least that network */
    MAPPED_AT = 10,
    FOUR_AT = 12,
};

struct count {
    struct peer peer;
    unsigned number;
};

struct peers {
    pthread_mutex_t lock;
    unsigned per_address;
    size_t room;
    size_t used;
    struct count counts[]; /* of those with any under way */
};

/* What stands behind the last comma. */
static struct span last_of(struct span forwarded)
{
    size_t at = forwarded.size;

    while (at > 0 && forwarded.data[at - 1] != ',') {
        at--;
    }
    return text_trim(span_of(forwarded.data + at, forwarded.size - at));
}

static void map_four(const struct in_addr *four, struct peer *out)
{
    *out = (struct peer){{0}};
    out->bytes[MAPPED_AT] = 0xff;
    out->bytes[MAPPED_AT + 1] = 0xff;
    memcpy(out->bytes + FOUR_AT, four, sizeof(*four));
}

int peers_read(struct span forwarded, struct peer *out)
{
    struct span last = last_of(forwarded);
    char text[INET6_ADDRSTRLEN];
    struct in6_addr six;
    struct in_addr four;

    if (last.size == 0 || last.size >= sizeof(text)
        || memchr(last.data, 0, last.size) != NULL) {
        return PEERS_NONE;
    }
    memcpy(text, last.data, last.size);
    text[last.size] = '\0';
    if (inet_pton(AF_INET, text, &four) == 1) {
        map_four(&four, out);
        return 0;
    }
    if (inet_pton(AF_INET6, text, &six) != 1) {
        return PEERS_NONE;
    }
    *out = (struct peer){{0}};
    memcpy(out->bytes,
           six.s6_addr,
           IN6_IS_ADDR_V4MAPPED(&six) ? sizeof(six.s6_addr) : NETWORK_SIZE);
    return 0;
}

int peers_new(size_t most, unsigned per_address, struct peers **out)
{
    struct peers *peers = calloc(1, sizeof(*peers) + most * sizeof(peers->counts[0]));

    if (peers == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    (void)pthread_mutex_init(&peers->lock, NULL);
    peers->per_address = per_address;
    peers->room = most;
    *out = peers;
    return 0;
}

void peers_free(struct peers *peers)
{
    if (peers != NULL) {
        (void)pthread_mutex_destroy(&peers->lock);
        free(peers);
    }
}

/* NULL: none of this address is under way. */
static struct count *find(struct peers *peers, const struct peer *peer)
{
    size_t i;

    for (i = 0; i < peers->used; i++) {
        if (memcmp(&peers->counts[i].peer, peer, sizeof(*peer)) == 0) {
            return &peers->counts[i];
        }
    }
    return NULL;
}

static int enter(struct peers *peers, const struct peer *peer)
{
    struct count *count = find(peers, peer);

    if (count == NULL) {
        if (peers->used == peers->room) {
            return PEERS_TOO_MANY;
        }
        count = &peers->counts[peers->used++];
        *count = (struct count){.peer = *peer};
    }
    if (count->number >= peers->per_address) {
        return PEERS_TOO_MANY;
    }
    count->number++;
    return 0;
}

int peers_enter(struct peers *peers, const struct peer *peer)
{
    int r;

    (void)pthread_mutex_lock(&peers->lock);
    r = enter(peers, peer);
    (void)pthread_mutex_unlock(&peers->lock);
    return r;
}

void peers_leave(struct peers *peers, const struct peer *peer)
{
    struct count *count;

    (void)pthread_mutex_lock(&peers->lock);
    count = find(peers, peer);
    if (count != NULL) {
        count->number--;
        if (count->number == 0) {
            *count = peers->counts[--peers->used];
        }
    }
    (void)pthread_mutex_unlock(&peers->lock);
}
