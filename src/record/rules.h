/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Inside the ledger: its state, an entry on its way in, and a pair of functions a type.
 * A check changes nothing; an apply follows one that passed, and fails by faults only.
 */
#ifndef RECORD_RULES_H
#define RECORD_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/retention.h"
#include "electors.h"
#include "record/entry.h"
#include "record/ledger.h"
#include "record/ledger_view.h"
#include "seal/ballot.h"
#include "votes.h"

enum {
    RULES_NONE = 0, /* entry + 1, where an entry may be absent */
    RULES_REVOKED_MAX = OFFICERS_MAX + MIXERS_MAX,
};

/* A constituency as the record has left it; counts are kept as they change. */
struct seat_state {
    struct ledger_state sum;
    uint32_t trustees; /* bit j: trustee j's shares were offered */
};

struct ledger {
    const struct tree *tree;
    const struct record_source *source;
    uint64_t count;
    int64_t time;
    struct eid eid;
    struct document *definition;
    struct document *statement;
    struct document *roll;
    struct document *box;
    struct document *result;
    struct digest box_id;
    struct digest page;
    uint64_t first[ENTRY_TYPES]; /* entry + 1 of the first of its type */
    int64_t close_at;
    char extended_for[LABEL_SIZE]; /* the last extension's reason */
    bool is_abandoned;
    struct retention retention;
    size_t revoked_count;
    struct sign_key revoked[RULES_REVOKED_MAX];
    struct seat_state seats[CONSTITUENCIES_MAX];
    struct electors *electors;
    struct votes *votes;
    size_t offer_count;
    size_t offer_room;
    struct ledger_offer *offers;
    size_t strike_count;
    size_t strike_room;
    struct ledger_strike *strikes;
    size_t seen_count; /* of signed documents */
    size_t seen_room;
    struct digest *seen; /* ascending */
    uint64_t broken;     /* set aside, not yet named */
};

/* An entry on its way in. */
struct incoming {
    uint64_t index;
    struct span bytes;
    struct entry entry;
    struct document *document; /* owned; NULL for ballots, taken by some applies */
    struct ballot ballot;
    struct digest seen;        /* SHA-256(u8 type ‖ document) */
    struct electors *electors; /* owned: a roll's, until it is applied */
};

const struct definition *rules_definition(const struct ledger *ledger);
const struct constituency *rules_constituency(const struct ledger *ledger,
                                              uint16_t cid);
struct ledger_state *rules_seat(struct ledger *ledger, uint16_t cid);
bool rules_has(const struct ledger *ledger, enum entry_type type);

/* LEDGER_NOT_OPEN before `open`, LEDGER_FROZEN after the box. And LEDGER_CONSTITUENCY
 * unless it is polled. */
int rules_before_box(const struct ledger *ledger);
int rules_polled(const struct ledger *ledger, uint16_t cid);

/* A vote no longer stands: its number is given back and its count falls. */
void rules_strike(struct ledger *ledger, struct vote *vote, enum vote_state state);
void rules_strike_received(struct ledger *ledger, struct receipt_vote *vote);

/* Who signed: LEDGER_SIGNERS, then LEDGER_SIGNATURE. */
int rules_check_signers(const struct ledger *ledger, const struct incoming *in);
bool rules_may_sign(const struct ledger *ledger,
                    const struct sign_key *key,
                    unsigned grant);

struct rule {
    int (*check)(const struct ledger *ledger, struct incoming *in);
    int (*apply)(struct ledger *ledger, struct incoming *in);
};

extern const struct rule rules_of_definition;
extern const struct rule rules_of_statement;
extern const struct rule rules_of_roll;
extern const struct rule rules_of_open;
extern const struct rule rules_of_close;
extern const struct rule rules_of_ballot;
extern const struct rule rules_of_replace;
extern const struct rule rules_of_disqualify;
extern const struct rule rules_of_mix;
extern const struct rule rules_of_shares;
extern const struct rule rules_of_result;
extern const struct rule rules_of_note;
extern const struct rule rules_of_received;
extern const struct rule rules_of_entered;
extern const struct rule rules_of_box;

#endif
