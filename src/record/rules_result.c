// SPDX-License-Identifier: AGPL-3.0-or-later
/* The result: its counts are the record's own. The count itself is audit's to repeat.
 */
#include <string.h>

#include "rules.h"
#include "seal/hash.h"

static int check_counts(const struct ledger *ledger, const struct result_list *list)
{
    const struct ledger_state *seat = &ledger->seats[list->cid - 1].sum;
    size_t i;

    if (list->electorate != seat->electors
        || list->by_channel[CHANNEL_ONLINE] != seat->online
        || list->unreadable > ledger_input_count(ledger, list->cid)) {
        return LEDGER_COUNTS;
    }
    for (i = CHANNEL_ONLINE + 1; i < CHANNEL_END; i++) {
        if (list->by_channel[i] != seat->received[i]) {
            return LEDGER_COUNTS;
        }
    }
    for (i = REGISTER_LOST; i < REGISTER_END; i++) {
        if (list->by_register[i] != seat->by_register[i]) {
            return LEDGER_COUNTS;
        }
    }
    return 0;
}

/* Distinct candidates of the constituency. */
static bool are_candidates(const uint8_t *numbers, size_t count, size_t candidates)
{
    uint64_t seen = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        if (numbers[i] == 0 || numbers[i] > candidates
            || (seen & (uint64_t)1 << numbers[i]) != 0) {
            return false;
        }
        seen |= (uint64_t)1 << numbers[i];
    }
    return true;
}

static int check_elected(const struct ledger *ledger, const struct result_list *list)
{
    size_t candidates = ledger_statement(ledger)->lists[list->cid - 1].count;

    if (list->elected_count > rules_constituency(ledger, list->cid)->seats
        || !are_candidates(list->elected, list->elected_count, candidates)
        || !are_candidates(list->lots, list->lot_count, candidates)) {
        return LEDGER_ELECTED;
    }
    return 0;
}

static int check_list(const struct ledger *ledger,
                      const struct result_list *list,
                      const struct box_list *boxed)
{
    unsigned threshold = rules_definition(ledger)->threshold;
    int r;

    /* Abandoned since the box, it is counted no more; its place stays in the box. */
    if (ledger_input_count(ledger, list->cid) > 0
        && ledger->seats[list->cid - 1].sum.shares < threshold) {
        return LEDGER_EARLY;
    }
    if (memcmp(list->rejected, boxed->rejected, sizeof(list->rejected)) != 0) {
        return LEDGER_COUNTS;
    }
    r = check_counts(ledger, list);
    return r != 0 ? r : check_elected(ledger, list);
}

/* Where a seed decides, nobody draws. */
static bool has_drawn(const struct result_document *result)
{
    size_t i;

    for (i = 0; i < result->count; i++) {
        if (result->lists[i].lot_count > 0) {
            return true;
        }
    }
    return false;
}

static int check_seed(const struct ledger *ledger, const struct result_document *result)
{
    const struct definition *definition = rules_definition(ledger);
    struct digest digest;

    if (result->has_seed != definition->lots_from_seed) {
        return LEDGER_SEED;
    }
    if (!result->has_seed) {
        return 0;
    }
    hash_sha256(SPAN(result->seed.bytes), &digest);
    return !has_drawn(result)
                   && memcmp(digest.bytes, definition->lot_seed.bytes, DIGEST_SIZE) == 0
               ? 0
               : LEDGER_SEED;
}

static int check_lists(const struct ledger *ledger,
                       const struct result_document *result)
{
    const struct box_document *box = ledger_box(ledger);
    size_t next = 0;
    size_t i;
    int r;

    for (i = 0; i < box->count; i++) {
        if (!ledger_is_polled(ledger, box->lists[i].cid)) {
            continue;
        }
        if (next == result->count || result->lists[next].cid != box->lists[i].cid) {
            return LEDGER_LISTS;
        }
        r = check_list(ledger, &result->lists[next], &box->lists[i]);
        if (r != 0) {
            return r;
        }
        next++;
    }
    return next == result->count && next > 0 ? 0 : LEDGER_LISTS;
}

static int check_result(const struct ledger *ledger, struct incoming *in)
{
    int r;

    if (!rules_has(ledger, ENTRY_BOX)) {
        return LEDGER_EARLY;
    }
    if (rules_has(ledger, ENTRY_RESULT)) {
        return LEDGER_ONCE;
    }
    r = check_lists(ledger, &in->document->of.result);
    return r != 0 ? r : check_seed(ledger, &in->document->of.result);
}

static int apply_result(struct ledger *ledger, struct incoming *in)
{
    ledger->result = document_take(&in->document);
    return 0;
}

const struct rule rules_of_result = {check_result, apply_result};
