// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gregory.h"

#include <string.h>

#include "base/fault.h"

/* Adds what the deal holds, at this value, to the votes, the piles and the sheet. */
static int settle(struct stv *stv, int64_t value_before, int64_t value)
{
    struct board *board = &stv->board;
    struct sheet_parcel *parcel = sheet_add_parcel(board->sheet, stv->stage);

    if (parcel == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    parcel->value_before = value_before;
    parcel->value = value;
    for (size_t c = 0; c <= board->candidates; c++) {
        parcel->given[c] = stv->deal.papers[c];
        parcel->papers += stv->deal.papers[c];
        if (c > 0) {
            board->votes[c] += (int64_t)stv->deal.papers[c] * value;
        }
    }
    return piles_give(&stv->piles, &stv->deal, value);
}

static uint64_t transferable(const struct deal *deal)
{
    uint64_t sum = 0;

    for (size_t c = 1; c < PLACES; c++) {
        sum += deal->papers[c];
    }
    return sum;
}

int gregory_transfer(struct stv *stv, uint8_t from)
{
    struct board *board = &stv->board;
    const struct parcel *last = piles_last(&stv->piles, from);
    int64_t surplus = board_surplus(board, from);
    int64_t value = 0;
    int64_t papers;
    int r;

    if (last == NULL) {
        return FAULT(FAULT_BUG);
    }
    piles_read(&stv->piles, board);
    piles_deal_reset(&stv->deal);
    piles_deal(&stv->piles, last->chain, &stv->deal);

    /* STV47.4, 47.7; A2 (NI r. 49; ERS97 5.3.7): surplus over transferable papers, the
     * remainder ignored, never more than the papers were received at. */
    papers = (int64_t)transferable(&stv->deal);
    if (papers > 0) {
        value = surplus / papers;
        value = value < last->value ? value : last->value;
    }

    board->votes[from] = board->quota;
    board->has_surplus[from] = false;
    board->nontransferable += surplus - papers * value;
    r = settle(stv, last->value, value);
    piles_drop(&stv->piles, from);
    return r != 0 ? r : stv->rules->elect(stv);
}

/* What moves together: papers of one value. */
struct batch {
    int64_t value;
    bool is_first; /* apart only in the literal reading: first preferences */
};

/* Above 0 when a moves before b, 0 when together. */
static int compare(const struct batch *a, const struct batch *b)
{
    if (a->value != b->value) {
        return a->value > b->value ? 1 : -1;
    }
    return (int)a->is_first - (int)b->is_first;
}

static struct batch batch_of(const struct stv *stv, const struct parcel *parcel)
{
    return (struct batch){
        .value = parcel->value,
        .is_first = stv->board.sheet->is_literal && parcel->is_first,
    };
}

/* Raises `best` to the highest batch of the pile after `done`. */
static void raise_to(const struct stv *stv,
                     const struct pile *pile,
                     const struct batch *done,
                     struct batch *best)
{
    for (size_t i = 0; i < pile->count; i++) {
        struct batch batch = batch_of(stv, &pile->parcels[i]);

        if (compare(done, &batch) > 0 && compare(&batch, best) > 0) {
            *best = batch;
        }
    }
}

/* The highest batch after `done` in their piles; false when there is none. */
static bool next_batch(const struct stv *stv,
                       const struct group *group,
                       const struct batch *done,
                       struct batch *out)
{
    struct batch best = {.value = -1};

    for (size_t i = 0; i < group->count; i++) {
        raise_to(stv, &stv->piles.of[group->who[i]], done, &best);
    }
    *out = best;
    return best.value >= 0;
}

/* Deals the candidate's parcels of this batch, which leave their votes. */
static void deal_batch(struct stv *stv, uint8_t from, const struct batch *batch)
{
    const struct pile *pile = &stv->piles.of[from];

    for (size_t i = 0; i < pile->count; i++) {
        const struct parcel *parcel = &pile->parcels[i];
        struct batch its = batch_of(stv, parcel);

        if (compare(&its, batch) == 0) {
            stv->board.votes[from] -= (int64_t)parcel->papers * parcel->value;
            piles_deal(&stv->piles, parcel->chain, &stv->deal);
        }
    }
}

/* One value of all the excluded is one sub-parcel (STV49.2-6, A15). */
static int
move_batch(struct stv *stv, const struct group *group, const struct batch *batch)
{
    piles_read(&stv->piles, &stv->board);
    piles_deal_reset(&stv->deal);
    for (size_t i = 0; i < group->count; i++) {
        deal_batch(stv, group->who[i], batch);
    }
    stv->board.nontransferable += (int64_t)stv->deal.papers[0] * batch->value;
    return settle(stv, batch->value, batch->value);
}

static int move_all(struct stv *stv, const struct group *group)
{
    struct batch done = {.value = INT64_MAX};
    struct batch batch = {0};

    /* STV49.5: "if one or more vacancies still remain" (A14). */
    while (stv->board.vacancies > 0 && next_batch(stv, group, &done, &batch)) {
        int r = move_batch(stv, group, &batch);

        if (r == 0) {
            r = stv->rules->elect(stv);
        }
        if (r != 0) {
            return r;
        }
        done = batch;
    }
    for (size_t i = 0; i < group->count; i++) {
        piles_drop(&stv->piles, group->who[i]);
    }
    return 0;
}

int gregory_exclude(struct stv *stv, const struct group *group)
{
    struct board *board = &stv->board;
    int r;

    /* STV50.1 and 50.3 (ERS97 5.5.1): the rest are elected, and nothing moves. */
    if (board->continuing <= board->vacancies) {
        board->sheet->untransferred = group->count;
        return stv_elect_rest(stv);
    }
    r = stv_begin_stage(stv, SHEET_EXCLUSION);
    if (r != 0) {
        return r;
    }
    stv->stage->is_alone = stv->is_alone;
    for (size_t c = 1; c <= board->candidates; c++) {
        if (memchr(group->who, (int)c, group->count) != NULL) {
            stv->stage->from[stv->stage->from_count++] = (uint8_t)c;
        }
    }
    r = move_all(stv, group);
    board_close_stage(board, stv->stage);
    return r;
}
