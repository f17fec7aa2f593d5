/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The board: who stands how at this moment of a count, what every engine shares. It
 * keeps candidates' votes and states, puts stages on the sheet, looks back when votes
 * are level, and asks for lots. It moves no papers.
 */
#ifndef COUNT_BOARD_H
#define COUNT_BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "count/count.h"

enum {
    PLACES = RANKING_CANDIDATES_MAX + 1, /* of an array by candidate */
};

enum status {
    STATUS_CONTINUING,
    STATUS_ELECTED,
    STATUS_EXCLUDED,
    STATUS_WITHDRAWN,
};

/* Where a rule looks first when votes are level. */
enum look_back {
    LOOK_EARLIEST, /* the earliest stage at which they differed */
    LOOK_LATEST,   /* the most recent one */
    LOOK_NEVER,    /* a lot at once */
};

/* Some candidates. */
struct group {
    size_t count;
    uint8_t who[RANKING_CANDIDATES_MAX];
};

struct board {
    const struct lots *lots;
    struct sheet *sheet;
    enum look_back look_back;
    size_t candidates;
    unsigned stage; /* the one being made, from 1 */
    size_t vacancies;
    size_t continuing;
    int64_t quota;
    int64_t nontransferable;
    enum status status[PLACES];
    int64_t votes[PLACES];
    bool has_surplus[PLACES]; /* elected, and nothing transferred yet; it may be 0 */
    unsigned elected_at[PLACES];
    bool is_placed[PLACES]; /* in the order of election */
    unsigned
        standing[PLACES]; /* by the stages so far: more is better, equal is level */
    struct tie needed;    /* what COUNT_LOT is about */
};

/* The group without the candidate, in the same order. */
void board_remove(struct group *group, uint8_t candidate);

/* Nobody elected, no votes. The sheet is borrowed. */
void board_init(struct board *board,
                const struct slate *slate,
                const struct lots *lots,
                struct sheet *sheet);

/* Every candidate with this status, by number. */
struct group board_with(const struct board *board, enum status status);

/* Of the continuing those with the fewest votes. */
struct group board_lowest(const struct board *board);

/* The continuing, by votes, fewest first. */
struct group board_ascending(const struct board *board);

void board_elect(struct board *board, uint8_t candidate);
void board_exclude(struct board *board, uint8_t candidate);

/* Votes over the quota of one who was elected and has not transferred them. */
int64_t board_surplus(const struct board *board, uint8_t candidate);

/* All untransferred surpluses together. */
int64_t board_surpluses(const struct board *board);

/* Remembers the votes of this moment as one the rules may look back to. */
void board_look(struct board *board);

/* Writes the totals of this moment on the stage, and looks. */
void board_close_stage(struct board *board, struct sheet_stage *stage);

/*
 * Of candidates level by votes the one preferred, or the one to go: by looking back,
 * then by lot. COUNT_LOT when none was drawn.
 */
MUST_USE int board_prefer(struct board *board,
                          enum lot_purpose purpose,
                          const struct group *level,
                          uint8_t *out);
MUST_USE int board_drop(struct board *board, const struct group *level, uint8_t *out);

/* Puts one elected candidate next in the order of election. */
void board_place(struct board *board, uint8_t candidate);

/* Then all elected and not placed yet, most votes first. */
MUST_USE int board_place_all(struct board *board);

#endif
