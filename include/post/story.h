/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The story of a count: what a count sheet shows, as facts in the order they happened,
 * each with the step of the rules it follows. Facts are numbers and candidates, in no
 * language; post/sentence makes words of them. Everything is concluded from the sheet
 * alone, so that it can be told of a sheet anybody publishes.
 */
#ifndef POST_STORY_H
#define POST_STORY_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/sheet.h"
#include "core/slate.h"
#include "post/fact.h"

struct story {
    const struct sheet *sheet; /* borrowed, as the slate is */
    const struct slate *slate;
    size_t sections; /* stages and two more */
    size_t count;
    size_t room;
    struct fact *facts; /* by section */
};

enum story_refusal {
    STORY_SENSELESS = 1, /* figures that no count has */
};

/* Tells the sheet, which any text may have brought: refuses what cannot be told. */
MUST_USE int
story_new(const struct sheet *sheet, const struct slate *slate, struct story **out);
void story_free(struct story *story);

/* The facts of one section, which may be none; gives how many. */
size_t
story_section(const struct story *story, unsigned section, const struct fact **out);

/* Votes after a stage, of 1 …; after "stage 0" none, after the end those of the last.
 */
int64_t story_votes(const struct story *story, unsigned section, uint8_t candidate);
int64_t story_lost(const struct story *story, unsigned section);

/* The quota of a stage; 0 where there is none. */
int64_t story_quota(const struct story *story, unsigned section);

/* Where a candidate stands at the end of a section. */
enum story_standing {
    STORY_CONTINUING,
    STORY_ELECTED,
    STORY_EXCLUDED,
    STORY_WITHDRAWN,
};
enum story_standing
story_standing(const struct story *story, unsigned section, uint8_t candidate);

OWNED(story)

#endif
