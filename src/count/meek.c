// SPDX-License-Identifier: AGPL-3.0-or-later
/*
 * The reference rule's steps are named by their letters. Nine decimals, rounded up as
 * it says; a round is iterated until it elects somebody, or the surpluses have settled
 * and the lowest is defeated. Ties are not looked back on: procedure T is a lot.
 */
#include "meek.h"

#include <string.h>

#include "base/fault.h"
#include "board.h"
#include "paths.h"

enum {
    DECIMALS = 9,
    OMEGA = PATHS_UNIT / 1000000,
};

/* Wider than 64 bits: a keep factor times a quota. */
__extension__ typedef unsigned __int128 product;

struct meek {
    struct board board;
    struct paths *paths;
    int64_t keep[PLACES];
    int64_t surplus; /* of the last iteration */
};

/* a · b / c, rounded up. */
static int64_t scale_up(int64_t a, int64_t b, int64_t c)
{
    product up = (product)(uint64_t)a * (uint64_t)b;

    return (int64_t)((up + (uint64_t)(c - 1)) / (uint64_t)c);
}

/* B.2.a, B.2.b */
static void distribute(struct meek *meek)
{
    struct board *board = &meek->board;
    int64_t sum = 0;

    memset(board->votes, 0, sizeof(board->votes));
    paths_share(meek->paths, meek->keep, board->votes);
    board->votes[0] = 0;
    for (size_t c = 1; c <= board->candidates; c++) {
        sum += board->votes[c];
    }
    board->quota = sum / ((int64_t)board->sheet->seats + 1) + 1;
    board->nontransferable = (int64_t)board->sheet->valid * PATHS_UNIT - sum;
}

/* B.2.c: whether anybody reached the quota. */
static bool elect(struct board *board)
{
    bool has_elected = false;

    for (size_t c = 1; c <= board->candidates; c++) {
        if (board->status[c] == STATUS_CONTINUING && board->votes[c] >= board->quota) {
            board_elect(board, (uint8_t)c);
            has_elected = true;
        }
    }
    return has_elected;
}

/* B.2.d */
static int64_t surplus_of(const struct board *board)
{
    int64_t sum = 0;

    for (size_t c = 1; c <= board->candidates; c++) {
        if (board->status[c] == STATUS_ELECTED) {
            sum += board->votes[c] - board->quota;
        }
    }
    return sum > 0 ? sum : 0;
}

/* B.2.f */
static void update_keep(struct meek *meek)
{
    const struct board *board = &meek->board;

    for (size_t c = 1; c <= board->candidates; c++) {
        if (board->status[c] == STATUS_ELECTED) {
            int64_t due = scale_up(meek->keep[c], board->quota, PATHS_UNIT);

            meek->keep[c] = scale_up(due, PATHS_UNIT, board->votes[c]);
        }
    }
}

/* B.2: true when the round elected somebody, false when it settled. */
static bool iterate(struct meek *meek)
{
    int64_t before = INT64_MAX;

    for (;;) {
        distribute(meek);
        if (elect(&meek->board)) {
            return true;
        }
        meek->surplus = surplus_of(&meek->board);
        if (meek->surplus < OMEGA || meek->surplus >= before) { /* B.2.e */
            return false;
        }
        before = meek->surplus;
        update_keep(meek);
    }
}

/* B.3: those not further above the lowest than the surplus. */
static struct group lowest(const struct meek *meek)
{
    const struct board *board = &meek->board;
    struct group ascending = board_ascending(board);
    struct group tied = {0};

    for (size_t c = 1; c <= board->candidates; c++) {
        if (board->status[c] == STATUS_CONTINUING
            && board->votes[c] <= board->votes[ascending.who[0]] + meek->surplus) {
            tied.who[tied.count++] = (uint8_t)c;
        }
    }
    return tied;
}

