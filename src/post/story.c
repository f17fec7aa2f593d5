// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/story.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "telling.h"

void story_free(struct story *story)
{
    if (story != NULL) {
        free(story->facts);
        free(story);
    }
}

static const struct sheet_stage *stage_of(const struct story *story, unsigned section)
{
    size_t stages = story->sheet->stage_count;

    if (section == 0 || stages == 0) {
        return NULL;
    }
    return &story->sheet->stages[(section > stages ? stages : section) - 1];
}

int64_t story_votes(const struct story *story, unsigned section, uint8_t candidate)
{
    const struct sheet_stage *stage = stage_of(story, section);

    return stage == NULL ? 0 : stage->totals[candidate];
}

int64_t story_lost(const struct story *story, unsigned section)
{
    const struct sheet_stage *stage = stage_of(story, section);

    return stage == NULL ? 0 : stage->nontransferable;
}

/* A sheet names the quota by stage only where it changes. */
int64_t story_quota(const struct story *story, unsigned section)
{
    const struct sheet_stage *stage = stage_of(story, section);

    return stage == NULL || stage->quota == 0 ? story->sheet->quota : stage->quota;
}

static bool has_left(const struct story *story, unsigned section, uint8_t candidate)
{
    const struct sheet *sheet = story->sheet;

    for (size_t i = 0; i < sheet->stage_count && i < section; i++) {
        const struct sheet_stage *stage = &sheet->stages[i];

        if (stage->action != SHEET_SURPLUS
            && memchr(stage->from, candidate, stage->from_count) != NULL) {
            return true;
        }
    }
    return false;
}

/* At the end also those who were excluded without any transfer. */
static bool is_excluded_last(const struct story *story, uint8_t candidate)
{
    const struct sheet *sheet = story->sheet;

    for (size_t i = 0; i < sheet->excluded_count; i++) {
        if (sheet->excluded[i].candidate == candidate) {
            return true;
        }
    }
    return false;
}

enum story_standing
story_standing(const struct story *story, unsigned section, uint8_t candidate)
{
    const struct sheet *sheet = story->sheet;

    if (story->slate->names[candidate].is_withdrawn) {
        return STORY_WITHDRAWN;
    }
    for (size_t i = 0; i < sheet->elected_count; i++) {
        if (sheet->elected[i].candidate == candidate
            && sheet->elected[i].stage <= section) {
            return STORY_ELECTED;
        }
    }
    if (has_left(story, section, candidate)
        || (section > sheet->stage_count && is_excluded_last(story, candidate))) {
        return STORY_EXCLUDED;
    }
    return STORY_CONTINUING;
}

static void tell_check(struct telling *telling, enum sheet_action action)
{
    struct fact *fact =
        telling_add(telling,
                    FACT_CHECK,
                    action == SHEET_SURPLUS ? STEP_SURPLUS_CHECK : STEP_EXCLUDE_CHECK);

    for (size_t c = 1; c <= telling->sheet->candidates; c++) {
        fact->votes += story_votes(telling->story, telling->section, (uint8_t)c);
    }
    fact->other = story_lost(telling->story, telling->section);
}

static void tell_first(struct telling *telling)
{
    const struct sheet *sheet = telling->sheet;
    bool is_fpp = sheet->rules == RULES_NHS_2014_FPP;
    struct fact *fact =
        telling_add(telling, is_fpp ? FACT_CROSSES : FACT_FIRST, STEP_FIRST);

    fact->papers = sheet->valid;
    if (!is_fpp) {
        fact = telling_add(telling, FACT_QUOTA, STEP_QUOTA);
        fact->papers = sheet->valid;
        fact->votes = story_quota(telling->story, 1);
    }
}

