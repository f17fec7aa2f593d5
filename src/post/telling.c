// SPDX-License-Identifier: AGPL-3.0-or-later
#include "telling.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

enum {
    FIRST_FACTS = 64,
};

static bool make_room(struct story *story)
{
    size_t room = story->room == 0 ? FIRST_FACTS : story->room * 2;
    struct fact *facts = reallocarray(story->facts, room, sizeof(*facts));

    if (facts == NULL) {
        return false;
    }
    story->facts = facts;
    story->room = room;
    return true;
}

struct fact *
telling_add(struct telling *telling, enum fact_kind kind, enum rulebook_step step)
{
    struct story *story = telling->story;
    struct fact *fact = &telling->spare;

    if (story->count < story->room || make_room(story)) {
        fact = &story->facts[story->count++];
    } else if (telling->fault == 0) {
        telling->fault = FAULT(FAULT_MEMORY);
    }
    *fact = (struct fact){.kind = kind, .step = step, .section = telling->section};
    return fact;
}

struct fact *telling_about(struct telling *telling,
                           enum fact_kind kind,
                           enum rulebook_step step,
                           uint8_t candidate)
{
    struct fact *fact = telling_add(telling, kind, step);

    fact->who[fact->who_count++] = candidate;
    return fact;
}

struct fact *telling_about_all(struct telling *telling,
                               enum fact_kind kind,
                               enum rulebook_step step,
                               const struct group *group)
{
    struct fact *fact = telling_add(telling, kind, step);

    fact->who_count = group->count;
    memcpy(fact->who, group->who, group->count);
    return fact;
}

void telling_group_add(struct group *group, uint8_t candidate)
{
    if (group->count < RANKING_CANDIDATES_MAX) {
        group->who[group->count++] = candidate;
    }
}

bool telling_group_has(const struct group *group, uint8_t candidate)
{
    return memchr(group->who, candidate, group->count) != NULL;
}

bool telling_continues(const struct telling *telling, uint8_t candidate)
{
    return telling->section > 0
           && story_standing(telling->story, telling->section - 1, candidate)
                  == STORY_CONTINUING;
}

int64_t telling_votes(const struct telling *telling, uint8_t candidate)
{
    return telling->section == 0
               ? 0
               : story_votes(telling->story, telling->section - 1, candidate);
}

static bool has_transferred(const struct telling *telling, uint8_t candidate)
{
    const struct sheet *sheet = telling->sheet;

    for (size_t i = 0; i < sheet->stage_count && i + 1 < telling->section; i++) {
        const struct sheet_stage *stage = &sheet->stages[i];

        if (stage->action == SHEET_SURPLUS && stage->from_count > 0
            && stage->from[0] == candidate) {
            return true;
        }
    }
    return false;
}

int64_t telling_surplus(const struct telling *telling, uint8_t candidate)
{
    int64_t over;

    if (telling->section == 0
        || story_standing(telling->story, telling->section - 1, candidate)
               != STORY_ELECTED
        || has_transferred(telling, candidate)) {
        return 0;
    }
    over = telling_votes(telling, candidate)
           - story_quota(telling->story, telling->section - 1);
    return over > 0 ? over : 0;
}

int64_t telling_surpluses(const struct telling *telling)
{
    int64_t sum = 0;

    for (size_t c = 1; c <= telling->sheet->candidates; c++) {
        sum += telling_surplus(telling, (uint8_t)c);
    }
    return sum;
}

void telling_quota_now(struct telling *telling)
{
    int64_t now = story_quota(telling->story, telling->section);
    int64_t before = story_quota(telling->story, telling->section - 1);

    if (now != before) {
        struct fact *fact = telling_add(telling, FACT_QUOTA_NOW, STEP_QUOTA_AGAIN);

        fact->votes = now;
        fact->other = before;
    }
}
