/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The count sheet: everything a count did, as plain data, so that a candidate can
 * follow each paper's way by stage and value. Votes are whole multiples of 1/unit
 * (hundredths, say). Candidates are numbers from 1; an array by candidate has
 * candidates + 1 places, and [0] stands for nobody: papers with no next preference.
 * What it holds belongs to it and goes with it. It computes nothing.
 */
#ifndef CORE_SHEET_H
#define CORE_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/constituency.h"
#include "core/lot.h"

enum sheet_action {
    SHEET_FIRST = 1, /* first preferences, or crosses */
    SHEET_SURPLUS,
    SHEET_EXCLUSION,
    SHEET_ROUND, /* Meek: keep factors until settled, then an election or exclusion */
};

/* Papers that moved together. */
struct sheet_parcel {
    int64_t value_before; /* of each paper when received */
    int64_t value;        /* of each paper as passed on */
    uint64_t papers;      /* examined */
    uint64_t *given;      /* papers by candidate; [0]: no next preference */
};

struct sheet_stage {
    enum sheet_action action;
    size_t from_count;
    uint8_t *from;   /* whose votes moved, ascending */
    int64_t surplus; /* of an action SHEET_SURPLUS */
    bool is_alone;   /* the officer had one excluded where the rule has several */
    int64_t quota;   /* at the end of this stage */
    int64_t *totals; /* by candidate, at the end of this stage */
    int64_t nontransferable;
    size_t parcel_count;
    struct sheet_parcel *parcels; /* in the order moved; none where values differ by
                                     paper */
    int64_t *keep;                /* Meek: keep factors by candidate; else NULL */
};

struct sheet_lot {
    struct tie tie;
    uint8_t chosen; /* whom the lot fell on: elected, first, or excluded */
};

/* A candidate and the stage at whose end they were elected or excluded. */
struct sheet_mark {
    uint8_t candidate;
    unsigned stage;
};

struct sheet {
    enum rule_set rules;
    unsigned seats;
    size_t candidates;
    unsigned decimals;
    int64_t unit; /* 10 to the power of decimals */
    uint64_t valid;
    uint64_t blank;       /* papers with no preference for anybody standing */
    uint64_t rejected;    /* first past the post: more crosses than seats */
    int64_t quota;        /* as first calculated; crosses have none */
    bool has_whole_quota; /* by law, whatever the unit */
    bool is_literal; /* A15: first preferences moved as a sub-parcel of their own */
    bool is_run_on;  /* A1: one seat, and exclusions went on to the end */
    size_t stage_count;
    size_t stage_room;
    struct sheet_stage *stages;
    size_t elected_count;
    struct sheet_mark *elected; /* in order of election */
    size_t excluded_count;
    struct sheet_mark *excluded; /* in order of exclusion */
    size_t untransferred; /* of the last excluded: whose votes were never transferred */
    size_t lot_count;
    struct sheet_lot *lots;
    size_t open_count;
    struct tie *open; /* order of election that nobody has drawn the lot for */
    struct sheet_block *blocks;
};

enum {
    SHEET_VOTES_SIZE = 32, /* of votes as a text, with the NUL */
};

/* An empty sheet with room for every stage of any rule set. */
MUST_USE int sheet_new(size_t candidates, unsigned decimals, struct sheet **out);
void sheet_free(struct sheet *sheet);

/* Zeroed memory that lives as long as the sheet; NULL when there is none. */
void *sheet_alloc(struct sheet *sheet, size_t count, size_t size);

/* The next stage with its arrays by candidate zeroed; NULL for want of memory. */
struct sheet_stage *sheet_add_stage(struct sheet *sheet, enum sheet_action action);

/* A parcel more of a stage, its `given` zeroed; NULL for want of memory. */
struct sheet_parcel *sheet_add_parcel(struct sheet *sheet, struct sheet_stage *stage);

MUST_USE int sheet_add_lot(struct sheet *sheet, const struct tie *tie, uint8_t chosen);
MUST_USE int sheet_add_open(struct sheet *sheet, const struct tie *tie);

/* Votes as people read them, with all decimals of the sheet: "1148.00". */
void sheet_print_votes(const struct sheet *sheet, int64_t votes, char *out);

/* The quota likewise, without decimals where it is whole by law: "1148". */
void sheet_print_quota(const struct sheet *sheet, char *out);

OWNED(sheet)

#endif
