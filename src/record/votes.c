// SPDX-License-Identifier: AGPL-3.0-or-later
#include "votes.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

enum {
    FIRST_ROOM = 256,
    FIRST_SLOTS = 1024,
};

/* Slots of the table hold a place in `items` + 1, 0 being free; at most half are
 * taken. */
struct votes {
    struct vote *items;
    size_t count;
    size_t room;
    uint32_t *slots;
    size_t slot_count; /* a power of two */
    struct receipt_vote *received;
    size_t received_count;
    size_t received_room;
};

int votes_new(struct votes **out)
{
    struct votes *votes = calloc(1, sizeof(*votes));

    if (votes == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    votes->slot_count = FIRST_SLOTS;
    votes->slots = calloc(FIRST_SLOTS, sizeof(*votes->slots));
    if (votes->slots == NULL) {
        free(votes);
        return FAULT(FAULT_MEMORY);
    }
    *out = votes;
    return 0;
}

void votes_free(struct votes *votes)
{
    if (votes == NULL) {
        return;
    }
    free(votes->items);
    free(votes->slots);
    free(votes->received);
    free(votes);
}

/* Who grinds an alpha to crowd one place of the table has one vote to do it with. */
static size_t seek(const struct votes *votes, const struct point *alpha)
{
    size_t mask = votes->slot_count - 1;
    uint64_t start;
    size_t i;

    memcpy(&start, alpha->bytes, sizeof(start));
    for (i = (size_t)start & mask; votes->slots[i] != 0; i = (i + 1) & mask) {
        if (memcmp(
                votes->items[votes->slots[i] - 1].alpha.bytes, alpha->bytes, POINT_SIZE)
            == 0) {
            break;
        }
    }
    return i;
}

/* What broke a rule holds no alpha against the vote it may be a copy of. */
static bool is_held(const struct votes *votes, uint32_t slot)
{
    return slot != 0 && votes->items[slot - 1].state != VOTE_BROKEN
           && votes->items[slot - 1].state != VOTE_EXCUSED;
}

bool votes_has_alpha(const struct votes *votes, const struct point *alpha)
{
    return is_held(votes, votes->slots[seek(votes, alpha)]);
}

static int grow_table(struct votes *votes)
{
    struct votes larger = *votes;
    size_t i;

    if (votes->count < votes->slot_count / 2) {
        return 0;
    }
    larger.slot_count = 2 * votes->slot_count;
    larger.slots = calloc(larger.slot_count, sizeof(*larger.slots));
    if (larger.slots == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    for (i = 0; i < votes->count; i++) {
        size_t slot = seek(&larger, &votes->items[i].alpha);

        if (!is_held(votes, larger.slots[slot])) {
            larger.slots[slot] = (uint32_t)i + 1;
        }
    }
    free(votes->slots);
    votes->slots = larger.slots;
    votes->slot_count = larger.slot_count;
    return 0;
}

/* By a half: the room left over stays small beside the votes. */
static size_t next_room(size_t room)
{
    return room + room / 2 < FIRST_ROOM ? FIRST_ROOM : room + room / 2;
}

static int grow_items(struct votes *votes)
{
    size_t room = next_room(votes->room);
    struct vote *items;

    if (votes->count < votes->room) {
        return 0;
    }
    if (votes->count >= UINT32_MAX - 1) {
        return FAULT(FAULT_MEMORY);
    }
    items = reallocarray(votes->items, room, sizeof(*items));
    if (items == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    votes->items = items;
    votes->room = room;
    return 0;
}

int votes_add(struct votes *votes, const struct vote *vote)
{
    size_t slot;
    int r;

    r = grow_table(votes);
    if (r != 0) {
        return r;
    }
    r = grow_items(votes);
    if (r != 0) {
        return r;
    }
    slot = seek(votes, &vote->alpha);
    votes->items[votes->count++] = *vote;
    if (!is_held(votes, votes->slots[slot])) {
        votes->slots[slot] = (uint32_t)votes->count;
    }
    return 0;
}

int votes_add_received(struct votes *votes, const struct receipt_vote *vote)
{
    size_t room = next_room(votes->received_room);
    struct receipt_vote *received;

    if (votes->received_count == votes->received_room) {
        received = reallocarray(votes->received, room, sizeof(*received));
        if (received == NULL) {
            return FAULT(FAULT_MEMORY);
        }
        votes->received = received;
        votes->received_room = room;
    }
    votes->received[votes->received_count++] = *vote;
    return 0;
}

static int compare_vote(const void *key, const void *item)
{
    uint64_t entry = *(const uint64_t *)key;
    uint64_t other = ((const struct vote *)item)->entry;

    return (entry > other) - (entry < other);
}

static int compare_received(const void *key, const void *item)
{
    uint64_t entry = *(const uint64_t *)key;
    uint64_t other = ((const struct receipt_vote *)item)->entry;

    return (entry > other) - (entry < other);
}

struct vote *votes_get(const struct votes *votes, uint64_t entry)
{
    if (votes->count == 0) {
        return NULL;
    }
    return bsearch(
        &entry, votes->items, votes->count, sizeof(*votes->items), compare_vote);
}

struct receipt_vote *votes_get_received(const struct votes *votes, uint64_t entry)
{
    if (votes->received_count == 0) {
        return NULL;
    }
    return bsearch(&entry,
                   votes->received,
                   votes->received_count,
                   sizeof(*votes->received),
                   compare_received);
}

const struct vote *votes_all(const struct votes *votes, size_t *count)
{
    *count = votes->count;
    return votes->items;
}
