// SPDX-License-Identifier: AGPL-3.0-or-later
/* What the shares open: votes, sorted so that their order says nothing more. */
#include <stdlib.h>
#include <string.h>

#include "audit.h"
#include "base/fault.h"
#include "base/threads.h"
#include "checks.h"
#include "seal/choice.h"

enum {
    AHEAD = 4096,
    PART = 32,
};

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

/* Blocks that are decoded at once, and what came of each. */
struct reading_ahead {
    const struct polled *polled;
    struct choice_rules rules;
    size_t first;
    size_t count;
    struct choice choices[AHEAD];
    int results[AHEAD];
};

/* Of equal ones, which stand together, the first alone. */
static int decode_part(void *context, size_t part)
{
    struct reading_ahead *ahead = context;
    const struct point *plain = ahead->polled->plain;
    size_t end = (part + 1) * PART < ahead->count ? (part + 1) * PART : ahead->count;
    size_t i;

    for (i = part * PART; i < end; i++) {
        size_t at = ahead->first + i;

        if (i > 0 && span_is_equal(SPAN(plain[at]), SPAN(plain[at - 1]))) {
            continue;
        }
        ahead->results[i] =
            choice_decode(&plain[at], &ahead->rules, &ahead->choices[i]);
        if (ahead->results[i] < 0) {
            return ahead->results[i];
        }
    }
    return 0;
}

static int look_ahead(struct reading_ahead *ahead, size_t at)
{
    size_t left = ahead->polled->count - at;

    ahead->first = at;
    ahead->count = left < AHEAD ? left : AHEAD;
    return threads_run((ahead->count + PART - 1) / PART, decode_part, ahead);
}

static size_t count_same(const struct polled *polled, size_t at)
{
    size_t same = 1;

    while (at + same < polled->count
           && span_is_equal(SPAN(polled->plain[at]), SPAN(polled->plain[at + same]))) {
        same++;
    }
    return same;
}

/* Reads the sorted blocks into papers; equal ones one after another are one kind. */
static int read_papers(struct polled *polled, struct reading_ahead *ahead)
{
    size_t same;
    size_t i;
    int r = 0;

    for (i = 0; i < polled->count; i += same) {
        if (i >= ahead->first + ahead->count) {
            r = look_ahead(ahead, i);
        }
        if (r != 0) {
            return r;
        }
        same = count_same(polled, i);
        if (ahead->results[i - ahead->first] > 0) {
            polled->unreadable += same;
            continue;
        }
        r = rankings_add(polled->rankings,
                         ahead->choices[i - ahead->first].numbers,
                         ahead->choices[i - ahead->first].count,
                         (uint32_t)same);
        if (r != 0) {
            return FOLD(r);
        }
    }
    return 0;
}

static int read_votes(struct polled *polled)
{
    unsigned candidates = (unsigned)polled->nominees->count;
    struct reading_ahead *ahead = calloc(1, sizeof(*ahead));
    int r;

    if (ahead == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    ahead->polled = polled;
    ahead->rules = (struct choice_rules){
        .method = polled->constituency->method,
        .candidates = candidates,
        .marks = constituency_marks_max(polled->constituency, candidates),
    };
    r = read_papers(polled, ahead);
    free(ahead);
    return r;
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
    r = read_votes(polled);
    free(polled->plain);
    polled->plain = NULL;
    return r;
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
