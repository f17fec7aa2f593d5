// SPDX-License-Identifier: AGPL-3.0-or-later
/* The first good set of each trustee; any threshold of them opens the votes. */
#include <inttypes.h>

#include "audit.h"
#include "base/fault.h"
#include "checks.h"
#include "replay.h"

static bool is_held(const struct polled *polled, unsigned j)
{
    size_t i;

    for (i = 0; i < polled->share_count; i++) {
        if (polled->shares[i].j == j) {
            return true;
        }
    }
    return false;
}

/* 0 also when the set is bad and ignored, with a note. */
static int
judge(struct audit *audit, struct polled *polled, const struct ledger_offer *offer)
{
    CLEANUP(parcel_freep) struct parcel *parcel = NULL;
    struct share_task task;
    struct pieces object;
    int r;

    r = audit_parcel(
        audit, &offer->contribution.object, DEFECT_SHARES_MISSING, &parcel);
    if (r != 0) {
        return r;
    }
    object = parcel_pieces(parcel);
    audit_share_task(audit, polled, offer->contribution.index, &task);
    r = share_verify(&task, &object, audit->input.progress);
    if (r == 0) {
        polled->shares[polled->share_count] =
            (struct held){.j = task.j, .parcel = parcel_take(&parcel)};
        polled->share_count++;
        audit->counted++;
        return 0;
    }
    if (r < 0) {
        return r;
    }
    polled->ignored = DEFECT_SHARES_FORM - SHARE_MALFORMED + (unsigned)r;
    return audit_note(
        audit, "entry %" PRIu64 " ignored: its proof does not hold", offer->entry);
}

static int find_shares(struct audit *audit, struct polled *polled)
{
    size_t count;
    const struct ledger_offer *offers = ledger_offers(audit->ledger, &count);
    size_t i;
    int r;

    for (i = 0; i < count; i++) {
        const struct contribution *contribution = &offers[i].contribution;

        if (offers[i].type != ENTRY_SHARES || contribution->cid != polled->cid) {
            continue;
        }
        r = is_held(polled, contribution->index)
                ? audit_surplus(audit, &offers[i], DEFECT_SHARES_MISSING)
                : judge(audit, polled, &offers[i]);
        if (r != 0) {
            return r;
        }
    }
    return 0;
}

int audit_check_shares(struct audit *audit)
{
    unsigned threshold = ledger_definition(audit->ledger)->threshold;
    enum defect ignored = DEFECT_SHARES_FEW;
    unsigned missing = 0;
    size_t i;
    int r;

    for (i = 0; i < audit->polled_count; i++) {
        struct polled *polled = &audit->polled[i];

        if (polled->count == 0) {
            continue;
        }
        polled->ignored = DEFECT_SHARES_FEW;
        r = find_shares(audit, polled);
        if (r != 0) {
            return r;
        }
        if (polled->share_count < threshold) {
            ignored = missing > 0 ? ignored : polled->ignored;
            missing++;
        }
    }
    r = audit_refused_here(audit);
    if (r != 0) {
        return r;
    }
    if (missing > 0 && ledger_result(audit->ledger) != NULL) {
        return audit_bad(audit, ignored, "a result, but not enough sets of shares");
    }
    return missing > 0
               ? audit_wait(audit, "in %u constituencies shares are due", missing)
               : 0;
}
