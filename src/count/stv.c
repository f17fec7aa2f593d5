// SPDX-License-Identifier: AGPL-3.0-or-later
#include "stv.h"

#include "base/fault.h"

int stv_begin_stage(struct stv *stv, enum sheet_action action)
{
    stv->stage = sheet_add_stage(stv->board.sheet, action);
    if (stv->stage == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    return 0;
}

int64_t stv_quota_droop(const struct stv *stv)
{
    const struct sheet *sheet = stv->board.sheet;

    return (int64_t)(sheet->valid / (sheet->seats + 1U) + 1) * sheet->unit;
}

int stv_elect_quota(struct stv *stv)
{
    struct board *board = &stv->board;

    for (size_t c = 1; c <= board->candidates; c++) {
        if (board->status[c] == STATUS_CONTINUING && board->votes[c] >= board->quota) {
            board_elect(board, (uint8_t)c);
        }
    }
    return 0;
}

int stv_elect_rest(struct stv *stv)
{
    struct group rest;
    int r;

    /* Those who reached the quota come before them (rule 51). */
    r = board_place_all(&stv->board);
    if (r != 0) {
        return r;
    }
    rest = board_with(&stv->board, STATUS_CONTINUING);
    for (size_t i = 0; i < rest.count; i++) {
        board_elect(&stv->board, rest.who[i]);
    }
    return board_place_all(&stv->board);
}

static int count_first(struct stv *stv)
{
    struct board *board = &stv->board;
    struct sheet *sheet = board->sheet;
    int r;

    r = stv_begin_stage(stv, SHEET_FIRST);
    if (r != 0) {
        return r;
    }
    piles_read(&stv->piles, board);
    piles_deal_all(&stv->piles, &stv->deal);
    for (size_t c = 1; c <= board->candidates; c++) {
        board->votes[c] = (int64_t)stv->deal.papers[c] * sheet->unit;
        sheet->valid += stv->deal.papers[c];
    }
    sheet->blank = stv->deal.papers[0];
    r = piles_give_first(&stv->piles, &stv->deal, sheet->unit);
    if (r != 0) {
        return r;
    }

    board->quota = stv->rules->quota(stv);
    sheet->quota = board->quota;
    sheet->has_whole_quota = stv->rules->has_whole_quota;
    board_look(board);
    r = stv->rules->elect(stv);
    board_close_stage(board, stv->stage);
    return r;
}

/* Whose surplus is transferred: the largest; of equal ones by looking back, by lot. */
static int largest_surplus(struct stv *stv, uint8_t *out)
{
    struct board *board = &stv->board;
    struct group largest = {0};
    int64_t most = 0;

    for (size_t c = 1; c <= board->candidates; c++) {
        int64_t surplus = board_surplus(board, (uint8_t)c);

        if (surplus > most) {
            most = surplus;
            largest.count = 0;
        }
        if (surplus > 0 && surplus == most) {
            largest.who[largest.count++] = (uint8_t)c;
        }
    }
    return board_prefer(board, LOT_TRANSFER, &largest, out);
}

static int transfer(struct stv *stv)
{
    struct board *board = &stv->board;
    uint8_t from = 0;
    int r;

    r = largest_surplus(stv, &from);
    if (r == 0) {
        r = stv_begin_stage(stv, SHEET_SURPLUS);
    }
    if (r != 0) {
        return r;
    }
    board_place(board, from);
    stv->stage->from[stv->stage->from_count++] = from;
    stv->stage->surplus = board_surplus(board, from);
    r = stv->rules->transfer(stv, from);
    board_close_stage(board, stv->stage);
    return r;
}

static int exclude(struct stv *stv)
{
    struct board *board = &stv->board;
    struct group group = {0};
    int r;

    r = board_place_all(board);
    if (r == 0) {
        r = stv->rules->choose(stv, &group);
    }
    if (r != 0) {
        return r;
    }
    board->stage -= stv->rules->marks_decision;
    for (size_t i = 0; i < group.count; i++) {
        board_exclude(board, group.who[i]);
    }
    board->stage += stv->rules->marks_decision;
    return stv->rules->exclude(stv, &group);
}

static int run(struct stv *stv)
{
    struct board *board = &stv->board;
    bool is_over = false;
    int r;

    r = count_first(stv);
    while (r == 0) {
        r = stv->rules->end(stv, &is_over);
        if (r != 0 || is_over) {
            break;
        }
        board->stage = (unsigned)board->sheet->stage_count + 1;
        if (board_surpluses(board) > 0 && !stv->rules->defers(stv)) {
            r = transfer(stv);
        } else {
            r = exclude(stv);
        }
    }
    return r != 0 ? r : board_place_all(board);
}

static int count(struct stv *stv,
                 const struct count_input *input,
                 const struct lots *lots,
                 struct sheet *sheet)
{
    int r;

    board_init(&stv->board, input->slate, lots, sheet);
    stv->board.look_back = stv->rules->look_back;
    piles_deal_init(&stv->deal);
    r = piles_init(&stv->piles,
                   input->rankings,
                   stv->rules->has_values ? (uint32_t)sheet->unit : 0);
    if (r == 0) {
        r = run(stv);
    }
    piles_deinit(&stv->piles);
    return r;
}

int stv_count(const struct stv_rules *rules,
              const struct count_input *input,
              const struct lots *lots,
              struct tie *needed,
              struct sheet **out)
{
    struct stv stv = {.rules = rules, .input = input};
    struct sheet *sheet = NULL;
    int r;

    r = sheet_new(input->slate->candidates, rules->decimals, &sheet);
    if (r != 0) {
        return FOLD(r);
    }
    sheet->rules = input->rules;
    sheet->seats = input->slate->seats;
    sheet->is_literal = rules->is_northern && input->reading == READING_LITERAL;
    sheet->is_run_on =
        rules->is_northern && sheet->seats == 1 && input->ending == ENDING_RUN_ON;
    r = count(&stv, input, lots, sheet);
    if (r == COUNT_LOT) {
        *needed = stv.board.needed;
    }
    if (r != 0) {
        sheet_free(sheet);
        return r;
    }
    *out = sheet;
    return 0;
}
