// SPDX-License-Identifier: AGPL-3.0-or-later
#include "piles.h"

#include <stdlib.h>

#include "base/fault.h"

enum {
    FIRST_PARCELS = 8,
    MARKS = 256, /* what a byte of a ranking can be */
};

int piles_init(struct piles *piles, const struct rankings *rankings, bool has_values)
{
    size_t kinds = rankings->kinds > 0 ? rankings->kinds : 1;

    *piles = (struct piles){.rankings = rankings};
    piles->next = calloc(kinds, sizeof(*piles->next));
    piles->place = calloc(kinds, sizeof(*piles->place));
    piles->value = has_values ? calloc(kinds, sizeof(*piles->value)) : NULL;
    if (piles->next == NULL || piles->place == NULL
        || (has_values && piles->value == NULL)) {
        return FAULT(FAULT_MEMORY);
    }
    return 0;
}

void piles_deinit(struct piles *piles)
{
    for (size_t c = 0; c < PLACES; c++) {
        free(piles->of[c].parcels);
    }
    free(piles->next);
    free(piles->place);
    free(piles->value);
    *piles = (struct piles){0};
}

void deal_init(struct deal *deal)
{
    for (size_t c = 0; c < PLACES; c++) {
        deal->to[c] = (struct chain){PILES_END, PILES_END};
        deal->papers[c] = 0;
    }
}

/* What each mark says: whose the paper is now, 0 for nobody's, or to read on. */
enum {
    READ_ON = 255,
};

static void read_board(const struct board *board, uint8_t *whose)
{
    for (size_t mark = 0; mark < MARKS; mark++) {
        whose[mark] = 0;
    }
    for (size_t c = 1; c <= board->candidates; c++) {
        whose[c] = board->status[c] == STATUS_CONTINUING ? (uint8_t)c : READ_ON;
    }
}

/* Reads the ranking on from `at` to who is next; leaves the place in `at`. */
static uint8_t find_next(const uint8_t *marks, const uint8_t *whose, size_t *at)
{
    size_t place = *at;
    uint8_t to = whose[marks[place]];

    while (to == READ_ON) {
        place++;
        to = whose[marks[place]];
    }
    *at = place;
    return to;
}

static void put(struct piles *piles, struct deal *deal, uint8_t to, uint32_t kind)
{
    struct chain *chain = &deal->to[to];

    if (chain->first == PILES_END) {
        chain->first = kind;
    } else {
        piles->next[chain->last] = kind;
    }
    chain->last = kind;
    piles->next[kind] = PILES_END;
    deal->papers[to] += piles->rankings->weight[kind];
}

void piles_deal_all(struct piles *piles, const struct board *board, struct deal *deal)
{
    const struct rankings *rankings = piles->rankings;
    uint8_t whose[MARKS];

    read_board(board, whose);
    for (uint32_t kind = 0; kind < rankings->kinds; kind++) {
        size_t place = 0;
        uint8_t to = find_next(rankings_of(rankings, kind), whose, &place);

        piles->place[kind] = (uint8_t)place;
        put(piles, deal, to, kind);
    }
}

void piles_deal(struct piles *piles,
                const struct board *board,
                const struct parcel *parcel,
                struct deal *deal)
{
    const struct rankings *rankings = piles->rankings;
    uint8_t whose[MARKS];
    uint32_t kind = parcel->chain.first;

    read_board(board, whose);
    while (kind != PILES_END) {
        uint32_t next = piles->next[kind];
        size_t place = piles->place[kind];
        uint8_t to = find_next(rankings_of(rankings, kind), whose, &place);

        piles->place[kind] = (uint8_t)place;
        put(piles, deal, to, kind);
        kind = next;
    }
}

static int add(struct pile *pile, const struct parcel *parcel)
{
    if (pile->count == pile->room) {
        size_t room = pile->room == 0 ? FIRST_PARCELS : pile->room * 2;
        struct parcel *grown =
            reallocarray(pile->parcels, room, sizeof(*pile->parcels));

        if (grown == NULL) {
            return FAULT(FAULT_MEMORY);
        }
        pile->parcels = grown;
        pile->room = room;
    }
    pile->parcels[pile->count++] = *parcel;
    return 0;
}

static int give(struct piles *piles, const struct deal *deal, const struct parcel *like)
{
    for (size_t c = 1; c < PLACES; c++) {
        struct parcel parcel = *like;
        int r = 0;

        parcel.chain = deal->to[c];
        parcel.papers = deal->papers[c];
        if (parcel.papers > 0) {
            r = add(&piles->of[c], &parcel);
        }
        if (r != 0) {
            return r;
        }
    }
    return 0;
}

int piles_give(struct piles *piles, const struct deal *deal, int64_t value)
{
    struct parcel like = {.value = value};

    return give(piles, deal, &like);
}

int piles_give_first(struct piles *piles, const struct deal *deal, int64_t value)
{
    struct parcel like = {.value = value, .is_first = true};

    return give(piles, deal, &like);
}

const struct parcel *piles_last(const struct piles *piles, uint8_t candidate)
{
    const struct pile *pile = &piles->of[candidate];

    return pile->count == 0 ? NULL : &pile->parcels[pile->count - 1];
}

void piles_drop(struct piles *piles, uint8_t candidate)
{
    piles->of[candidate].count = 0;
}
