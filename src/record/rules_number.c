// SPDX-License-Identifier: AGPL-3.0-or-later
/* What officers do to single numbers: replace and disqualify. */
#include <stdlib.h>

#include "base/fault.h"
#include "rules.h"
#include "seal/sign.h"

enum {
    FIRST_ROOM = 16,
};

/* Tendered: somebody voted under the old number. Else nobody has. */
static int check_old(const struct ledger *ledger, const struct replacement *replacement)
{
    const struct elector *old;
    bool is_spent;

    if (replacement->kept_in == REGISTER_OMITTED) {
        return replacement->old_number == 0 ? 0 : LEDGER_NUMBER;
    }
    old = electors_get(ledger->electors, replacement->cid, replacement->old_number);
    if (old == NULL) {
        return LEDGER_NUMBER;
    }
    if ((old->flags & ELECTOR_CANCELLED) != 0) {
        return LEDGER_CANCELLED;
    }
    is_spent = (old->flags & ELECTOR_SPENT) != 0;
    if (replacement->kept_in == REGISTER_TENDERED) {
        return is_spent ? 0 : LEDGER_UNSPENT;
    }
    return is_spent ? LEDGER_SPENT : 0;
}

static int check_new(const struct ledger *ledger, const struct replacement *replacement)
{
    struct elector_place place;
    struct sign_key key;
    int r;

    if (replacement->number
        != (uint64_t)electors_highest(ledger->electors, replacement->cid) + 1) {
        return LEDGER_SEQUENCE;
    }
    r = sign_key_decode(SPAN(replacement->credential.bytes), &key);
    if (r != 0) {
        return r < 0 ? r : LEDGER_KEY;
    }
    return electors_find(ledger->electors, &key, &place) ? LEDGER_TAKEN : 0;
}

static int check_replace(const struct ledger *ledger, struct incoming *in)
{
    const struct replacement *replacement = &in->document->of.replacement;
    int r;

    if (!rules_has(ledger, ENTRY_ROLL)) {
        return LEDGER_EARLY;
    }
    if (rules_has(ledger, ENTRY_CLOSE)) {
        return LEDGER_CLOSED;
    }
    r = rules_polled(ledger, replacement->cid);
    if (r != 0) {
        return r;
    }
    r = check_old(ledger, replacement);
    return r != 0 ? r : check_new(ledger, replacement);
}

/* What the old number cast no longer stands. */
static void cancel(struct ledger *ledger, uint16_t cid, struct elector *old)
{
    struct vote *vote;
    struct receipt_vote *received;

    if ((old->flags & ELECTOR_SPENT) != 0) {
        vote = votes_get(ledger->votes, old->spender);
        received = votes_get_received(ledger->votes, old->spender);
        rules_seat(ledger, cid)->tendered[old->channel]++;
        if (vote != NULL) {
            rules_strike(ledger, vote, VOTE_STRUCK);
        } else if (received != NULL) {
            rules_strike_received(ledger, received);
        }
    }
    old->flags |= ELECTOR_CANCELLED;
}

static int apply_replace(struct ledger *ledger, struct incoming *in)
{
    const struct replacement *replacement = &in->document->of.replacement;
    struct ledger_state *seat = rules_seat(ledger, replacement->cid);
    struct elector *old;
    int r;

    r = electors_add(ledger->electors, replacement->cid, &replacement->credential);
    if (r != 0) {
        return FOLD(r);
    }
    seat->highest = replacement->number;
    seat->by_register[replacement->kept_in]++;
    if (replacement->kept_in == REGISTER_OMITTED) {
        seat->electors++;
        return 0;
    }
    /* Found again: adding may have moved the list. */
    old = electors_get(ledger->electors, replacement->cid, replacement->old_number);
    if (old == NULL) {
        return FAULT(FAULT_BUG);
    }
    cancel(ledger, replacement->cid, old);
    return 0;
}

const struct rule rules_of_replace = {check_replace, apply_replace};

/* A document that never stood: there is nothing to strike, only to count. */
static int check_nothing(const struct ledger *ledger,
                         const struct disqualification *disqualification)
{
    if (disqualification->reason == REASON_MISKEYED
        || disqualification->reason == REASON_INVALID) {
        return LEDGER_TARGET;
    }
    if (electors_get(ledger->electors, disqualification->cid, disqualification->number)
        == NULL) {
        return LEDGER_NUMBER;
    }
    return 0;
}

