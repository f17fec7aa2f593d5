// SPDX-License-Identifier: AGPL-3.0-or-later
/* What officers add to the box: rejected papers, and the waiver of a floor. */
#include <string.h>

#include "base/fault.h"
#include "desk/waiting.h"
#include "record/ledger_view.h"
#include "store/rejections.h"

#include "prepare.h"
#include "state.h"

/* There are figures of the box from the opening on. */
static struct box_inputs *find_inputs(struct desk *desk, uint16_t cid)
{
    const struct definition *definition = desk_definition(desk);

    return definition && definition_constituency(definition, cid)
                   && desk_facts(desk).has_open
               ? &desk->box[cid - 1]
               : NULL;
}

/* A batch is told once; without one, the counts are the whole of what was rejected. */
static int write_counts(struct desk *desk,
                        const struct box_order *order,
                        struct box_inputs *inputs)
{
    struct rejection rejection = {
        .cid = order->cid, .at = desk_now(desk), .officer = order->officer};
    int r = 0;

    memcpy(rejection.batch, order->batch, sizeof(rejection.batch));
    memcpy(rejection.counts, order->rejected, sizeof(rejection.counts));
    if (!order->is_batch) {
        rejection.batch[0] = (uint8_t)order->cid;
        r = rejections_clear(desk->roll, order->cid);
    }
    if (r == 0) {
        r = rejections_add(desk->roll, &rejection);
    }
    if (r == ROLL_DUPLICATE && order->is_batch) {
        r = 0;
    }
    if (r == 0) {
        r = rejections_sum(desk->roll, order->cid, inputs->rejected);
    }
    return act_answer(r, WAITING_NO_ROOM);
}

static int
write_order(struct desk *desk, const struct box_order *order, struct box_inputs *inputs)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    const char *words = desk_definition(desk)->constituencies[order->cid - 1].name;
    int r = act_begin(desk, &act);

    if (r == 0) {
        r = act_note(desk, ACTED_PAPERS, &order->officer, words);
    }
    if (r == 0) {
        r = write_counts(desk, order, inputs);
    }
    if (r == 0) {
        r = act_commit(&act);
    }
    return r > 0 ? WAITING_NO_ROOM : r;
}

static int change(struct desk *desk, const struct box_order *order)
{
    struct box_inputs *inputs = find_inputs(desk, order->cid);
    struct box_inputs changed;
    int r;

    /* Until the box is signed. */
    if (!inputs || desk_facts(desk).has_box) {
        return WAITING_TIME;
    }
    changed = *inputs;
    r = write_order(desk, order, &changed);
    if (r != 0) {
        return r;
    }
    if (!order->is_batch) {
        changed.is_waived = order->is_waived;
    }
    *inputs = changed;
    return 0;
}

int desk_box(struct desk *desk, const struct box_order *order)
{
    int r;

    if (!desk_officer(
            desk, &order->officer, order->is_batch ? GRANT_PAPERS : GRANT_BOX)) {
        return WAITING_GRANT;
    }
    (void)pthread_mutex_lock(&desk->submit_lock);
    r = change(desk, order);
    (void)pthread_mutex_unlock(&desk->submit_lock);
    return r;
}

int box_load(struct desk *desk)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    uint16_t cid;
    int r = 0;

    (void)hold;
    for (cid = 1; r == 0 && cid <= CONSTITUENCIES_MAX; cid++) {
        r = FOLD(rejections_sum(desk->roll, cid, desk->box[cid - 1].rejected));
    }
    return r;
}

static void count_votes(const struct ledger_state *state, struct box_view *out)
{
    size_t i;

    out->online = state->online;
    out->entered = state->entered;
    for (i = 0; i < CHANNEL_END; i++) {
        out->received += state->received[i];
    }
}

static int view(struct desk *desk, uint16_t cid, struct box_view *out)
{
    const struct box_inputs *inputs = find_inputs(desk, cid);
    const struct ledger *ledger = journal_rules(desk->journal);
    struct box_view seen = {.is_closed = false};
    struct ledger_state state = {0};
    struct facts facts = {0};
    bool is_polled = inputs && ledger_is_polled(ledger, cid);

    ledger_facts(ledger, &facts);
    if (is_polled && facts.has_close) {
        ledger_constituency(ledger, cid, &state);
        turnout_of(ledger, cid, &seen.turnout);
    }
    journal_release(desk->journal);
    if (!is_polled) {
        return WAITING_TIME;
    }
    memcpy(seen.rejected, inputs->rejected, sizeof(seen.rejected));
    seen.is_waived = inputs->is_waived;
    seen.is_closed = facts.has_close;
    seen.is_boxed = facts.has_box;
    if (seen.is_closed) {
        count_votes(&state, &seen);
    }
    *out = seen;
    return 0;
}

int desk_box_view(struct desk *desk, uint16_t cid, struct box_view *out)
{
    int r;

    (void)pthread_mutex_lock(&desk->submit_lock);
    r = view(desk, cid, out);
    (void)pthread_mutex_unlock(&desk->submit_lock);
    return r;
}
