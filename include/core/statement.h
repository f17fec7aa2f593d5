/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What is settled before a poll: the statement of candidates, types 2 of the record,
 * and the roll, type 3. Nothing here names a member.
 */
#ifndef CORE_STATEMENT_H
#define CORE_STATEMENT_H

#include <stddef.h>
#include <stdint.h>

#include "core/bytes.h"
#include "core/constituency.h"

enum outcome {
    OUTCOME_CONTESTED = 1, /* candidates > seats */
    OUTCOME_UNOPPOSED,     /* candidates = seats: all elected */
    OUTCOME_SHORT,         /* candidates < seats: those elected, seats left unfilled */
    OUTCOME_END,
};

/* Of a statement: number k is candidates[k - 1] of its constituency. */
struct candidate {
    char name[NAME_SIZE];
    struct digest particulars; /* SHA-256(salt[16] ‖ file) */
};

struct nominees {
    enum outcome outcome;
    size_t count;
    struct candidate candidates[CANDIDATES_MAX];
};

struct statement {
    size_t count;           /* all constituencies, in the definition's order */
    struct nominees *lists; /* owned */
};

struct electorate {
    uint16_t cid;
    uint32_t electors; /* N */
    struct object_ref object;
};

struct roll_document {
    size_t count; /* the contested constituencies, ascending */
    struct electorate lists[CONSTITUENCIES_MAX];
};

/* "contested", "unopposed", "short"; NULL outside the enum. */
const char *statement_outcome_name(unsigned outcome);

#endif
