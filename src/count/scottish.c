// SPDX-License-Identifier: AGPL-3.0-or-later
/*
 * The Scottish Local Government Elections Order 2011: the weighted inclusive Gregory
 * method. All papers of a candidate take part in a surplus, each keeping surplus over
 * votes of the value it came with, to five decimal places. One is excluded at a time,
 * and the papers are transferred even when that settles the last places.
 */
#include "base/fault.h"
#include "stv.h"

/* Moves all papers of one candidate; each keeps this share of its value. */
static int move(struct stv *stv, uint8_t from, const struct share *share)
{
    struct board *board = &stv->board;
    const struct pile *pile = &stv->piles.of[from];
    struct sheet_parcel *parcel = sheet_add_parcel(board->sheet, stv->stage);

    if (parcel == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    piles_read(&stv->piles, board);
    piles_deal_reset(&stv->deal);
    for (size_t i = 0; i < pile->count; i++) {
        piles_deal_share(&stv->piles, pile->parcels[i].chain, share, &stv->deal);
    }
    piles_drop(&stv->piles, from);
    for (size_t c = 0; c <= board->candidates; c++) {
        parcel->given[c] = stv->deal.papers[c];
        parcel->papers += stv->deal.papers[c];
        if (c > 0) {
            board->votes[c] += stv->deal.votes[c];
            board->nontransferable -= stv->deal.votes[c];
        }
    }
    return piles_give(&stv->piles, &stv->deal, 0);
}

/* Rule 49: what nobody receives of the surplus is non-transferable. */
static int transfer(struct stv *stv, uint8_t from)
{
    struct board *board = &stv->board;
    int64_t surplus = board_surplus(board, from);
    struct share share = {
        .of = (uint64_t)surplus,
        .whole = (uint64_t)board->votes[from],
    };
    int r;

    board->votes[from] = board->quota;
    board->has_surplus[from] = false;
    board->nontransferable += surplus;
    r = move(stv, from, &share);
    return r != 0 ? r : stv_elect_quota(stv);
}

/* Rule 51: each paper at the value it came with. */
static int exclude(struct stv *stv, const struct group *group)
{
    const struct share all = {.of = 1, .whole = 1};
    struct board *board = &stv->board;
    uint8_t from = group->who[0];
    int r = stv_begin_stage(stv, SHEET_EXCLUSION);

    if (r != 0) {
        return r;
    }
    stv->stage->from[stv->stage->from_count++] = from;
    board->nontransferable += board->votes[from];
    board->votes[from] = 0;
    r = move(stv, from, &all);
    if (r == 0) {
        r = stv_elect_quota(stv);
    }
    board_close_stage(board, stv->stage);
    return r;
}

/* Rule 53, looked at when a stage is complete. */
static int end(struct stv *stv, bool *is_over)
{
    struct board *board = &stv->board;

    *is_over = board->vacancies == 0 || board->continuing <= board->vacancies;
    return *is_over && board->vacancies > 0 ? stv_elect_rest(stv) : 0;
}

static bool never(const struct stv *stv)
{
    (void)stv;
    return false;
}

/* Rule 52: level ones by the most recent stage at which they differed. */
static int choose(struct stv *stv, struct group *out)
{
    struct group lowest = board_lowest(&stv->board);

    out->count = 1;
    return board_drop(&stv->board, &lowest, &out->who[0]);
}

const struct stv_rules scottish_rules = {
    .decimals = 5,
    .look_back = LOOK_LATEST,
    .has_whole_quota = true,
    .marks_decision = true,
    .has_values = true,
    .quota = stv_quota_droop, /* rule 47 */
    .elect = stv_elect_quota, /* rule 48 */
    .end = end,
    .defers = never,
    .transfer = transfer,
    .choose = choose,
    .exclude = exclude,
};
