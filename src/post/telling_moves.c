// SPDX-License-Identifier: AGPL-3.0-or-later
/* Papers that move: surpluses and exclusions. */
#include "telling.h"

static int64_t gained(const struct telling *telling, uint8_t candidate)
{
    return story_votes(telling->story, telling->section, candidate)
           - telling_votes(telling, candidate);
}

static int64_t lost(const struct telling *telling)
{
    return story_lost(telling->story, telling->section)
           - story_lost(telling->story, telling->section - 1);
}

static bool has_values(const struct sheet_parcel *parcel)
{
    return parcel->value_before > 0;
}

/* Who receives what of a parcel. */
static void tell_given(struct telling *telling,
                       const struct sheet_parcel *parcel,
                       enum rulebook_step step)
{
    for (size_t c = 1; c <= telling->sheet->candidates; c++) {
        struct fact *fact;

        if (parcel->given[c] == 0) {
            continue;
        }
        fact = telling_about(telling, FACT_GIVEN, step, (uint8_t)c);
        fact->papers = parcel->given[c];
        fact->value = parcel->value;
        fact->votes = has_values(parcel) ? (int64_t)parcel->given[c] * parcel->value
                                         : gained(telling, (uint8_t)c);
    }
}

static uint64_t transferable(const struct sheet_parcel *parcel)
{
    return parcel->papers - parcel->given[0];
}

static bool was_elected_first(const struct telling *telling, uint8_t candidate)
{
    return story_standing(telling->story, 1, candidate) == STORY_ELECTED;
}

static void
tell_examined(struct telling *telling, const struct sheet_parcel *parcel, uint8_t from)
{
    bool is_first = was_elected_first(telling, from);
    enum fact_kind kind = !has_values(parcel) ? FACT_EXAMINED_ALL
                          : is_first          ? FACT_EXAMINED_FIRST
                                              : FACT_EXAMINED_LAST;
    struct fact *fact = telling_about(
        telling, kind, is_first ? STEP_EXAMINE_FIRST : STEP_EXAMINE_LAST, from);

    fact->papers = parcel->papers;
    fact->value = parcel->value_before;
}

static void tell_value(struct telling *telling,
                       const struct sheet_stage *stage,
                       const struct sheet_parcel *parcel)
{
    int64_t papers = (int64_t)transferable(parcel);
    struct fact *fact;

    if (papers == 0) {
        telling_add(telling, FACT_NOTHING_MOVES, STEP_SURPLUS_LOSE)->votes =
            stage->surplus;
        return;
    }
    if (!has_values(parcel)) {
        fact = telling_add(telling, FACT_SHARE, STEP_VALUE);
        fact->other = telling_votes(telling, stage->from[0]);
    } else if (stage->surplus / papers > parcel->value) {
        fact = telling_add(telling, FACT_VALUE_CAP, STEP_VALUE_CAP);
    } else {
        fact = telling_add(telling, FACT_VALUE, STEP_VALUE);
    }
    fact->votes = stage->surplus;
    fact->papers = (uint64_t)papers;
    fact->value = parcel->value;
}

void telling_transfer(struct telling *telling, const struct sheet_stage *stage)
{
    uint8_t from = stage->from_count > 0 ? stage->from[0] : 0;
    const struct sheet_parcel *parcel = stage->parcels;
    struct fact *fact;

    telling_tie(telling, LOT_TRANSFER, from);
    fact = telling_about(telling, FACT_SURPLUS, STEP_SURPLUS, from);
    fact->votes = stage->surplus;
    if (stage->parcel_count == 0) {
        return;
    }
    tell_examined(telling, parcel, from);
    tell_value(telling, stage, parcel);
    tell_given(telling, parcel, STEP_SURPLUS_GIVE);
    if (transferable(parcel) > 0 && (parcel->given[0] > 0 || lost(telling) > 0)) {
        fact = telling_add(telling, FACT_LOST, STEP_SURPLUS_LOSE);
        fact->papers = parcel->given[0];
        fact->votes = lost(telling);
    }
}

static int64_t votes_together(const struct telling *telling)
{
    int64_t sum = 0;

    for (size_t i = 0; i < telling->gone.count; i++) {
        sum += telling_votes(telling, telling->gone.who[i]);
    }
    return sum;
}

