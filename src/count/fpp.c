// SPDX-License-Identifier: AGPL-3.0-or-later
#include "fpp.h"

#include "base/fault.h"
#include "board.h"

static size_t crosses_on(const uint8_t *marks)
{
    size_t count = 0;

    for (; *marks != 0; marks++) {
        count += *marks != RANKING_BREAK;
    }
    return count;
}

/* One paper: whether it names anybody standing. */
static bool add_crosses(struct board *board, const uint8_t *marks, uint32_t papers)
{
    bool has_any = false;

    for (; *marks != 0; marks++) {
        if (*marks != RANKING_BREAK && board->status[*marks] != STATUS_WITHDRAWN) {
            board->votes[*marks] += papers;
            has_any = true;
        }
    }
    return has_any;
}

static void add_all(struct board *board, const struct rankings *rankings)
{
    struct sheet *sheet = board->sheet;

    for (size_t kind = 0; kind < rankings->kinds; kind++) {
        const uint8_t *marks = rankings_of(rankings, kind);
        uint32_t papers = rankings->weight[kind];

        if (crosses_on(marks) > sheet->seats) { /* FPP44.1 (b) */
            sheet->rejected += papers;
        } else if (add_crosses(board, marks, papers)) {
            sheet->valid += papers;
        } else {
            sheet->blank += papers;
        }
    }
}

/* The continuing with the most votes. */
static struct group leaders(const struct board *board)
{
    struct group ascending = board_ascending(board);
    struct group found = {0};

    for (size_t i = 0; i < ascending.count; i++) {
        uint8_t c = ascending.who[i];

        if (board->votes[c] == board->votes[ascending.who[ascending.count - 1]]) {
            found.who[found.count++] = c;
        }
    }
    return found;
}

/* Those with the most votes; FPP51: a lot counts as one more. */
static int elect_top(struct board *board)
{
    struct group top = leaders(board);
    int r;

    if (top.count > board->vacancies) {
        r = board_prefer(board, LOT_ELECT, &top, &top.who[0]);
        if (r != 0) {
            return r;
        }
        top.count = 1;
    }
    for (size_t i = 0; i < top.count; i++) {
        board_elect(board, top.who[i]);
        board_place(board, top.who[i]);
    }
    return 0;
}

static int elect(struct board *board)
{
    int r = 0;

    while (r == 0 && board->vacancies > 0 && board->continuing > 0) {
        r = elect_top(board);
    }
    return r;
}

int fpp_count(const struct count_input *input,
              const struct lots *lots,
              struct tie *needed,
              struct sheet **out)
{
    struct board board;
    struct sheet *sheet = NULL;
    struct sheet_stage *stage;
    int r;

    r = sheet_new(input->slate->candidates, 0, &sheet);
    if (r != 0) {
        return FOLD(r);
    }
    sheet->rules = input->rules;
    sheet->seats = input->slate->seats;
    board_init(&board, input->slate, lots, sheet);
    stage = sheet_add_stage(sheet, SHEET_FIRST);
    if (stage == NULL) {
        sheet_free(sheet);
        return FAULT(FAULT_MEMORY);
    }

    add_all(&board, input->rankings);
    board_close_stage(&board, stage);
    r = elect(&board);
    if (r == COUNT_LOT) {
        *needed = board.needed;
    }
    if (r != 0) {
        sheet_free(sheet);
        return r;
    }
    *out = sheet;
    return 0;
}
