// SPDX-License-Identifier: AGPL-3.0-or-later
/* From the opening to the box: open, close, ballot, received, entered. */
#include <string.h>

#include "base/fault.h"
#include "rules.h"

static int apply_nothing(struct ledger *ledger, struct incoming *in)
{
    (void)ledger;
    (void)in;
    return 0;
}

static bool has_polled(const struct ledger *ledger)
{
    uint16_t cid;

    for (cid = 1; cid <= rules_definition(ledger)->constituency_count; cid++) {
        if (ledger_is_polled(ledger, cid)) {
            return true;
        }
    }
    return false;
}

static int check_open(const struct ledger *ledger, struct incoming *in)
{
    if (rules_has(ledger, ENTRY_OPEN)) {
        return LEDGER_ONCE;
    }
    if (!rules_has(ledger, ENTRY_STATEMENT) || !rules_has(ledger, ENTRY_ROLL)
        || in->entry.time < rules_definition(ledger)->timetable.at[STEP_OPEN]) {
        return LEDGER_EARLY;
    }
    return has_polled(ledger) ? 0 : LEDGER_CONSTITUENCY;
}

const struct rule rules_of_open = {check_open, apply_nothing};

static int check_close(const struct ledger *ledger, struct incoming *in)
{
    if (rules_has(ledger, ENTRY_CLOSE)) {
        return LEDGER_ONCE;
    }
    if (!rules_has(ledger, ENTRY_OPEN)) {
        return LEDGER_NOT_OPEN;
    }
    return in->entry.time < ledger->close_at ? LEDGER_EARLY : 0;
}

const struct rule rules_of_close = {check_close, apply_nothing};

/* Live, unspent and, for a ballot, never used before. */
static int check_unspent(const struct elector *elector)
{
    if ((elector->flags & ELECTOR_CANCELLED) != 0) {
        return LEDGER_CANCELLED;
    }
    return (elector->flags & ELECTOR_SPENT) != 0 ? LEDGER_SPENT : 0;
}

/*
 * The credential before the number's state: only who holds it may learn that the number
 * has voted.
 */
static int check_ballot_number(const struct ledger *ledger, const struct ballot *ballot)
{
    const struct elector *elector =
        electors_get(ledger->electors, ballot->cid, ballot->number);
    int r;

    if (elector == NULL) {
        return LEDGER_NUMBER;
    }
    if (memcmp(elector->credential.bytes, ballot->credential.bytes, SIGN_KEY_SIZE)
        != 0) {
        return LEDGER_OWNER;
    }
    r = check_unspent(elector);
    if (r != 0) {
        return r;
    }
    return (elector->flags & (ELECTOR_BALLOTED | ELECTOR_STRUCK)) != 0 ? LEDGER_STRUCK
                                                                       : 0;
}

static int check_wording(const struct ledger *ledger, const struct ballot *ballot)
{
    size_t wordings = rules_constituency(ledger, ballot->cid)->wording_count;

    if (wordings == 0) {
        return ballot->declaration == 0 ? 0 : LEDGER_WORDING;
    }
    return ballot->declaration >= 1 && ballot->declaration <= wordings ? 0
                                                                       : LEDGER_WORDING;
}

static int check_new_alpha(const struct ledger *ledger, const struct ballot *ballot)
{
    return votes_has_alpha(ledger->votes, &ballot->vote.alpha) ? LEDGER_COPIED : 0;
}

static int check_ballot(const struct ledger *ledger, struct incoming *in)
{
    const struct ballot *ballot = &in->ballot;
    int r;

    if (memcmp(ballot->eid.bytes, ledger->eid.bytes, EID_SIZE) != 0) {
        return LEDGER_ELECTION;
    }
    if (!rules_has(ledger, ENTRY_OPEN)) {
        return LEDGER_NOT_OPEN;
    }
    if (rules_has(ledger, ENTRY_CLOSE) || in->entry.time >= ledger->close_at) {
        return LEDGER_CLOSED;
    }
    r = rules_polled(ledger, ballot->cid);
    if (r != 0) {
        return r;
    }
    r = check_ballot_number(ledger, ballot);
    if (r != 0) {
        return r;
    }
    r = check_wording(ledger, ballot);
    return r != 0 ? r : check_new_alpha(ledger, ballot);
}

