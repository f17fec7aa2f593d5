// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/rankings.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

enum {
    FIRST_KINDS = 1024,
    FIRST_MARKS = 16384,
    SEEN_WORDS = (RANKING_BREAK + 64) / 64,
};

struct ranking_store {
    struct rankings face; /* what the caller sees */
    uint32_t *start;
    uint32_t *weight;
    uint8_t *marks;
    size_t kinds_room;
    size_t marks_room;
    size_t marks_used;
};

int rankings_new(size_t candidates, struct rankings **out)
{
    struct ranking_store *store;

    if (candidates == 0 || candidates > RANKING_CANDIDATES_MAX) {
        return FAULT(FAULT_BUG);
    }
    store = calloc(1, sizeof(*store));
    if (store == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    store->face.candidates = candidates;
    store->face.store = store;
    *out = &store->face;
    return 0;
}

void rankings_free(struct rankings *rankings)
{
    struct ranking_store *store;

    if (rankings == NULL) {
        return;
    }
    store = rankings->store;
    free(store->start);
    free(store->weight);
    free(store->marks);
    free(store);
}

static int grow(void **array, size_t *room, size_t first, size_t size)
{
    size_t more = *room == 0 ? first : *room + *room / 2;
    void *grown = reallocarray(*array, more, size);

    if (grown == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    *array = grown;
    *room = more;
    return 0;
}

/* Room for one more kind of at most RANKING_MARKS_MAX marks and the 0. */
static int reserve(struct rankings *rankings)
{
    struct ranking_store *store = rankings->store;
    size_t room = store->kinds_room;
    void *start = store->start;
    void *weight = store->weight;
    void *marks = store->marks;
    int r = 0;

    if (rankings->kinds == store->kinds_room) {
        r = grow(&start, &room, FIRST_KINDS, sizeof(*store->start));
        store->start = start;
        room = store->kinds_room;
        if (r == 0) {
            r = grow(&weight, &room, FIRST_KINDS, sizeof(*store->weight));
            store->weight = weight;
        }
        store->kinds_room = room;
    }
    if (r == 0 && store->marks_used + RANKING_MARKS_MAX + 1 > store->marks_room) {
        r = grow(&marks, &store->marks_room, FIRST_MARKS, 1);
        store->marks = marks;
    }
    rankings->start = store->start;
    rankings->weight = store->weight;
    rankings->marks = store->marks;
    return r;
}

static int check(const struct rankings *rankings, const uint8_t *marks, size_t count)
{
    uint64_t seen[SEEN_WORDS] = {0};

    for (size_t i = 0; i < count; i++) {
        uint64_t bit = UINT64_C(1) << (marks[i] % 64U);
        uint64_t *word = &seen[marks[i] / 64U];

        if (marks[i] == 0
            || (marks[i] > rankings->candidates && marks[i] != RANKING_BREAK)) {
            return RANKING_CANDIDATE;
        }
        if ((*word & bit) != 0) {
            return RANKING_REPEATED;
        }
        *word |= bit;
    }
    return 0;
}

int rankings_add(struct rankings *rankings,
                 const uint8_t *marks,
                 size_t count,
                 uint32_t weight)
{
    struct ranking_store *store = rankings->store;
    int r;

    r = check(rankings, marks, count);
    if (r != 0) {
        return r;
    }
    if (weight == 0) {
        return RANKING_WEIGHT;
    }
    if (weight > RANKING_PAPERS_MAX - rankings->papers
        || store->marks_used > UINT32_MAX - count - 1) {
        return RANKING_MANY;
    }
    r = reserve(rankings);
    if (r != 0) {
        return r;
    }

    store->start[rankings->kinds] = (uint32_t)store->marks_used;
    store->weight[rankings->kinds] = weight;
    if (count > 0) {
        memcpy(store->marks + store->marks_used, marks, count);
    }
    store->marks[store->marks_used + count] = 0;
    store->marks_used += count + 1;
    rankings->kinds++;
    rankings->papers += weight;
    return 0;
}

int rankings_narrow(struct rankings *rankings, size_t candidates)
{
    for (size_t i = 0; i < rankings->store->marks_used; i++) {
        uint8_t mark = rankings->store->marks[i];

        if (mark > candidates && mark != RANKING_BREAK) {
            return RANKING_CANDIDATE;
        }
    }
    rankings->candidates = candidates;
    return 0;
}