static int check_struck_ballot(const struct vote *vote,
                               const struct disqualification *disqualification)
{
    if (vote->state != VOTE_STANDING || vote->cid != disqualification->cid
        || vote->number != disqualification->number) {
        return LEDGER_TARGET;
    }
    if (vote->kind == VOTE_ENTERED) {
        return disqualification->reason == REASON_MISKEYED
                       && disqualification->channel != CHANNEL_ONLINE
                   ? 0
                   : LEDGER_TARGET;
    }
    return disqualification->reason != REASON_MISKEYED
                   && disqualification->channel == CHANNEL_ONLINE
               ? 0
               : LEDGER_TARGET;
}

static int check_struck_received(const struct receipt_vote *vote,
                                 const struct disqualification *disqualification)
{
    return vote->is_standing && vote->cid == disqualification->cid
                   && vote->number == disqualification->number
                   && vote->channel == disqualification->channel
                   && disqualification->reason != REASON_MISKEYED
               ? 0
               : LEDGER_TARGET;
}

static int check_target(const struct ledger *ledger,
                        const struct disqualification *disqualification)
{
    const struct vote *vote = votes_get(ledger->votes, disqualification->entry);
    const struct receipt_vote *received =
        votes_get_received(ledger->votes, disqualification->entry);

    if (disqualification->reason == REASON_INVALID) {
        return vote != NULL && vote->state == VOTE_BROKEN ? 0 : LEDGER_TARGET;
    }
    if (vote != NULL) {
        return check_struck_ballot(vote, disqualification);
    }
    return received != NULL ? check_struck_received(received, disqualification)
                            : LEDGER_TARGET;
}

/* Of a broken entry number and constituency may be anything: only its place counts. */
static int check_disqualify(const struct ledger *ledger, struct incoming *in)
{
    const struct disqualification *disqualification =
        &in->document->of.disqualification;
    int r;

    r = rules_before_box(ledger);
    if (r != 0) {
        return r;
    }
    if (rules_constituency(ledger, disqualification->cid) == NULL) {
        return LEDGER_CONSTITUENCY;
    }
    return disqualification->has_entry ? check_target(ledger, disqualification)
                                       : check_nothing(ledger, disqualification);
}

static void strike_target(struct ledger *ledger, uint64_t entry)
{
    struct vote *vote = votes_get(ledger->votes, entry);
    struct receipt_vote *received = votes_get_received(ledger->votes, entry);

    if (received != NULL) {
        rules_strike_received(ledger, received);
    } else if (vote != NULL && vote->state == VOTE_BROKEN) {
        vote->state = VOTE_EXCUSED;
        ledger->broken--;
    } else if (vote != NULL) {
        rules_strike(ledger, vote, VOTE_STRUCK);
    }
}

static int make_room(struct ledger *ledger)
{
    size_t room = ledger->strike_room == 0 ? FIRST_ROOM : 2 * ledger->strike_room;
    struct ledger_strike *strikes;

    if (ledger->strike_count < ledger->strike_room) {
        return 0;
    }
    strikes = reallocarray(ledger->strikes, room, sizeof(*strikes));
    if (strikes == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    ledger->strikes = strikes;
    ledger->strike_room = room;
    return 0;
}

/* A vote of a number that none stands of, which came after the close (rule 56). */
static bool is_late(struct ledger *ledger,
                    const struct disqualification *disqualification)
{
    const struct elector *elector;

    if (disqualification->has_entry || disqualification->reason != REASON_LATER
        || !rules_has(ledger, ENTRY_CLOSE)) {
        return false;
    }
    elector =
        electors_get(ledger->electors, disqualification->cid, disqualification->number);
    return elector != NULL && (elector->flags & ELECTOR_SPENT) == 0;
}

static void count_strike(struct ledger *ledger, const struct ledger_strike *strike)
{
    struct ledger_state *seat = rules_seat(ledger, strike->what.cid);

    if (strike->what.reason == REASON_MISKEYED
        || strike->what.reason == REASON_INVALID) {
        return;
    }
    seat->disqualified++;
    if (!strike->what.has_entry) {
        seat->arrived[strike->what.channel]++;
    }
    if (strike->is_late) {
        seat->late[strike->what.channel]++;
    } else {
        seat->struck[strike->what.channel]++;
    }
}

static int apply_disqualify(struct ledger *ledger, struct incoming *in)
{
    const struct disqualification *disqualification =
        &in->document->of.disqualification;
    const struct ledger_strike strike = {
        .act = in->index,
        .what = *disqualification,
        .is_late = is_late(ledger, disqualification),
    };
    int r;

    r = make_room(ledger);
    if (r != 0) {
        return r;
    }
    ledger->strikes[ledger->strike_count++] = strike;
    if (disqualification->has_entry) {
        strike_target(ledger, disqualification->entry);
    }
    count_strike(ledger, &strike);
    return 0;
}

const struct rule rules_of_disqualify = {check_disqualify, apply_disqualify};