static int
add_vote(struct ledger *ledger, const struct incoming *in, enum vote_kind kind)
{
    const struct vote vote = {
        .alpha = in->ballot.vote.alpha,
        .entry = in->index,
        .number = in->ballot.number,
        .cid = in->ballot.cid,
        .kind = (uint8_t)kind,
        .state = VOTE_STANDING,
    };

    return votes_add(ledger->votes, &vote);
}

static void spend(struct elector *elector, uint64_t entry, enum channel channel)
{
    elector->flags |= ELECTOR_SPENT;
    elector->spender = entry;
    elector->channel = (uint8_t)channel;
}

static int apply_ballot(struct ledger *ledger, struct incoming *in)
{
    struct elector *elector =
        electors_get(ledger->electors, in->ballot.cid, in->ballot.number);
    int r;

    r = add_vote(ledger, in, VOTE_BALLOT);
    if (r != 0) {
        return r;
    }
    spend(elector, in->index, CHANNEL_ONLINE);
    elector->flags |= ELECTOR_BALLOTED;
    elector->ballot = in->index;
    rules_seat(ledger, in->ballot.cid)->online++;
    rules_seat(ledger, in->ballot.cid)->arrived[CHANNEL_ONLINE]++;
    return 0;
}

const struct rule rules_of_ballot = {check_ballot, apply_ballot};

static bool has_channel(const struct ledger *ledger, uint16_t cid, enum channel channel)
{
    return channel != CHANNEL_ONLINE
           && (rules_constituency(ledger, cid)->channels & 1U << channel) != 0;
}

static int check_received(const struct ledger *ledger, struct incoming *in)
{
    const struct receipt_note *received = &in->document->of.received;
    const struct elector *elector;
    int r;

    r = rules_before_box(ledger);
    if (r != 0) {
        return r;
    }
    r = rules_polled(ledger, received->cid);
    if (r != 0) {
        return r;
    }
    if (!has_channel(ledger, received->cid, received->channel)) {
        return LEDGER_CHANNEL;
    }
    elector = electors_get(ledger->electors, received->cid, received->number);
    return elector == NULL ? LEDGER_NUMBER : check_unspent(elector);
}

static int apply_received(struct ledger *ledger, struct incoming *in)
{
    const struct receipt_note *received = &in->document->of.received;
    const struct receipt_vote vote = {
        .entry = in->index,
        .number = received->number,
        .cid = received->cid,
        .channel = (uint8_t)received->channel,
        .is_standing = true,
    };
    int r;

    r = votes_add_received(ledger->votes, &vote);
    if (r != 0) {
        return r;
    }
    spend(electors_get(ledger->electors, received->cid, received->number),
          in->index,
          received->channel);
    rules_seat(ledger, received->cid)->received[received->channel]++;
    rules_seat(ledger, received->cid)->arrived[received->channel]++;
    return 0;
}

const struct rule rules_of_received = {check_received, apply_received};

/* A keyed paper: number 0, declaration 0, an officer's key as its credential. */
static int check_entered(const struct ledger *ledger, struct incoming *in)
{
    const struct ballot *ballot = &in->ballot;
    int r;

    if (memcmp(ballot->eid.bytes, ledger->eid.bytes, EID_SIZE) != 0) {
        return LEDGER_ELECTION;
    }
    r = rules_before_box(ledger);
    if (r != 0) {
        return r;
    }
    r = rules_polled(ledger, ballot->cid);
    if (r != 0) {
        return r;
    }
    if (ballot->number != 0) {
        return LEDGER_NUMBER;
    }
    if (ballot->declaration != 0) {
        return LEDGER_WORDING;
    }
    if (!rules_may_sign(ledger, &ballot->credential, GRANT_PAPERS)) {
        return LEDGER_SIGNERS;
    }
    return check_new_alpha(ledger, ballot);
}

static int apply_entered(struct ledger *ledger, struct incoming *in)
{
    int r;

    r = add_vote(ledger, in, VOTE_ENTERED);
    if (r != 0) {
        return r;
    }
    rules_seat(ledger, in->ballot.cid)->entered++;
    return 0;
}

const struct rule rules_of_entered = {check_entered, apply_entered};