static int
close_stage(struct meek *meek, enum sheet_action action, struct sheet_stage **out)
{
    struct board *board = &meek->board;
    struct sheet *sheet = board->sheet;
    struct sheet_stage *stage = sheet_add_stage(sheet, action);

    if (stage == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    stage->keep = sheet_alloc(sheet, board->candidates + 1, sizeof(*stage->keep));
    if (stage->keep == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    for (size_t c = 1; c <= board->candidates; c++) {
        stage->keep[c] = meek->keep[c];
    }
    board_close_stage(board, stage);
    sheet->quota = board->quota;
    *out = stage;
    return 0;
}

static int defeat(struct meek *meek)
{
    struct board *board = &meek->board;
    struct group tied = lowest(meek);
    struct sheet_stage *stage = NULL;
    uint8_t out = 0;
    int r;

    r = board_drop(board, &tied, &out);
    if (r == 0) {
        r = close_stage(meek, SHEET_ROUND, &stage);
    }
    if (r != 0) {
        return r;
    }
    stage->from[stage->from_count++] = out;
    board_exclude(board, out);
    meek->keep[out] = 0;
    board->votes[out] = 0;
    return paths_settle(meek->paths, board);
}

static int run_round(struct meek *meek)
{
    struct board *board = &meek->board;
    struct sheet_stage *stage = NULL;
    int r;

    board->stage = (unsigned)board->sheet->stage_count + 1;
    if (!iterate(meek)) {
        return defeat(meek);
    }
    r = close_stage(meek, SHEET_ROUND, &stage);
    if (r == 0) {
        r = board_place_all(board);
    }
    return r != 0 ? r : paths_settle(meek->paths, board);
}

/* C: the rest are elected if places are left, else defeated. */
static int finish(struct meek *meek)
{
    struct board *board = &meek->board;
    struct group rest = board_ascending(board);
    bool has_places = board->vacancies > 0;

    for (size_t i = 0; i < rest.count; i++) {
        if (has_places) {
            board_elect(board, rest.who[i]);
        } else {
            board_exclude(board, rest.who[i]);
        }
    }
    return board_place_all(board);
}

/* A, and the first preferences as the first stage. */
static int begin(struct meek *meek, const struct rankings *rankings)
{
    struct board *board = &meek->board;
    struct sheet_stage *stage = NULL;
    int r;

    for (size_t c = 1; c <= board->candidates; c++) {
        meek->keep[c] = board->status[c] == STATUS_CONTINUING ? PATHS_UNIT : 0;
    }
    r = paths_new(rankings, board, &meek->paths);
    if (r != 0) {
        return r;
    }
    board->sheet->blank = paths_blank(meek->paths);
    board->sheet->valid = rankings->papers - board->sheet->blank;
    distribute(meek);
    return close_stage(meek, SHEET_FIRST, &stage);
}

static int run(struct meek *meek, const struct count_input *input)
{
    const struct board *board = &meek->board;
    int r = begin(meek, input->rankings);

    while (r == 0 && board->vacancies > 0 && board->continuing > board->vacancies) {
        r = run_round(meek);
    }
    return r != 0 ? r : finish(meek);
}

int meek_count(const struct count_input *input,
               const struct lots *lots,
               struct tie *needed,
               struct sheet **out)
{
    struct meek meek = {0};
    struct sheet *sheet = NULL;
    int r;

    r = sheet_new(input->slate->candidates, DECIMALS, &sheet);
    if (r != 0) {
        return FOLD(r);
    }
    sheet->rules = input->rules;
    sheet->seats = input->slate->seats;
    board_init(&meek.board, input->slate, lots, sheet);
    meek.board.look_back = LOOK_NEVER;
    r = run(&meek, input);
    paths_free(meek.paths);
    if (r == COUNT_LOT) {
        *needed = meek.board.needed;
    }
    if (r != 0) {
        sheet_free(sheet);
        return r;
    }
    *out = sheet;
    return 0;
}
