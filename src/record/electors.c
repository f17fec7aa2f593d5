// SPDX-License-Identifier: AGPL-3.0-or-later
#include "electors.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

enum {
    FIRST_ROOM = 64,
    FIRST_SLOTS = 256,
    NUMBER_BITS = 32,
};

struct list {
    struct elector *items;
    uint32_t count;
    uint32_t room;
};

/* Slots of the table hold cid ‖ number, 0 being free; at most half are taken. */
struct electors {
    struct list lists[CONSTITUENCIES_MAX];
    uint64_t *slots;
    size_t slot_count; /* a power of two */
    size_t taken;
};

int electors_new(struct electors **out)
{
    struct electors *electors = calloc(1, sizeof(*electors));

    if (electors == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    electors->slot_count = FIRST_SLOTS;
    electors->slots = calloc(FIRST_SLOTS, sizeof(*electors->slots));
    if (electors->slots == NULL) {
        free(electors);
        return FAULT(FAULT_MEMORY);
    }
    *out = electors;
    return 0;
}

void electors_free(struct electors *electors)
{
    size_t i;

    if (electors == NULL) {
        return;
    }
    for (i = 0; i < CONSTITUENCIES_MAX; i++) {
        free(electors->lists[i].items);
    }
    free(electors->slots);
    free(electors);
}

uint32_t electors_highest(const struct electors *electors, uint16_t cid)
{
    if (cid == 0 || cid > CONSTITUENCIES_MAX) {
        return 0;
    }
    return electors->lists[cid - 1].count;
}

struct elector *
electors_get(const struct electors *electors, uint16_t cid, uint32_t number)
{
    if (number == 0 || number > electors_highest(electors, cid)) {
        return NULL;
    }
    return &electors->lists[cid - 1].items[number - 1];
}

/* Whose slot it is; a slot that is not free names one that is there. */
static struct elector *at(const struct electors *electors, uint64_t slot)
{
    const struct list *list = &electors->lists[(slot >> NUMBER_BITS) - 1];

    return &list->items[(slot & UINT32_MAX) - 1];
}

/* The slot where the credential stands, or would. Keys are as good as random. */
static size_t seek(const struct electors *electors, const struct sign_key *credential)
{
    size_t mask = electors->slot_count - 1;
    uint64_t start;
    size_t i;

    memcpy(&start, credential->bytes, sizeof(start));
    for (i = (size_t)start & mask; electors->slots[i] != 0; i = (i + 1) & mask) {
        if (memcmp(at(electors, electors->slots[i])->credential.bytes,
                   credential->bytes,
                   SIGN_KEY_SIZE)
            == 0) {
            break;
        }
    }
    return i;
}

static int grow_table(struct electors *electors)
{
    struct electors larger = *electors;
    size_t i;

    if (electors->taken < electors->slot_count / 2) {
        return 0;
    }
    larger.slot_count = 2 * electors->slot_count;
    larger.slots = calloc(larger.slot_count, sizeof(*larger.slots));
    if (larger.slots == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    for (i = 0; i < electors->slot_count; i++) {
        uint64_t slot = electors->slots[i];

        if (slot != 0) {
            larger.slots[seek(&larger, &at(electors, slot)->credential)] = slot;
        }
    }
    free(electors->slots);
    electors->slots = larger.slots;
    electors->slot_count = larger.slot_count;
    return 0;
}

static int grow_list(struct list *list)
{
    uint32_t room = list->room + list->room / 2;
    struct elector *items;

    if (list->count < list->room) {
        return 0;
    }
    if (list->room > UINT32_MAX / 2) {
        return FAULT(FAULT_MEMORY);
    }
    room = room < FIRST_ROOM ? FIRST_ROOM : room;
    items = reallocarray(list->items, room, sizeof(*items));
    if (items == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    list->items = items;
    list->room = room;
    return 0;
}

int electors_add(struct electors *electors,
                 uint16_t cid,
                 const struct sign_key *credential)
{
    struct list *list;
    size_t slot;
    int r;

    if (cid == 0 || cid > CONSTITUENCIES_MAX) {
        return FAULT(FAULT_BUG);
    }
    list = &electors->lists[cid - 1];
    r = grow_table(electors);
    if (r != 0) {
        return r;
    }
    r = grow_list(list);
    if (r != 0) {
        return r;
    }
    slot = seek(electors, credential);
    if (electors->slots[slot] != 0) {
        return ELECTORS_TAKEN;
    }
    list->items[list->count++] = (struct elector){.credential = *credential};
    electors->slots[slot] = (uint64_t)cid << NUMBER_BITS | list->count;
    electors->taken++;
    return 0;
}

bool electors_find(const struct electors *electors,
                   const struct sign_key *credential,
                   struct elector_place *out)
{
    uint64_t slot = electors->slots[seek(electors, credential)];

    if (slot == 0) {
        return false;
    }
    *out = (struct elector_place){(uint16_t)(slot >> NUMBER_BITS),
                                  (uint32_t)(slot & UINT32_MAX)};
    return true;
}
