// SPDX-License-Identifier: AGPL-3.0-or-later
/* The facts before the first stage and after the last, and elections. */
#include <string.h>

#include "telling.h"

static bool is_northern(const struct sheet *sheet)
{
    return sheet->rules == RULES_NHS_2014_STV || sheet->rules == RULES_NI_1985;
}

static void tell_readings(struct telling *telling)
{
    (void)telling_add(telling,
                      telling->sheet->is_literal ? FACT_APART : FACT_TOGETHER,
                      STEP_EXCLUDE_SORT);
    if (telling->sheet->is_run_on) {
        (void)telling_add(telling, FACT_RUN_ON, STEP_ELECT);
    }
}

void telling_opening(struct telling *telling)
{
    const struct sheet *sheet = telling->sheet;

    telling_add(telling, FACT_VALID, STEP_VALID)->papers = sheet->valid;
    if (sheet->blank > 0) {
        telling_add(telling, FACT_BLANK, STEP_REJECT)->papers = sheet->blank;
    }
    if (sheet->rejected > 0) {
        telling_add(telling, FACT_REJECTED, STEP_REJECT)->papers = sheet->rejected;
    }
    if (sheet->valid == 0) {
        (void)telling_add(telling, FACT_NO_PAPERS, STEP_NONE);
    }
    for (size_t c = 1; c <= sheet->candidates; c++) {
        if (telling->slate->names[c].is_withdrawn) {
            (void)telling_about(telling, FACT_PASSED_OVER, STEP_PASS_OVER, (uint8_t)c);
        }
    }
    if (is_northern(sheet)) {
        tell_readings(telling);
    }
}

bool telling_has_elected(const struct telling *telling, uint8_t candidate)
{
    const struct story *story = telling->story;

    for (size_t i = story->count; i > 0; i--) {
        const struct fact *fact = &story->facts[i - 1];

        if (fact->section != telling->section) {
            return false;
        }
        if (fact->kind == FACT_ELECTED && fact_is_about(fact, candidate)) {
            return true;
        }
    }
    return false;
}

/* Whether somebody is left who is neither elected nor excluded after this section. */
static bool is_anybody_left(const struct telling *telling)
{
    for (size_t c = 1; c <= telling->sheet->candidates; c++) {
        if (story_standing(telling->story, telling->section, (uint8_t)c)
            == STORY_CONTINUING) {
            return true;
        }
    }
    return false;
}

/* All the others who took part, and surpluses that wait. */
static int64_t votes_of_others(const struct telling *telling, uint8_t candidate)
{
    struct telling after = *telling;
    int64_t sum;

    after.section = telling->section + 1;
    sum = telling_surpluses(&after);
    for (size_t c = 1; c <= telling->sheet->candidates; c++) {
        if (c != candidate && telling_continues(&after, (uint8_t)c)) {
            sum += story_votes(telling->story, telling->section, (uint8_t)c);
        }
    }
    return sum;
}

static void tell_election(struct telling *telling, uint8_t candidate)
{
    int64_t votes = story_votes(telling->story, telling->section, candidate);
    int64_t quota = story_quota(telling->story, telling->section);
    struct fact *fact;

    if (telling->sheet->rules == RULES_NHS_2014_FPP) {
        telling_tie(telling, LOT_ELECT, candidate);
        fact = telling_about(telling, FACT_ELECTED_TOP, STEP_ELECT, candidate);
    } else if (votes >= quota && !telling->sheet->is_run_on) {
        fact = telling_about(telling, FACT_ELECTED, STEP_ELECT, candidate);
        fact->other = quota;
    } else if (telling->sheet->rules == RULES_ERS97) {
        fact =
            telling_about(telling, FACT_ELECTED_ACTIVE, STEP_ELECT_ACTIVE, candidate);
    } else {
        telling_tie(telling, LOT_ELECT, candidate);
        fact = telling_about(telling, FACT_ELECTED_LAST, STEP_ELECT_LAST, candidate);
        fact->other = votes_of_others(telling, candidate);
    }
    fact->votes = votes;
}

/* Those without the quota when nobody is left beside them: elected together. */
static bool is_of_rest(const struct telling *telling, uint8_t candidate)
{
    return telling->sheet->rules != RULES_NHS_2014_FPP && !is_anybody_left(telling)
           && (telling->sheet->is_run_on
               || story_votes(telling->story, telling->section, candidate)
                      < story_quota(telling->story, telling->section));
}

void telling_elections(struct telling *telling)
{
    const struct sheet *sheet = telling->sheet;
    struct group rest = {.count = 0};

    for (size_t i = 0; i < sheet->elected_count; i++) {
        uint8_t candidate = sheet->elected[i].candidate;

        if (sheet->elected[i].stage != telling->section
            || telling_has_elected(telling, candidate)) {
            continue;
        }
        if (is_of_rest(telling, candidate)) {
            telling_group_add(&rest, candidate);
        } else {
            tell_election(telling, candidate);
        }
    }
    if (rest.count > 0) {
        (void)telling_about_all(telling, FACT_ELECTED_REST, STEP_ELECT_REST, &rest);
    }
}

static void tell_order(struct telling *telling)
{
    const struct sheet *sheet = telling->sheet;

    for (size_t i = 0; i < sheet->lot_count; i++) {
        if (sheet->lots[i].tie.purpose == LOT_ORDER) {
            telling_tie(telling, LOT_ORDER, sheet->lots[i].chosen);
        }
    }
    for (size_t i = 0; i < sheet->open_count; i++) {
        struct group tied = {.count = sheet->open[i].count};

        memcpy(tied.who, sheet->open[i].tied, tied.count);
        (void)telling_about_all(telling, FACT_ORDER_OPEN, STEP_ORDER_LOT, &tied);
    }
}

void telling_end(struct telling *telling)
{
    const struct sheet *sheet = telling->sheet;
    struct group rest = {.count = 0};

    for (size_t c = 1; c <= sheet->candidates; c++) {
        int64_t surplus = telling_surplus(telling, (uint8_t)c);

        if (surplus > 0 && sheet->rules != RULES_MEEK_PRF_2009
            && sheet->rules != RULES_NHS_2014_FPP) {
            telling_about(telling, FACT_SURPLUS_LEFT, STEP_STOP, (uint8_t)c)->votes =
                surplus;
        }
        if (telling_continues(telling, (uint8_t)c)
            && !telling_group_has(&telling->gone, (uint8_t)c)
            && story_standing(telling->story, telling->section, (uint8_t)c)
                   != STORY_ELECTED) {
            telling_group_add(&rest, (uint8_t)c);
        }
    }
    if (rest.count > 0) {
        (void)telling_about_all(telling, FACT_NOT_ELECTED, STEP_STOP, &rest);
    }
    tell_order(telling);
    if (sheet->elected_count < sheet->seats) {
        telling_add(telling, FACT_UNFILLED, STEP_NONE)->papers =
            sheet->seats - sheet->elected_count;
    }
}
