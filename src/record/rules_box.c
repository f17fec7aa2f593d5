// SPDX-License-Identifier: AGPL-3.0-or-later
/* The box: the officers' word that everything is in, and its counts. */
#include "rules.h"

static uint64_t sum(const uint64_t *counts, size_t size)
{
    uint64_t total = 0;
    size_t i;

    for (i = 0; i < size; i++) {
        total += counts[i];
    }
    return total;
}

static int check_list(const struct ledger *ledger, const struct box_list *list)
{
    const struct ledger_state *seat = &ledger->seats[list->cid - 1].sum;
    uint64_t received = sum(seat->received, CHANNEL_END);
    size_t i;

    for (i = 0; i < HEADINGS; i++) {
        if (list->rejected[i] > received) {
            return LEDGER_COUNTS;
        }
    }
    if (list->online != seat->online || list->received != received
        || list->entered != seat->entered || list->disqualified != seat->disqualified
        || received != seat->entered + sum(list->rejected, HEADINGS)) {
        return LEDGER_COUNTS;
    }
    if (seat->online < rules_constituency(ledger, list->cid)->floor
        && !list->is_waived) {
        return LEDGER_FLOOR;
    }
    return 0;
}

static int check_box(const struct ledger *ledger, struct incoming *in)
{
    const struct box_document *box = &in->document->of.box;
    size_t next = 0;
    uint16_t cid;
    int r;

    if (rules_has(ledger, ENTRY_BOX)) {
        return LEDGER_ONCE;
    }
    if (!rules_has(ledger, ENTRY_CLOSE)) {
        return LEDGER_EARLY;
    }
    for (cid = 1; cid <= rules_definition(ledger)->constituency_count; cid++) {
        if (!ledger_is_polled(ledger, cid)) {
            continue;
        }
        if (next == box->count || box->lists[next].cid != cid) {
            return LEDGER_LISTS;
        }
        r = check_list(ledger, &box->lists[next]);
        if (r != 0) {
            return r;
        }
        next++;
    }
    return next == box->count && next > 0 ? 0 : LEDGER_LISTS;
}

static int apply_box(struct ledger *ledger, struct incoming *in)
{
    entry_leaf(in->bytes, &ledger->box_id);
    ledger->box = document_take(&in->document);
    return 0;
}

const struct rule rules_of_box = {check_box, apply_box};