/* Meek: everything moves at once, so what the elected keep says it all. */
static void tell_round(struct telling *telling, const struct sheet_stage *stage)
{
    struct fact *fact;

    telling_quota_now(telling);
    for (size_t c = 1; stage->keep != NULL && c <= telling->sheet->candidates; c++) {
        if (story_standing(telling->story, telling->section - 1, (uint8_t)c)
            == STORY_ELECTED) {
            fact = telling_about(telling, FACT_KEEP, STEP_KEEP, (uint8_t)c);
            fact->value = stage->keep[c];
        }
    }
    if (stage->from_count > 0) {
        (void)telling_add(telling, FACT_SETTLED, STEP_EXCLUDE);
        telling_tie(telling, LOT_EXCLUDE, stage->from[0]);
        fact = telling_about(telling, FACT_EXCLUDED, STEP_EXCLUDE, stage->from[0]);
        fact->votes = stage->totals[stage->from[0]];
    }
}

static void tell_stage(struct telling *telling, const struct sheet_stage *stage)
{
    switch (stage->action) {
    case SHEET_FIRST:
        tell_first(telling);
        break;
    case SHEET_SURPLUS:
        telling_transfer(telling, stage);
        break;
    case SHEET_EXCLUSION:
        telling_exclusion(telling, stage);
        break;
    case SHEET_ROUND:
        tell_round(telling, stage);
        break;
    }
    telling_elections(telling);
    if (stage->action == SHEET_SURPLUS || stage->action == SHEET_EXCLUSION) {
        tell_check(telling, stage->action);
    }
}

/* Figures that add up without overflow, as those of every count do. */
static bool
adds_up(const struct sheet *sheet, const struct sheet_parcel *parcel, int64_t *sum)
{
    for (size_t c = 0; c <= sheet->candidates; c++) {
        int64_t votes;

        if (__builtin_mul_overflow(parcel->value, parcel->given[c], &votes)
            || __builtin_add_overflow(*sum, votes, sum)) {
            return false;
        }
    }
    return true;
}

static bool makes_sense(const struct sheet *sheet, const struct sheet_stage *stage)
{
    int64_t sum = stage->nontransferable;

    for (size_t c = 1; c <= sheet->candidates; c++) {
        if (stage->totals[c] < 0
            || __builtin_add_overflow(sum, stage->totals[c], &sum)) {
            return false;
        }
    }
    for (size_t i = 0; i < stage->parcel_count; i++) {
        if (!adds_up(sheet, &stage->parcels[i], &sum)) {
            return false;
        }
    }
    return true;
}

static void tell(struct telling *telling)
{
    const struct sheet *sheet = telling->sheet;

    telling_opening(telling);
    for (size_t i = 0; i < sheet->stage_count; i++) {
        telling->section++;
        tell_stage(telling, &sheet->stages[i]);
    }
    telling->section++;
    telling_last_exclusion(telling);
    telling_elections(telling);
    telling_end(telling);
}

static bool is_sane(const struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->stage_count; i++) {
        if (!makes_sense(sheet, &sheet->stages[i])) {
            return false;
        }
    }
    return true;
}

int story_new(const struct sheet *sheet, const struct slate *slate, struct story **out)
{
    struct telling telling = {.sheet = sheet, .slate = slate};
    struct story *story;

    if (!is_sane(sheet)) {
        return STORY_SENSELESS;
    }
    story = calloc(1, sizeof(*story));
    if (story == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    story->sheet = sheet;
    story->slate = slate;
    story->sections = sheet->stage_count + 2;
    telling.story = story;
    tell(&telling);
    if (telling.fault != 0) {
        story_free(story);
        return telling.fault;
    }
    *out = story;
    return 0;
}

size_t
story_section(const struct story *story, unsigned section, const struct fact **out)
{
    size_t first = 0;
    size_t count = 0;

    while (first < story->count && story->facts[first].section < section) {
        first++;
    }
    while (first + count < story->count
           && story->facts[first + count].section == section) {
        count++;
    }
    *out = count == 0 ? NULL : &story->facts[first];
    return count;
}
