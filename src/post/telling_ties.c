// SPDX-License-Identifier: AGPL-3.0-or-later
/* Why one and not another: ties, and surpluses that wait. */
#include <stdlib.h>
#include <string.h>

#include "telling.h"

static const struct sheet_lot *
find_lot(const struct telling *telling, enum lot_purpose purpose, uint8_t chosen)
{
    const struct sheet *sheet = telling->sheet;

    for (size_t i = 0; i < sheet->lot_count; i++) {
        const struct sheet_lot *lot = &sheet->lots[i];

        if (lot->tie.purpose == purpose && lot->chosen == chosen
            && (purpose == LOT_ORDER || lot->tie.stage == telling->section)) {
            return lot;
        }
    }
    return NULL;
}

/* The moment the tie is about: an election looks at the end of a stage. */
static unsigned moment_of(const struct telling *telling, enum lot_purpose purpose)
{
    return purpose == LOT_ELECT ? telling->section : telling->section - 1;
}

static bool is_rival(const struct telling *telling,
                     enum lot_purpose purpose,
                     uint8_t chosen,
                     uint8_t other)
{
    const struct story *story = telling->story;
    unsigned moment = moment_of(telling, purpose);

    if (other == chosen || purpose == LOT_ORDER
        || (purpose == LOT_EXCLUDE && telling_group_has(&telling->gone, other))) {
        return false;
    }
    if (purpose == LOT_TRANSFER) {
        return telling_surplus(telling, other) == telling_surplus(telling, chosen);
    }
    if (purpose == LOT_ELECT
        && story_standing(story, moment, other) != STORY_CONTINUING) {
        return false;
    }
    return (purpose == LOT_ELECT || telling_continues(telling, other))
           && story_votes(story, moment, other) == story_votes(story, moment, chosen);
}

/* The stage the rule looks to, at which both differed; 0: no stage's end. */
static unsigned
find_back(const struct telling *telling, unsigned moment, uint8_t a, uint8_t b)
{
    bool is_latest = telling->sheet->rules == RULES_SCOTTISH_2011;

    for (unsigned i = 1; i <= moment; i++) {
        unsigned stage = is_latest ? moment + 1 - i : i;

        if (story_votes(telling->story, stage, a)
            != story_votes(telling->story, stage, b)) {
            return stage;
        }
    }
    return 0;
}

static void tell_back(struct telling *telling,
                      enum lot_purpose purpose,
                      uint8_t chosen,
                      uint8_t other)
{
    static const enum rulebook_step steps[LOT_PURPOSES] = {
        [LOT_ELECT] = STEP_ELECT_LEVEL,
        [LOT_TRANSFER] = STEP_SURPLUS_LEVEL,
        [LOT_EXCLUDE] = STEP_EXCLUDE_LEVEL,
        [LOT_ORDER] = STEP_ORDER,
    };
    struct fact *fact =
        telling_about(telling, FACT_LOOKED_BACK, steps[purpose], chosen);

    fact->who[fact->who_count++] = other;
    fact->purpose = purpose;
    fact->back = find_back(telling, moment_of(telling, purpose), chosen, other);
    if (fact->back > 0) {
        fact->votes = story_votes(telling->story, fact->back, chosen);
        fact->other = story_votes(telling->story, fact->back, other);
    }
}

static void tell_lot(struct telling *telling, const struct sheet_lot *lot)
{
    static const enum rulebook_step steps[LOT_PURPOSES] = {
        [LOT_ELECT] = STEP_ELECT_LEVEL,
        [LOT_TRANSFER] = STEP_SURPLUS_LOT,
        [LOT_EXCLUDE] = STEP_EXCLUDE_LOT,
        [LOT_ORDER] = STEP_ORDER_LOT,
    };
    struct group tied = {.count = lot->tie.count};
    struct fact *fact;

    memcpy(tied.who, lot->tie.tied, tied.count);
    fact = telling_about_all(telling, FACT_LOT, steps[lot->tie.purpose], &tied);
    fact->purpose = lot->tie.purpose;
    fact->chosen = lot->chosen;
}

void telling_tie(struct telling *telling, enum lot_purpose purpose, uint8_t chosen)
{
    const struct sheet_lot *lot = find_lot(telling, purpose, chosen);
    bool looks_back = telling->sheet->rules != RULES_MEEK_PRF_2009
                      && telling->sheet->rules != RULES_NHS_2014_FPP;

    for (size_t c = 1; looks_back && c <= telling->sheet->candidates; c++) {
        bool is_drawn =
            lot != NULL && memchr(lot->tie.tied, (int)c, lot->tie.count) != NULL;

        if (!is_drawn && is_rival(telling, purpose, chosen, (uint8_t)c)) {
            tell_back(telling, purpose, chosen, (uint8_t)c);
        }
    }
    if (lot != NULL) {
        tell_lot(telling, lot);
    }
}

static int compare_votes(const void *a, const void *b)
{
    const int64_t *left = a;
    const int64_t *right = b;

    return (*left > *right) - (*left < *right);
}

/* How many of the lowest the surpluses are compared with, and the gap to the next. */
static uint64_t find_gap(const struct telling *telling, int64_t surpluses, int64_t *gap)
{
    int64_t votes[RANKING_CANDIDATES_MAX];
    size_t count = 0;
    int64_t sum = 0;
    int64_t least = telling->sheet->rules == RULES_ERS97 ? surpluses : surpluses + 1;

    for (size_t c = 1; c <= telling->sheet->candidates; c++) {
        if (telling_continues(telling, (uint8_t)c)) {
            votes[count++] = telling_votes(telling, (uint8_t)c);
        }
    }
    qsort(votes, count, sizeof(votes[0]), compare_votes);
    for (size_t k = 1; k < count; k++) {
        sum += votes[k - 1];
        if (votes[k] - sum >= least) {
            *gap = votes[k] - sum;
            return k;
        }
    }
    return 0;
}

void telling_deferral(struct telling *telling)
{
    int64_t surpluses = telling_surpluses(telling);
    struct group pending = {.count = 0};
    struct fact *fact;

    if (surpluses == 0) {
        return;
    }
    for (size_t c = 1; c <= telling->sheet->candidates; c++) {
        if (telling_surplus(telling, (uint8_t)c) > 0) {
            telling_group_add(&pending, (uint8_t)c);
        }
    }
    fact = telling_about_all(telling, FACT_DEFERRED, STEP_DEFER, &pending);
    fact->votes = surpluses;
    fact->papers = find_gap(telling, surpluses, &fact->other);
}
