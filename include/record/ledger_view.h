/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a ledger knows: documents in force, facts for core/phase, and for each
 * constituency its numbers and votes. All of it is public once the poll has closed;
 * while it lasts, who has voted is nobody's business and is not to be shown.
 */
#ifndef RECORD_LEDGER_VIEW_H
#define RECORD_LEDGER_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/document.h"
#include "core/phase.h"
#include "core/retention.h"
#include "record/ledger.h"

/* Entries applied or set aside; the index of the next. And the time of the last. */
uint64_t ledger_count(const struct ledger *ledger);
int64_t ledger_time(const struct ledger *ledger);

/* Documents in force; NULL while there is none. Borrowed. */
const struct definition *ledger_definition(const struct ledger *ledger);
const struct statement *ledger_statement(const struct ledger *ledger);
const struct roll_document *ledger_roll(const struct ledger *ledger);
const struct box_document *ledger_box(const struct ledger *ledger);
const struct result_document *ledger_result(const struct ledger *ledger);

const struct eid *ledger_eid(const struct ledger *ledger);       /* after entry 0 */
const struct digest *ledger_box_id(const struct ledger *ledger); /* after the box */
const struct digest *ledger_page(const struct ledger *ledger);   /* as last noted */

/* The entry with the first document of this type, or of a note: false while none. */
bool ledger_find_entry(const struct ledger *ledger,
                       enum entry_type type,
                       uint64_t *out);

/* is_counted is the daemon's and stays false. And how long papers are kept. */
void ledger_facts(const struct ledger *ledger, struct facts *out);
const struct retention *ledger_retention(const struct ledger *ledger);

/* Whether this key may sign the act now: named, granted, not revoked. */
bool ledger_may_sign(const struct ledger *ledger,
                     const struct sign_key *key,
                     unsigned grant);

struct ledger_state {
    bool is_contested;
    bool is_abandoned;                  /* by a note, or a death under FPP */
    int64_t abandoned_at;               /* the time of that note; or 0 */
    uint64_t dead;                      /* bit k - 1: candidate k has died */
    uint32_t highest;                   /* number */
    uint64_t electors;                  /* numbers that are live */
    uint64_t online;                    /* standing ballots */
    uint64_t received[CHANNEL_END];     /* standing, by channel */
    uint64_t entered;                   /* standing */
    uint64_t disqualified;              /* acts, save miskeyed and invalid */
    uint64_t arrived[CHANNEL_END];      /* documents that came, standing or never */
    uint64_t struck[CHANNEL_END];       /* of those: all but the late, by channel */
    uint64_t late[CHANNEL_END];         /* came after the close, and never stood */
    uint64_t tendered[CHANNEL_END];     /* stood until their number was replaced */
    uint64_t by_register[REGISTER_END]; /* replacements made */
    unsigned mixes;                     /* offered, in a row from 1 */
    unsigned shares;                    /* trustees who have offered theirs */
};

/* Of constituency 1 … as many as the definition has; after entry 0. And whether it is
 * polled: contested and not abandoned. */
void ledger_constituency(const struct ledger *ledger,
                         uint16_t cid,
                         struct ledger_state *out);
bool ledger_is_polled(const struct ledger *ledger, uint16_t cid);

/* Ballots and entered papers that stand: how many, and their entries in order. */
uint64_t ledger_input_count(const struct ledger *ledger, uint16_t cid);
void ledger_inputs(const struct ledger *ledger, uint16_t cid, uint64_t *out);

struct ledger_voter {
    uint16_t cid;
    uint32_t number;
    struct sign_key credential;
    bool is_cancelled;
    bool is_spent;
    enum channel spent_by;
    uint64_t spent_at; /* entry that spent it; its time is when */
    bool has_ballot;   /* an online ballot was recorded, standing or not */
    uint64_t ballot;   /* its entry */
};

bool ledger_find_voter(const struct ledger *ledger,
                       const struct sign_key *credential,
                       struct ledger_voter *out);
bool ledger_find_number(const struct ledger *ledger,
                        uint16_t cid,
                        uint32_t number,
                        struct ledger_voter *out);

struct ledger_strike { /* a document disqualified, in the order of the acts */
    uint64_t act;      /* the entry that says so */
    struct disqualification what;
    bool is_late; /* it came after the close: rule 56 */
};

const struct ledger_strike *ledger_strikes(const struct ledger *ledger, size_t *count);

/* A mix or a set of shares that was offered, in entry order. */
struct ledger_offer {
    enum entry_type type;
    uint64_t entry;
    struct sign_key signer;
    struct contribution contribution;
};

const struct ledger_offer *ledger_offers(const struct ledger *ledger, size_t *count);

/* Entries set aside and not yet named as invalid: how many, and the first of them. */
uint64_t ledger_broken(const struct ledger *ledger, uint64_t *first);

#endif
