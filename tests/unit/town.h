/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The small election of town_folder.h, step by step: members, candidates, votes. */
#ifndef TESTS_TOWN_H
#define TESTS_TOWN_H

#include "town_folder.h"

/* Steps of the story, asserted; each does those before it. */
void town_define(struct town *town);
void town_enrol(struct town *town);    /* after town_define: the members' list alone */
void town_import(struct town *town);   /* P1…P6, S1…S4 with and without email */
void town_nominate(struct town *town); /* 3 stand in 1, 2 in 2; accepted */
void town_settle(struct town *town);   /* statement signed */
void town_issue(struct town *town);    /* roll signed, tokens out */
void town_begin(struct town *town);    /* open */
void town_end(struct town *town);      /* close */

/* Members' ids by number. */
int64_t town_member(struct town *town, const char *number);

/* Submits and accepts a nomination for a member. */
void town_stand(struct town *town, const char *number, bool accept);

/* The last token handed to somebody of this name, and a ballot made with it. */
const struct town_parcel *town_token(const struct town *town, const char *name);
void town_die(struct town *town, uint16_t cid, unsigned candidate); /* noted */
void town_ballot(struct town *town,
                 const struct town_parcel *parcel,
                 uint8_t first,
                 uint8_t out[BALLOT_SIZE]);

/* A paper keyed by the returning officer. */
void town_paper(struct town *town, uint16_t cid, struct ballot *out);

/* Asks for a member's replacement; the document for it, as the officer's tool makes it
 * from the first that waits. The caller frees it. */
int town_ask(struct town *town, const char *member, enum replace_register kept_in);
struct document *town_replacement(struct town *town);

/* Casts and steps the committer by hand. Gives the answer; the receipt is appended. */
struct town_answer {
    int result;
    bool is_again;
    uint64_t index;
    int64_t spent_at;
    enum channel spent_by;
};
struct town_answer
town_cast(struct town *town, const uint8_t ballot[BALLOT_SIZE], struct buf *receipt);

#define TOWN_TEST(name)                                                                \
    cmocka_unit_test_setup_teardown(name, town_set_up, town_tear_down)

#endif