/* The fewest votes of those who stay. */
static int64_t next_votes(const struct telling *telling)
{
    int64_t next = 0;
    bool has_next = false;

    for (size_t c = 1; c <= telling->sheet->candidates; c++) {
        int64_t votes = telling_votes(telling, (uint8_t)c);

        if (telling_continues(telling, (uint8_t)c)
            && !telling_group_has(&telling->gone, (uint8_t)c)
            && (!has_next || votes < next)) {
            next = votes;
            has_next = true;
        }
    }
    return next;
}

/* Who goes, one alone or several together. */
static void tell_excluded(struct telling *telling, bool is_alone)
{
    const struct group *gone = &telling->gone;
    enum fact_kind kind = is_alone ? FACT_EXCLUDED_ALONE : FACT_EXCLUDED;
    struct fact *fact;

    telling_deferral(telling);
    for (size_t i = 0; i < gone->count; i++) { /* of several: level at their edge */
        telling_tie(telling, LOT_EXCLUDE, gone->who[i]);
    }
    if (gone->count > 1) {
        kind = FACT_EXCLUDED_BATCH;
    }
    fact = telling_about_all(
        telling, kind, kind == FACT_EXCLUDED ? STEP_EXCLUDE : STEP_EXCLUDE_BATCH, gone);
    fact->votes = votes_together(telling);
    fact->other = next_votes(telling);
    fact->value = telling_surpluses(telling);
}

/* Candidates whom the votes of the first parcels have brought to the quota. */
static void
tell_reached(struct telling *telling, const struct sheet_stage *stage, size_t parcels)
{
    int64_t quota = story_quota(telling->story, telling->section);

    for (size_t c = 1; c <= telling->sheet->candidates; c++) {
        int64_t votes = telling_votes(telling, (uint8_t)c);
        struct fact *fact;

        for (size_t i = 0; i < parcels; i++) {
            votes += (int64_t)stage->parcels[i].given[c] * stage->parcels[i].value;
        }
        if (votes < quota || !telling_continues(telling, (uint8_t)c)
            || story_standing(telling->story, telling->section, (uint8_t)c)
                   != STORY_ELECTED
            || telling_has_elected(telling, (uint8_t)c)) {
            continue;
        }
        fact = telling_about(telling, FACT_ELECTED, STEP_ELECT, (uint8_t)c);
        fact->votes = votes;
        fact->other = quota;
    }
}

static void
tell_parcel(struct telling *telling, const struct sheet_stage *stage, size_t at)
{
    const struct sheet_parcel *parcel = &stage->parcels[at];
    struct fact *fact = telling_add(telling, FACT_SUBPARCEL, STEP_EXCLUDE_SORT);

    fact->papers = parcel->papers;
    fact->value = parcel->value;
    tell_given(telling, parcel, STEP_EXCLUDE_GIVE);
    if (parcel->given[0] > 0) {
        fact = telling_add(telling, FACT_LOST, STEP_EXCLUDE_LOSE);
        fact->papers = parcel->given[0];
        fact->votes = has_values(parcel) ? (int64_t)parcel->given[0] * parcel->value
                                         : lost(telling);
    }
    if (has_values(parcel) && telling->sheet->has_whole_quota) {
        tell_reached(telling, stage, at + 1);
    }
}

void telling_exclusion(struct telling *telling, const struct sheet_stage *stage)
{
    int64_t left = 0;

    telling->gone.count = 0;
    for (size_t i = 0; i < stage->from_count; i++) {
        telling_group_add(&telling->gone, stage->from[i]);
        left += stage->totals[stage->from[i]];
    }
    tell_excluded(telling, stage->is_alone);
    for (size_t i = 0; i < stage->parcel_count; i++) {
        if (stage->parcels[i].papers > 0) {
            tell_parcel(telling, stage, i);
        }
    }
    if (votes_together(telling) == 0) {
        (void)telling_about_all(
            telling, FACT_NO_VOTES_TO_MOVE, STEP_NONE, &telling->gone);
    } else if (left > 0) {
        telling_about_all(telling, FACT_STOPPED, STEP_STOP, &telling->gone)->votes =
            left;
    }
    telling_quota_now(telling);
}

void telling_last_exclusion(struct telling *telling)
{
    const struct sheet *sheet = telling->sheet;

    telling->gone.count = 0;
    if (sheet->untransferred == 0 || sheet->untransferred > sheet->excluded_count) {
        return;
    }
    for (size_t i = sheet->untransferred; i > 0; i--) {
        telling_group_add(&telling->gone,
                          sheet->excluded[sheet->excluded_count - i].candidate);
    }
    tell_excluded(telling, false);
    (void)telling_about_all(telling, FACT_EXCLUDED_LAST, STEP_STOP, &telling->gone);
}
