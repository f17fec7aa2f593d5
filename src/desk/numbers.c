// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/numbers.h"

#include <stdlib.h>

#include "base/fault.h"
#include "record/entry.h"
#include "record/ledger_view.h"
#include "store/references.h"
#include "wire/codec.h"

#include "hands.h"
#include "state.h"

enum {
    MINUTE = 60,
};

bool desk_numbers_concern(struct desk *desk, const struct sign_key *officer)
{
    return desk_officer(desk, officer, GRANT_PAPERS) != NULL
           || desk_officer(desk, officer, GRANT_DISQUALIFY) != NULL
           || desk_officer(desk, officer, GRANT_REPLACE) != NULL;
}

static int check_order(struct desk *desk, const struct number_order *order)
{
    const struct definition *definition = desk_definition(desk);

    if (!desk_numbers_concern(desk, &order->officer)) {
        return NUMBERS_GRANT;
    }
    if (!desk_facts(desk).has_roll) {
        return NUMBERS_TIME;
    }
    return definition_constituency(definition, order->cid) != NULL ? 0
                                                                   : NUMBERS_UNKNOWN;
}

static bool is_of(const struct disqualification *what, const struct number_order *order)
{
    return what->cid == order->cid && what->number == order->number;
}

static void add_struck(const struct ledger *ledger,
                       const struct number_order *order,
                       struct number_view *out)
{
    size_t count = 0;
    const struct ledger_strike *strikes = ledger_strikes(ledger, &count);
    size_t i;

    for (i = 0; i < count && out->struck_count < NUMBERS_STRUCK_MAX; i++) {
        if (is_of(&strikes[i].what, order)) {
            out->struck[out->struck_count++] = (struct number_struck){
                .what = strikes[i].what,
                .is_late = strikes[i].is_late,
                .act = strikes[i].act,
            };
        }
    }
}

/* Under the submit lock: what one of two hands has signed. */
static int add_waiting(struct desk *desk,
                       const struct number_order *order,
                       struct number_view *out)
{
    size_t i;

    for (i = 0; i < desk->hands->count; i++) {
        CLEANUP(document_freep) struct document *document = NULL;
        const struct half_signed *half = &desk->hands->list[i];
        int r = 0;

        if (half->type != ENTRY_DISQUALIFY || out->struck_count == NUMBERS_STRUCK_MAX) {
            continue;
        }
        r = codec_parse(buf_span(&half->document), ENTRY_DISQUALIFY, NULL, &document);
        if (r != 0) {
            return FOLD(r);
        }
        if (is_of(&document->of.disqualification, order)) {
            out->struck[out->struck_count++] = (struct number_struck){
                .what = document->of.disqualification, .is_waiting = true};
        }
    }
    return 0;
}

static int
look(struct desk *desk, const struct number_order *order, struct number_view *out)
{
    const struct ledger *ledger = journal_rules(desk->journal);
    struct ledger_voter voter = {0};
    bool is_found = ledger_find_number(ledger, order->cid, order->number, &voter);
    int r;

    if (is_found) {
        add_struck(ledger, order, out);
    }
    journal_release(desk->journal);
    if (!is_found) {
        return NUMBERS_UNKNOWN;
    }
    out->is_cancelled = voter.is_cancelled;
    out->is_spent = voter.is_spent;
    if (!voter.is_spent) {
        return 0;
    }
    out->spent_by = voter.spent_by;
    out->entry = voter.spent_at;
    out->at = desk_now(desk); /* while it is not synced: just now */
    r = journal_time(desk->journal, voter.spent_at, &out->at);
    out->at -= out->at % MINUTE;
    return r == JOURNAL_UNKNOWN ? 0 : FOLD(r);
}

int desk_number(struct desk *desk,
                const struct number_order *order,
                struct number_view *out)
{
    struct number_view view = {.is_spent = false};
    int r = check_order(desk, order);

    if (r != 0) {
        return r;
    }
    (void)pthread_mutex_lock(&desk->submit_lock);
    r = look(desk, order, &view);
    if (r == 0) {
        r = add_waiting(desk, order, &view);
    }
    (void)pthread_mutex_unlock(&desk->submit_lock);
    if (r == 0) {
        view.is_closed = desk_facts(desk).has_close;
        view.is_boxed = desk_facts(desk).has_box;
        *out = view;
    }
    return r;
}

/* Collected first: whoever is called back must not hold up the record. */
static int collect(struct desk *desk, uint16_t cid, uint32_t **out, size_t *count)
{
    const struct ledger *ledger = journal_rules(desk->journal);
    struct ledger_state state = {0};
    struct ledger_voter voter;
    uint32_t *list;
    uint32_t number;

    ledger_constituency(ledger, cid, &state);
    list = calloc(state.highest == 0 ? 1 : state.highest, sizeof(*list));
    *count = 0;
    for (number = 1; list != NULL && number <= state.highest; number++) {
        if (ledger_find_number(ledger, cid, number, &voter)
            && (voter.is_spent || voter.is_cancelled)) {
            list[(*count)++] = number;
        }
    }
    journal_release(desk->journal);
    *out = list;
    return list != NULL ? 0 : FAULT(FAULT_MEMORY);
}

int desk_numbers_done(struct desk *desk,
                      const struct number_order *order,
                      numbers_visit visit,
                      void *context)
{
    uint32_t *list = NULL;
    size_t count = 0;
    size_t i;
    int r = check_order(desk, order);

    if (r == 0) {
        r = collect(desk, order->cid, &list, &count);
    }
    for (i = 0; r == 0 && i < count; i++) {
        r = visit(context, list[i]);
    }
    free(list);
    return r;
}

int desk_numbers_sealed(struct desk *desk,
                        const struct sign_key *officer,
                        numbers_take take,
                        void *context)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);

    (void)hold;
    return desk_officer(desk, officer, GRANT_REPLACE) != NULL
               ? references_each(desk->roll, take, context)
               : NUMBERS_GRANT;
}
