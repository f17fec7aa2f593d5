/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How a story is put together: the inside of post/story. */
#ifndef POST_TELLING_H
#define POST_TELLING_H

#include "post/story.h"

/* Some candidates. */
struct group {
    size_t count;
    uint8_t who[RANKING_CANDIDATES_MAX];
};

void telling_group_add(struct group *group, uint8_t candidate);
bool telling_group_has(const struct group *group, uint8_t candidate);

/* A story in the making. A fact that found no memory is remembered, and goes to spare.
 */
struct telling {
    struct story *story;
    const struct sheet *sheet;
    const struct slate *slate;
    unsigned section;  /* the one being told */
    struct group gone; /* excluded together in it */
    int fault;
    struct fact spare;
};

/* The next fact of the section, its other members zeroed. */
struct fact *
telling_add(struct telling *telling, enum fact_kind kind, enum rulebook_step step);

/* Likewise, about one candidate. */
struct fact *telling_about(struct telling *telling,
                           enum fact_kind kind,
                           enum rulebook_step step,
                           uint8_t candidate);

/* Likewise, about some. */
struct fact *telling_about_all(struct telling *telling,
                               enum fact_kind kind,
                               enum rulebook_step step,
                               const struct group *group);

/* Whether one still took part when the section began. */
bool telling_continues(const struct telling *telling, uint8_t candidate);

/* Votes when the section began. */
int64_t telling_votes(const struct telling *telling, uint8_t candidate);

/* What one elected before has over the quota and has not transferred; and of all. */
int64_t telling_surplus(const struct telling *telling, uint8_t candidate);
int64_t telling_surpluses(const struct telling *telling);

/* Before anything is counted, and after everything is. */
void telling_opening(struct telling *telling);
void telling_end(struct telling *telling);

/* How a tie was settled that `chosen` came out of: earlier stages, then lot. */
void telling_tie(struct telling *telling, enum lot_purpose purpose, uint8_t chosen);

/* Why surpluses wait at this exclusion, if some do. */
void telling_deferral(struct telling *telling);

/* What the quota is now, if it changed. */
void telling_quota_now(struct telling *telling);

/* A transfer of a surplus; an exclusion; the last one, which moves nothing. */
void telling_transfer(struct telling *telling, const struct sheet_stage *stage);
void telling_exclusion(struct telling *telling, const struct sheet_stage *stage);
void telling_last_exclusion(struct telling *telling);

/* Who was elected in this section and has not been told of: by which rule. */
void telling_elections(struct telling *telling);

/* Whether this was told already in this section. */
bool telling_has_elected(const struct telling *telling, uint8_t candidate);

#endif
