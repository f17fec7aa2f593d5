// SPDX-License-Identifier: AGPL-3.0-or-later
/*
 * The Northern Ireland rules of 1985 and the NHS Model Election Rules 2014 that follow
 * them. Numbers are those of the model rules; what the letters A1 to A15 settle is
 * named where it is settled.
 */
#include "base/fault.h"
#include "gregory.h"
#include "stv.h"

/* STV50.2: who has no fewer votes than all others and the surpluses together. */
static struct group unbeatable(const struct board *board)
{
    struct group continuing = board_with(board, STATUS_CONTINUING);
    struct group found = {0};
    int64_t sum = board_surpluses(board);

    for (size_t i = 0; i < continuing.count; i++) {
        sum += board->votes[continuing.who[i]];
    }
    for (size_t i = 0; i < continuing.count; i++) {
        int64_t votes = board->votes[continuing.who[i]];

        if (votes >= sum - votes) {
            found.who[found.count++] = continuing.who[i];
        }
    }
    return found;
}

static int elect_unbeatable(struct stv *stv, bool *is_over)
{
    struct board *board = &stv->board;
    struct group found = unbeatable(board);
    uint8_t winner = 0;
    int r;

    if (found.count == 0) {
        return 0;
    }
    r = board_prefer(board, LOT_ELECT, &found, &winner);
    if (r == 0) {
        r = board_place_all(board);
    }
    if (r == 0) {
        board_elect(board, winner);
        *is_over = true;
    }
    return r;
}

static int end(struct stv *stv, bool *is_over)
{
    struct board *board = &stv->board;

    if (board->vacancies == 0) {
        *is_over = true;
        return 0;
    }
    if (board->continuing <= board->vacancies) { /* STV50.1 */
        *is_over = true;
        return stv_elect_rest(stv);
    }
    if (board->vacancies == 1) {
        return elect_unbeatable(stv, is_over);
    }
    return 0;
}

/* STV47.10, mandatory (A3): the surpluses could change nobody's place at the foot. */
static bool defers(const struct stv *stv)
{
    const struct board *board = &stv->board;
    struct group foot = board_ascending(board);
    int64_t surpluses = board_surpluses(board);
    int64_t sum = 0;

    for (size_t k = 1; k < foot.count; k++) {
        sum += board->votes[foot.who[k - 1]];
        if (surpluses < board->votes[foot.who[k]] - sum) {
            return true;
        }
    }
    return false;
}

/* STV49.12: the most who together with the surpluses have fewer votes than the next
 * (A4, A5 strictly fewer, A11 there must be a next); enough must be left. */
static size_t batch(const struct board *board, const struct group *foot)
{
    int64_t sum = board_surpluses(board);
    size_t most = 1;

    for (size_t k = 1; k < foot->count && foot->count - k >= board->vacancies; k++) {
        sum += board->votes[foot->who[k - 1]];
        if (sum < board->votes[foot->who[k]]) {
            most = k;
        }
    }
    return most;
}

static int choose(struct stv *stv, struct group *out)
{
    struct board *board = &stv->board;
    struct group foot = board_ascending(board);
    size_t together = batch(board, &foot);
    struct group lowest;

    if (together > 1) {
        foot.count = together;
        *out = foot;
        return 0;
    }

    /* STV49.13 (A10: from the first stage on), then by lot. */
    lowest = board_lowest(board);
    out->count = 1;
    return board_drop(board, &lowest, &out->who[0]);
}

const struct stv_rules ni_nhs_2014 = {
    .decimals = 2,
    .look_back = LOOK_EARLIEST,
    .has_whole_quota = true,
    .quota = stv_quota_droop, /* STV46.2 */
    .elect = stv_elect_quota, /* STV46.3; A1: with one seat too; A7: all at once */
    .end = end,
    .defers = defers,
    .transfer = gregory_transfer,
    .choose = choose,
    .exclude = gregory_exclude,
};

/* The parent text (SI 1985/454 rr. 45-52), word for word the same count. */
const struct stv_rules ni_1985 = {
    .decimals = 2,
    .look_back = LOOK_EARLIEST,
    .has_whole_quota = true,
    .quota = stv_quota_droop, /* STV46.2 */
    .elect = stv_elect_quota, /* STV46.3; A1: with one seat too; A7: all at once */
    .end = end,
    .defers = defers,
    .transfer = gregory_transfer,
    .choose = choose,
    .exclude = gregory_exclude,
};
