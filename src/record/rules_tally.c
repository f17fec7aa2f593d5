// SPDX-License-Identifier: AGPL-3.0-or-later
/*
 * What mixers and trustees offer. Whether a proof in it holds is audit's to say: the
 * first good one of its index counts, others are ignored; so several may be offered.
 */
#include <stdlib.h>

#include "base/fault.h"
#include "rules.h"
#include "seal/share.h"
#include "seal/shuffle.h"

enum {
    FIRST_ROOM = 16,
};

/* After the box and before the result, of a constituency with something to open. */
static int check_offer(const struct ledger *ledger, const struct contribution *offer)
{
    int r;

    if (!rules_has(ledger, ENTRY_BOX)) {
        return LEDGER_EARLY;
    }
    if (rules_has(ledger, ENTRY_RESULT)) {
        return LEDGER_ONCE;
    }
    r = rules_polled(ledger, offer->cid);
    if (r != 0) {
        return r;
    }
    return ledger_input_count(ledger, offer->cid) == 0 ? LEDGER_CONSTITUENCY : 0;
}

static int check_mix(const struct ledger *ledger, struct incoming *in)
{
    const struct contribution *offer = &in->document->of.contribution;
    int r;

    r = check_offer(ledger, offer);
    if (r != 0) {
        return r;
    }
    if (offer->index == 0 || offer->index > rules_definition(ledger)->mixes
        || offer->index > ledger->seats[offer->cid - 1].sum.mixes + 1) {
        return LEDGER_SEQUENCE;
    }
    return offer->object.size
                   == shuffle_size((size_t)ledger_input_count(ledger, offer->cid))
               ? 0
               : LEDGER_OBJECT;
}

static int check_shares(const struct ledger *ledger, struct incoming *in)
{
    const struct contribution *offer = &in->document->of.contribution;
    int r;

    r = check_offer(ledger, offer);
    if (r != 0) {
        return r;
    }
    if (ledger->seats[offer->cid - 1].sum.mixes < rules_definition(ledger)->mixes) {
        return LEDGER_SEQUENCE;
    }
    return offer->object.size
                   == share_size((size_t)ledger_input_count(ledger, offer->cid))
               ? 0
               : LEDGER_OBJECT;
}

static int make_room(struct ledger *ledger)
{
    size_t room = ledger->offer_room == 0 ? FIRST_ROOM : 2 * ledger->offer_room;
    struct ledger_offer *offers;

    if (ledger->offer_count < ledger->offer_room) {
        return 0;
    }
    offers = reallocarray(ledger->offers, room, sizeof(*offers));
    if (offers == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    ledger->offers = offers;
    ledger->offer_room = room;
    return 0;
}

static void count_offer(struct seat_state *seat, const struct ledger_offer *offer)
{
    unsigned index = offer->contribution.index;

    if (offer->type == ENTRY_MIX) {
        seat->sum.mixes = index > seat->sum.mixes ? index : seat->sum.mixes;
        return;
    }
    if ((seat->trustees & 1U << index) == 0) {
        seat->trustees |= 1U << index;
        seat->sum.shares++;
    }
}

static int apply_offer(struct ledger *ledger, struct incoming *in)
{
    const struct ledger_offer offer = {
        .type = in->entry.type,
        .entry = in->index,
        .signer = in->entry.signers[0].key,
        .contribution = in->document->of.contribution,
    };
    int r;

    r = make_room(ledger);
    if (r != 0) {
        return r;
    }
    ledger->offers[ledger->offer_count++] = offer;
    count_offer(&ledger->seats[offer.contribution.cid - 1], &offer);
    return 0;
}

const struct rule rules_of_mix = {check_mix, apply_offer};
const struct rule rules_of_shares = {check_shares, apply_offer};
