/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The one election that a test of the ledger tells a story of, and its usual acts. */
#ifndef TESTS_STORY_HELP_H
#define TESTS_STORY_HELP_H

#include "election.h"

extern struct election election;

/* Of a group: nothing is logged, libsodium is ready. */
int story_start(void **state);

int story_set_up(void **state);
int story_tear_down(void **state);

#define STORY_TEST(name)                                                               \
    cmocka_unit_test_setup_teardown(name, story_set_up, story_tear_down)

/* Each gives the ledger's answer. */
int story_cast(uint16_t cid, uint32_t number);
int story_receive(uint16_t cid, uint32_t number);
int story_disqualify(struct disqualification disqualification);
int story_offer(enum entry_type type, unsigned by);
int story_offer_of(enum entry_type type, uint16_t cid, uint8_t index, unsigned by);

/* A document by the returning officer, which it frees. */
int story_declare(struct document *document);

/* In constituency 1 three online, two by post of which one was keyed; two online in 2.
 */
void story_poll(void);

/* The last entry. */
uint64_t story_last(void);

struct ledger_state story_state(uint16_t cid);

#endif
