// SPDX-License-Identifier: AGPL-3.0-or-later
/*
 * The Northern Ireland rules of 1985 and the NHS Model Election Rules 2014 that follow
 * them. Numbers are those of the model rules; Northern Ireland's are two higher: STV47
 * is rule 49.
 *
 * Where the words leave open what to do, this is what is done, and where:
 *
 * A1  46.3, 47.11  one seat: whoever has the quota is elected at once  reached
 *                  if wished exclusions run on; the same one wins     reached, end
 * A2  47.4(b)      a surplus is divided by the transferable papers     gregory_transfer
 * A3  47.10        a surplus that may wait must wait                   defers
 * A4  49.12        of several batches the largest                      batch
 *                  unless the officer excludes one alone, recorded     choose
 * A5  49.12        fewer means fewer: a batch level with the next is none        batch
 * A6  50.1, 51     the rest stand after those with the quota, most votes first
 *                                                                      stv_elect_rest
 * A7  46.3         all who have the quota are elected together         stv_elect_quota
 * A8  47.5         a waiting surplus keeps its last sub-parcel         piles_last
 * A9  47.1, 47.5   next preferences are read when the paper moves      piles_read
 * A10 48.1, 49.13  level: the first stage at which they differed       board_look
 * A11 49.12        a batch needs a next candidate                      batch
 * A12 49.1         without votes one is excluded like all others       choose
 * A13 48.1 … 51.4  a lot is drawn outside and written on the sheet     board_prefer
 * A14 49.5, 50.3   the last place taken, no sub-parcel moves any more  move_all
 * A15 49.2-49.6    first preferences and papers at 1.00 move together,
 *                  if wished apart                                     batch_of
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

/* A1: one seat, and exclusions are wished to the end. */
static bool runs_on(const struct stv *stv)
{
    return stv->board.sheet->is_run_on;
}

/* STV46.3; A7: all at once. */
static int reached(struct stv *stv)
{
    return runs_on(stv) ? 0 : stv_elect_quota(stv);
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
    if (board->vacancies == 1 && !runs_on(stv)) {
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

/* A4: whether the officer has one excluded alone at this stage. */
static bool is_alone(const struct stv *stv)
{
    for (size_t i = 0; i < stv->input->alone_count; i++) {
        if (stv->input->alone[i] == stv->board.stage) {
            return true;
        }
    }
    return false;
}

static int choose(struct stv *stv, struct group *out)
{
    struct board *board = &stv->board;
    struct group foot = board_ascending(board);
    size_t together = batch(board, &foot);
    struct group lowest;

    stv->is_alone = together > 1 && is_alone(stv);
    if (together > 1 && !stv->is_alone) {
        foot.count = together;
        *out = foot;
        return 0;
    }

    /* STV49.13 (A10: from the first stage on), then by lot. */
    lowest = board_lowest(board);
    out->count = 1;
    return board_drop(board, &lowest, &out->who[0]);
}

/* Also of the parent text (SI 1985/454 rr. 47-53), word for word the same count. */
const struct stv_rules ni_rules = {
    .decimals = 2,
    .look_back = LOOK_EARLIEST,
    .has_whole_quota = true,
    .is_northern = true,
    .quota = stv_quota_droop, /* STV46.2 */
    .elect = reached,         /* STV46.3 */
    .end = end,               /* STV50 */
    .defers = defers,
    .transfer = gregory_transfer,
    .choose = choose,
    .exclude = gregory_exclude,
};
