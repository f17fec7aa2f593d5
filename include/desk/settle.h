/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Who stands: the statement of candidates, alphabetical by surname (house.md §9), and
 * what follows from their number: contested, unopposed, or short. Before the signed
 * statement it is drawn from the roll, afterwards it is the record's.
 */
#ifndef DESK_SETTLE_H
#define DESK_SETTLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/definition.h"
#include "core/document.h"
#include "desk/desk.h"
#include "store/forms.h"

enum settle_refusal {
    SETTLE_EARLY = 1, /* candidates are not published before nominations close */
    SETTLE_UNKNOWN,   /* no such constituency */
    SETTLE_TOO_MANY,  /* more candidates than a ballot can number */
};

/* One candidate as pages show them; texts are plain, lines by LF. */
struct standing {
    unsigned number; /* place in the statement, from 1 */
    char name[NAME_SIZE];
    int64_t member; /* of the roll; 0 when withheld */
    bool has_photo;
    struct digest particulars; /* SHA-256(salt ‖ file) */
    char address[FORM_ADDRESS_SIZE];
    char interests[FORM_INTERESTS_SIZE]; /* "" for none */
    char party[FORM_NAME_SIZE];          /* "" for none */
    char statement[FORM_STATEMENT_SIZE];
    bool is_dead;     /* noted in the record since the statement */
    bool is_withheld; /* the particulars were destroyed at the end of retention */
};

struct standings {
    uint16_t cid;
    enum outcome outcome; /* 0 while withdrawals are possible */
    unsigned unfilled;
    size_t count;
    struct standing list[CANDIDATES_MAX];
};

/* The candidates of a constituency in order, on the heap. */
MUST_USE int desk_standings(struct desk *desk, uint16_t cid, struct standings **out);
void standings_free(struct standings *standings);

OWNED(standings)

#endif
