// SPDX-License-Identifier: AGPL-3.0-or-later
/*
 * The Electoral Reform Society's rules of 1997. Papers move as under the Northern
 * Ireland rules; the quota has two decimals and falls while nobody is elected, and
 * whoever cannot be overtaken by the votes still active is elected before the quota.
 */
#include <string.h>

#include "base/fault.h"
#include "gregory.h"
#include "stv.h"

/* 5.1.6 and 5.4.8: to two decimals, rounded up; without what is non-transferable. */
static int64_t quota(const struct stv *stv)
{
    const struct sheet *sheet = stv->board.sheet;
    int64_t votes = (int64_t)sheet->valid * sheet->unit - stv->board.nontransferable;
    int64_t parts = (int64_t)sheet->seats + 1;

    return (votes + parts - 1) / parts;
}

static bool is_anybody_elected(const struct board *board)
{
    return board_with(board, STATUS_ELECTED).count > 0;
}

/* 5.6.1: all votes but the quotas (or fewer votes) of the elected and what is lost. */
static int64_t active_votes(const struct board *board)
{
    int64_t active =
        (int64_t)board->sheet->valid * board->sheet->unit - board->nontransferable;

    for (size_t c = 1; c <= board->candidates; c++) {
        if (board->status[c] == STATUS_ELECTED) {
            active -= board->votes[c] < board->quota ? board->votes[c] : board->quota;
        }
    }
    return active;
}

/* Those of the continuing with the most votes; of level ones who had more first. */
static struct group foremost(const struct board *board)
{
    struct group found = {0};

    for (size_t c = 1; c <= board->candidates; c++) {
        uint8_t best = found.who[0];
        bool is_better;

        if (board->status[c] != STATUS_CONTINUING) {
            continue;
        }
        is_better = found.count == 0 || board->votes[c] > board->votes[best]
                    || (board->votes[c] == board->votes[best]
                        && board->standing[c] > board->standing[best]);
        if (is_better) {
            found.count = 0;
        }
        if (is_better
            || (board->votes[c] == board->votes[best]
                && board->standing[c] == board->standing[best])) {
            found.who[found.count++] = (uint8_t)c;
        }
    }
    return found;
}

/* 5.1.7, 5.3.13, 5.4.9: the quota, or the active votes over one more than the places
 * left. 5.6.2: of level ones, too many for the places, none. */
static bool elect_foremost(struct board *board)
{
    struct group group = foremost(board);
    int64_t votes;

    if (board->vacancies == 0 || group.count == 0 || group.count > board->vacancies) {
        return false;
    }
    votes = board->votes[group.who[0]];
    if (votes < board->quota
        && votes * (int64_t)(board->vacancies + 1) < active_votes(board)) {
        return false;
    }
    for (size_t i = 0; i < group.count; i++) {
        board_elect(board, group.who[i]);
    }
    return true;
}

/* After each batch of papers, which is also a point that ties look back to. */
static int elect(struct stv *stv)
{
    struct board *board = &stv->board;

    if (!is_anybody_elected(board)) {
        board->quota = quota(stv);
    }
    board_look(board);
    while (elect_foremost(board)) {
    }
    return 0;
}

static int end(struct stv *stv, bool *is_over)
{
    struct board *board = &stv->board;

    *is_over = board->vacancies == 0 || board->continuing <= board->vacancies;
    return *is_over && board->vacancies > 0 ? stv_elect_rest(stv) : 0;
}

/* 5.2.5: how many at most may go together, enough being left: their votes with the
 * surpluses do not exceed those of the next. 0 when not even the lowest. */
static size_t batch(const struct board *board, const struct group *foot)
{
    int64_t sum = board_surpluses(board);
    size_t most = 0;

    for (size_t k = 1; k < foot->count && foot->count - k >= board->vacancies; k++) {
        sum += board->votes[foot->who[k - 1]];
        if (sum <= board->votes[foot->who[k]]) {
            most = k;
        }
    }
    return most;
}

/* 5.2.2: no surplus is transferred that could save nobody from exclusion. */
static bool defers(const struct stv *stv)
{
    struct group foot = board_ascending(&stv->board);

    return batch(&stv->board, &foot) > 0;
}

/* Of the lowest `count`, the last places among level ones by looking back, by lot. */
static int take_lowest(struct board *board,
                       const struct group *foot,
                       size_t count,
                       struct group *out)
{
    struct group level = {0};
    int64_t edge = board->votes[foot->who[count - 1]];
    int r = 0;

    for (size_t i = 0; i < foot->count; i++) {
        if (board->votes[foot->who[i]] < edge) {
            out->who[out->count++] = foot->who[i];
        } else if (board->votes[foot->who[i]] == edge) {
            level.who[level.count++] = foot->who[i];
        }
    }
    if (out->count + level.count == count) { /* all of them: nothing to settle */
        memcpy(out->who + out->count, level.who, level.count);
        out->count = count;
    }
    while (r == 0 && out->count < count) {
        uint8_t *next = &out->who[out->count];

        r = board_drop(board, &level, next);
        out->count++;
        board_remove(&level, *next);
    }
    return r;
}

static int choose(struct stv *stv, struct group *out)
{
    struct group foot = board_ascending(&stv->board);
    size_t together = batch(&stv->board, &foot);

    return take_lowest(&stv->board, &foot, together > 1 ? together : 1, out);
}

const struct stv_rules ers97_rules = {
    .decimals = 2,
    .look_back = LOOK_EARLIEST,
    .quota = quota,
    .elect = elect,
    .end = end,
    .defers = defers,
    .transfer = gregory_transfer,
    .choose = choose,
    .exclude = gregory_exclude,
};
