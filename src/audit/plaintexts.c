// SPDX-License-Identifier: AGPL-3.0-or-later
/* What the shares open: votes, sorted so that their order says nothing more. */
#include <stdlib.h>
#include <string.h>

#include "audit.h"
#include "base/fault.h"
#include "checks.h"
#include "seal/choice.h"

/* The candidates as the count needs them; who has died is passed over. */
static int make_slate(const struct audit *audit, struct polled *polled)
{
    const struct nominees *nominees = polled->nominees;
    struct ledger_state state;
    size_t i;
    int r;

    r = slate_new(nominees->count, polled->constituency->seats, &polled->slate);
    if (r != 0) {
        return FOLD(r);
    }
    r = slate_title(polled->slate, span_of_text(polled->constituency->name));
    ledger_constituency(audit->ledger, polled->cid, &state);
    for (i = 1; i <= nominees->count && r == 0; i++) {
        r = slate_name(
            polled->slate, i, span_of_text(nominees->candidates[i - 1].name));
        polled->slate->names[i].is_withdrawn = (state.dead >> (i - 1) & 1) != 0;
    }
    return FOLD(r);
}

static int compare(const void *a, const void *b)
{
    const struct point *left = a;
    const struct point *right = b;
    int r = memcmp(left->bytes + CHOICE_NUMBERS_AT,
                   right->bytes + CHOICE_NUMBERS_AT,
                   CHOICE_NUMBERS_SIZE);

    /* Unreadable blocks may share their numbers with good ones. */
    return r != 0 ? r : memcmp(left->bytes, right->bytes, POINT_SIZE);
}

static int combine(struct audit *audit, struct polled *polled)
{
    struct share_set list[TRUSTEES_MAX];
    struct share_sets sets = {.count = ledger_definition(audit->ledger)->threshold,
                              .sets = list,
                              .ballots = polled->count,
                              .output = audit_output(polled)};
    size_t i;

    for (i = 0; i < sets.count; i++) {
        list[i].j = polled->shares[i].j;
        list[i].object = audit_held_pieces(&polled->shares[i]);
    }
    polled->plain = calloc(polled->count, sizeof(*polled->plain));
    if (polled->plain == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    return FOLD(share_combine(&sets, audit->input.progress, polled->plain));
}

/* Reads the sorted blocks into papers; equal ones one after another are one kind. */
static int read_votes(struct polled *polled)
{
    const struct choice_rules rules = {
        .method = polled->constituency->method,
        .candidates = (unsigned)polled->nominees->count,
        .marks = constituency_marks_max(polled->constituency,
                                        (unsigned)polled->nominees->count),
    };
    struct choice choice;
    size_t same;
    size_t i;
    int r;

    for (i = 0; i < polled->count; i += same) {
        same = 1;
        r = choice_decode(&polled->plain[i], &rules, &choice);
        if (r < 0) {
            return r;
        }
        if (r > 0) {
            polled->unreadable++;
            continue;
        }
        while (
            i + same < polled->count
            && span_is_equal(SPAN(polled->plain[i]), SPAN(polled->plain[i + same]))) {
            same++;
        }
        r = rankings_add(
            polled->rankings, choice.numbers, choice.count, (uint32_t)same);
        if (r != 0) {
            return FOLD(r);
        }
    }
    return 0;
}

/* Papers of one constituency, and how many are unreadable. */
static int open_votes(struct audit *audit, struct polled *polled)
{
    int r;

    r = make_slate(audit, polled);
    if (r != 0) {
        return r;
    }
    r = rankings_new(polled->nominees->count, &polled->rankings);
    if (r != 0 || polled->count == 0) {
        return FOLD(r);
    }
    r = combine(audit, polled);
    if (r != 0) {
        return r;
    }
    qsort(polled->plain, polled->count, sizeof(*polled->plain), compare);
    return read_votes(polled);
}

int audit_check_plaintexts(struct audit *audit)
{
    size_t i;
    int r;

    for (i = 0; i < audit->polled_count; i++) {
        r = open_votes(audit, &audit->polled[i]);
        if (r != 0) {
            return r;
        }
        audit->counted += audit->polled[i].count - audit->polled[i].unreadable;
    }
    return 0;
}
