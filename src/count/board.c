// SPDX-License-Identifier: AGPL-3.0-or-later
#include "board.h"

#include <string.h>

#include "base/fault.h"

void board_init(struct board *board,
                const struct slate *slate,
                const struct lots *lots,
                struct sheet *sheet)
{
    *board = (struct board){
        .lots = lots,
        .sheet = sheet,
        .stage = 1,
        .candidates = slate->candidates,
        .vacancies = slate->seats,
    };
    for (size_t c = 1; c <= slate->candidates; c++) {
        if (slate->names[c].is_withdrawn) {
            board->status[c] = STATUS_WITHDRAWN;
        } else {
            board->continuing++;
        }
    }
}

struct group board_with(const struct board *board, enum status status)
{
    struct group group = {0};

    for (size_t c = 1; c <= board->candidates; c++) {
        if (board->status[c] == status) {
            group.who[group.count++] = (uint8_t)c;
        }
    }
    return group;
}

struct group board_ascending(const struct board *board)
{
    struct group group = board_with(board, STATUS_CONTINUING);

    for (size_t i = 1; i < group.count; i++) {
        uint8_t moved = group.who[i];
        size_t at = i;

        for (; at > 0 && board->votes[group.who[at - 1]] > board->votes[moved]; at--) {
            group.who[at] = group.who[at - 1];
        }
        group.who[at] = moved;
    }
    return group;
}

struct group board_lowest(const struct board *board)
{
    struct group group = board_ascending(board);
    size_t level = 0;

    while (level < group.count
           && board->votes[group.who[level]] == board->votes[group.who[0]]) {
        level++;
    }
    group.count = level;
    return group;
}

void board_elect(struct board *board, uint8_t candidate)
{
    board->status[candidate] = STATUS_ELECTED;
    board->has_surplus[candidate] = true;
    board->elected_at[candidate] = board->stage;
    board->continuing--;
    board->vacancies--;
}

void board_exclude(struct board *board, uint8_t candidate)
{
    struct sheet *sheet = board->sheet;

    board->status[candidate] = STATUS_EXCLUDED;
    board->continuing--;
    sheet->excluded[sheet->excluded_count++] = (struct sheet_mark){
        .candidate = candidate,
        .stage = board->stage,
    };
}

int64_t board_surplus(const struct board *board, uint8_t candidate)
{
    int64_t over = board->votes[candidate] - board->quota;

    return board->has_surplus[candidate] && over > 0 ? over : 0;
}

int64_t board_surpluses(const struct board *board)
{
    int64_t sum = 0;

    for (size_t c = 1; c <= board->candidates; c++) {
        sum += board_surplus(board, (uint8_t)c);
    }
    return sum;
}

/* Below 0, 0, above 0: a stood worse, level, better than b until this moment. */
static int compare(const struct board *board, uint8_t a, uint8_t b)
{
    int before = (board->standing[a] > board->standing[b])
                 - (board->standing[a] < board->standing[b]);
    int now = (board->votes[a] > board->votes[b]) - (board->votes[a] < board->votes[b]);

    if (board->look_back == LOOK_NEVER) {
        return 0;
    }
    if (board->look_back == LOOK_EARLIEST) {
        return before != 0 ? before : now;
    }
    return now != 0 ? now : before;
}

void board_look(struct board *board)
{
    uint8_t sorted[PLACES];
    unsigned standing[PLACES] = {0};
    unsigned rank = 1;

    for (size_t c = 1; c <= board->candidates; c++) {
        size_t at = c - 1;

        for (; at > 0 && compare(board, sorted[at - 1], (uint8_t)c) > 0; at--) {
            sorted[at] = sorted[at - 1];
        }
        sorted[at] = (uint8_t)c;
    }
    for (size_t i = 0; i < board->candidates; i++) {
        if (i > 0 && compare(board, sorted[i - 1], sorted[i]) != 0) {
            rank++;
        }
        standing[sorted[i]] = rank;
    }
    memcpy(board->standing, standing, sizeof(standing));
}

void board_close_stage(struct board *board, struct sheet_stage *stage)
{
    for (size_t c = 1; c <= board->candidates; c++) {
        stage->totals[c] = board->votes[c];
    }
    stage->nontransferable = board->nontransferable;
    stage->quota = board->quota;
    board_look(board);
}

