// SPDX-License-Identifier: AGPL-3.0-or-later
#include "piles.h"

#include <stdlib.h>

#include "base/fault.h"

enum {
    FIRST_PARCELS = 8,
};

int piles_init(struct piles *piles, const struct rankings *rankings, uint32_t value)
{
    size_t kinds = rankings->kinds > 0 ? rankings->kinds : 1;

    *piles = (struct piles){.rankings = rankings};
    piles->next = calloc(kinds, sizeof(*piles->next));
    piles->place = calloc(kinds, sizeof(*piles->place));
    if (piles->next == NULL || piles->place == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    if (value == 0) {
        return 0;
    }
    piles->value = calloc(kinds, sizeof(*piles->value));
    if (piles->value == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    for (size_t i = 0; i < rankings->kinds; i++) {
        piles->value[i] = value;
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

void piles_deal_init(struct deal *deal)
{
    for (size_t c = 0; c < PLACES; c++) {
        deal->to[c] = (struct chain){PILES_END, PILES_END};
        deal->papers[c] = 0;
        deal->votes[c] = 0;
    }
    deal->touched_count = 0;
}

void piles_deal_reset(struct deal *deal)
{
    for (size_t i = 0; i < deal->touched_count; i++) {
        uint8_t c = deal->touched[i];

        deal->to[c] = (struct chain){PILES_END, PILES_END};
        deal->papers[c] = 0;
        deal->votes[c] = 0;
    }
    deal->touched_count = 0;
}

enum {
    READ_ON = 255, /* this candidate takes no papers: look at the next mark */
};

static void read_board(struct piles *piles, const struct board *board, enum status also)
{
    for (size_t mark = 0; mark < PILES_MARKS; mark++) {
        piles->whose[mark] = 0;
    }
    for (size_t c = 1; c <= board->candidates; c++) {
        enum status status = board->status[c];

        piles->whose[c] =
            status == STATUS_CONTINUING || status == also ? (uint8_t)c : READ_ON;
    }
}

void piles_read(struct piles *piles, const struct board *board)
{
    read_board(piles, board, STATUS_CONTINUING);
}

void piles_read_with_elected(struct piles *piles, const struct board *board)
{
    read_board(piles, board, STATUS_ELECTED);
}

/* Reads a ranking on, from where its paper lies, to who is next. */
static uint8_t find_next(struct piles *piles, uint32_t kind)
{
    const uint8_t *marks = rankings_of(piles->rankings, kind);
    size_t place = piles->place[kind];
    uint8_t to = piles->whose[marks[place]];

    while (to == READ_ON) {
        place++;
        to = piles->whose[marks[place]];
    }
    piles->place[kind] = (uint8_t)place;
    return to;
}

static void put(struct piles *piles, struct deal *deal, uint8_t to, uint32_t kind)
{
    struct chain *chain = &deal->to[to];

    if (chain->first == PILES_END) {
        chain->first = kind;
        deal->touched[deal->touched_count++] = to;
    } else {
        piles->next[chain->last] = kind;
    }
    chain->last = kind;
    piles->next[kind] = PILES_END;
    deal->papers[to] += piles->rankings->weight[kind];
}

void piles_deal_all(struct piles *piles, struct deal *deal)
{
    for (uint32_t kind = 0; kind < piles->rankings->kinds; kind++) {
        put(piles, deal, find_next(piles, kind), kind);
    }
}

void piles_deal(struct piles *piles, struct chain chain, struct deal *deal)
{
    uint32_t kind = chain.first;

    while (kind != PILES_END) {
        uint32_t next = piles->next[kind];

        put(piles, deal, find_next(piles, kind), kind);
        kind = next;
    }
}

void piles_deal_past(struct piles *piles,
                     struct chain chain,
                     uint8_t candidate,
                     struct deal *deal)
{
    uint8_t was = piles->whose[candidate];

    piles->whose[candidate] = READ_ON;
    piles_deal(piles, chain, deal);
    piles->whose[candidate] = was;
}

void piles_deal_share(struct piles *piles,
                      struct chain chain,
                      const struct share *share,
                      struct deal *deal)
{
    uint32_t kind = chain.first;
    uint32_t before = 0; /* papers side by side mostly have one value */
    uint32_t after = 0;

    while (kind != PILES_END) {
        uint32_t next = piles->next[kind];
        uint8_t to = find_next(piles, kind);

        if (piles->value[kind] != before) {
            before = piles->value[kind];
            after = (uint32_t)(before * share->of / share->whole);
        }
        piles->value[kind] = after;
        put(piles, deal, to, kind);
        deal->votes[to] += (int64_t)piles->rankings->weight[kind] * after;
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