/* Keeps those who stood best (sign 1) or worst (sign -1). */
static struct group
narrow(const struct board *board, const struct group *level, int sign)
{
    struct group kept = {0};

    for (size_t i = 0; i < level->count; i++) {
        uint8_t c = level->who[i];
        int against =
            kept.count == 0
                ? 0
                : sign
                      * ((board->standing[c] > board->standing[kept.who[0]])
                         - (board->standing[c] < board->standing[kept.who[0]]));

        if (against > 0) {
            kept.count = 0;
        }
        if (against >= 0) {
            kept.who[kept.count++] = c;
        }
    }
    return kept;
}

static struct tie
tie_of(const struct board *board, enum lot_purpose purpose, const struct group *level)
{
    unsigned done = (unsigned)board->sheet->stage_count;
    struct tie tie = {.purpose = purpose, .count = level->count};

    tie.stage = purpose == LOT_ELECT || purpose == LOT_ORDER ? done : done + 1;
    memcpy(tie.tied, level->who, level->count);
    return tie;
}

void board_remove(struct group *group, uint8_t candidate)
{
    size_t kept = 0;

    for (size_t i = 0; i < group->count; i++) {
        if (group->who[i] != candidate) {
            group->who[kept++] = group->who[i];
        }
    }
    group->count = kept;
}

static int draw(struct board *board, const struct tie *tie, uint8_t *out)
{
    uint8_t preferred = 0;
    int r = board->lots == NULL
                ? LOT_NEEDED
                : board->lots->prefer(board->lots->context, tie, &preferred);

    if (r > 0) {
        board->needed = *tie;
        return COUNT_LOT;
    }
    if (r < 0) {
        return r;
    }
    if (memchr(tie->tied, preferred, tie->count) == NULL) {
        return FAULT(FAULT_BUG);
    }
    *out = preferred;
    return 0;
}

int board_prefer(struct board *board,
                 enum lot_purpose purpose,
                 const struct group *level,
                 uint8_t *out)
{
    struct group best = narrow(board, level, 1);
    struct tie tie;
    uint8_t preferred = 0;
    int r;

    if (best.count == 1) {
        *out = best.who[0];
        return 0;
    }
    tie = tie_of(board, purpose, &best);
    r = draw(board, &tie, &preferred);
    if (r == 0) {
        r = sheet_add_lot(board->sheet, &tie, preferred);
    }
    if (r == 0) {
        *out = preferred;
    }
    return r;
}

int board_drop(struct board *board, const struct group *level, uint8_t *out)
{
    struct group left = narrow(board, level, -1);
    struct tie all;
    int r;

    if (left.count == 1) {
        *out = left.who[0];
        return 0;
    }
    all = tie_of(board, LOT_EXCLUDE, &left);
    while (left.count > 1) {
        struct tie tie = tie_of(board, LOT_EXCLUDE, &left);
        uint8_t kept = 0;

        r = draw(board, &tie, &kept);
        if (r != 0) {
            return r;
        }
        board_remove(&left, kept);
    }
    r = sheet_add_lot(board->sheet, &all, left.who[0]);
    if (r == 0) {
        *out = left.who[0];
    }
    return r;
}

void board_place(struct board *board, uint8_t candidate)
{
    struct sheet *sheet = board->sheet;

    if (!board->is_placed[candidate]) {
        board->is_placed[candidate] = true;
        sheet->elected[sheet->elected_count++] = (struct sheet_mark){
            .candidate = candidate,
            .stage = board->elected_at[candidate],
        };
    }
}

/* Elected, not placed, and with the most votes of these. */
static struct group first_of_unplaced(const struct board *board)
{
    struct group first = {0};

    for (size_t c = 1; c <= board->candidates; c++) {
        if (board->status[c] != STATUS_ELECTED || board->is_placed[c]) {
            continue;
        }
        if (first.count > 0 && board->votes[c] > board->votes[first.who[0]]) {
            first.count = 0;
        }
        if (first.count == 0 || board->votes[c] == board->votes[first.who[0]]) {
            first.who[first.count++] = (uint8_t)c;
        }
    }
    return first;
}

/* No vote and no seat hangs on it: left open, in ballot order. */
static int place_open(struct board *board)
{
    const struct tie *tie = &board->needed;

    for (size_t i = 0; i < tie->count; i++) {
        board_place(board, tie->tied[i]);
    }
    return sheet_add_open(board->sheet, tie);
}

int board_place_all(struct board *board)
{
    struct group first = first_of_unplaced(board);
    int r = 0;

    while (r == 0 && first.count > 0) {
        uint8_t next = 0;

        r = board_prefer(board, LOT_ORDER, &first, &next);
        if (r == COUNT_LOT) {
            r = place_open(board);
        } else if (r == 0) {
            board_place(board, next);
        }
        first = first_of_unplaced(board);
    }
    return r;
}
