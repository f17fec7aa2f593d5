// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/overview.h"

#include <string.h>

#include "base/fault.h"
#include "record/ledger_view.h"
#include "store/deliveries.h"
#include "store/references.h"

#include "hands.h"
#include "oath_check.h"
#include "pending.h"
#include "settle_list.h"
#include "state.h"

/* The steps' times as extended, and the next one that is still to come. */
static void
find_next(struct desk *desk, const struct facts *facts, struct overview *out)
{
    const struct definition *definition = desk_definition(desk);
    size_t step;

    for (step = 0; definition && step < STEPS; step++) {
        out->at[step] =
            step == STEP_CLOSE ? facts->close_at : definition->timetable.at[step];
        if (out->at[step] > out->now && !out->has_next && out->phase < PHASE_DECLARED) {
            out->has_next = true;
            out->next = (enum step)step;
            out->next_at = out->at[step];
        }
    }
}

static void
find_waiting(struct desk *desk, const struct facts *facts, struct overview *out)
{
    const struct definition *definition = desk_definition(desk);
    struct overview_waiting *waiting = &out->waiting;

    waiting->definition = !definition;
    waiting->statement =
        !facts->has_statement && phase_may(out->phase, ACT_SIGN_STATEMENT);
    waiting->roll = facts->has_statement && facts->is_contested && !facts->has_roll
                    && phase_may(out->phase, ACT_SIGN_ROLL);
    waiting->box = facts->has_close && !facts->has_box && !facts->is_abandoned
                   && phase_may(out->phase, ACT_BOX);
    waiting->result = phase_may(out->phase, ACT_RESULT);
    waiting->replacements = pending_count(desk);
    waiting->prepared = hands_prepared(desk->hands);
    waiting->other_hand = desk->hands->count - waiting->prepared;
    out->is_late = definition
                   && ((!facts->has_open && out->phase == PHASE_SETTLED
                        && out->now >= definition->timetable.at[STEP_OPEN])
                       || (facts->has_open && !facts->has_close
                           && out->now >= facts->close_at + 60));
}

static int add_one(void *context, const struct delivery *delivery)
{
    uint64_t *count = context;

    (void)delivery;
    (*count)++;
    return 0;
}

/* A delivery that failed and was made good by a later one is nobody's trouble. */
static int count_tokens(struct desk *desk, struct overview_tokens *out)
{
    const struct {
        enum delivery_way way;
        enum delivery_state state;
        uint64_t *sum;
    } counts[] = {
        {DELIVERY_EMAIL, DELIVERY_WAITING, &out->waiting},
        {DELIVERY_LETTER, DELIVERY_WAITING, &out->waiting},
        {DELIVERY_EMAIL, DELIVERY_HANDED, &out->handed},
        {DELIVERY_LETTER, DELIVERY_HANDED, &out->letters},
        {DELIVERY_EMAIL, DELIVERY_SENT, &out->sent},
    };
    size_t i;
    int r = FOLD(references_count(desk->roll, &out->issued));

    for (i = 0; r == 0 && i < ARRAY_SIZE(counts); i++) {
        uint64_t count = 0;

        r = FOLD(deliveries_count(desk->roll, counts[i].way, counts[i].state, &count));
        *counts[i].sum += count;
    }
    return r == 0 ? FOLD(deliveries_failed(desk->roll, add_one, &out->failed)) : r;
}

/* Who stands where; and where no statement can be made, because too many do. */
static int find_standing(struct desk *desk, struct overview *out)
{
    const struct definition *definition = desk_definition(desk);
    uint16_t cid;

    for (cid = 1; definition && cid <= definition->constituency_count; cid++) {
        CLEANUP(standings_freep) struct standings *standings = NULL;
        struct overview_seat *seat = &out->seats[cid - 1];
        int r = settle_list(desk, cid, &standings);

        if (r == SETTLE_TOO_MANY) {
            seat->is_crowded = true;
            out->crowded = out->crowded == 0 ? cid : out->crowded;
        } else if (r != 0) {
            return FOLD(r);
        } else {
            seat->standing = standings->count;
        }
    }
    return 0;
}

static void find_states(struct desk *desk, struct overview *out)
{
    const struct definition *definition = desk_definition(desk);
    uint16_t cid;

    for (cid = 1; definition && cid <= definition->constituency_count; cid++) {
        out->seats[cid - 1].state = desk_state(desk, cid);
    }
}

/* Officers who have declared an email address that is on the roll. */
static int find_barred(struct desk *desk, unsigned *out)
{
    const struct definition *definition = desk_definition(desk);
    size_t i;

    for (i = 0; definition && i < definition->officer_count; i++) {
        int r = oath_check(desk, &definition->officers[i].key);

        if (r < 0) {
            return r;
        }
        *out |= r == OATH_MEMBER ? 1U << i : 0;
    }
    return 0;
}

/* What the roll knows. */
static int ask_roll(struct desk *desk, struct overview *out)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    int r = FOLD(members_count(desk->roll, 0, &out->members));

    (void)hold;
    if (r == 0) {
        r = settle_undecided(desk, &out->undecided);
    }
    if (r == 0) {
        r = find_standing(desk, out);
    }
    if (r == 0) {
        r = count_tokens(desk, &out->tokens);
    }
    if (r == 0) {
        r = find_barred(desk, &out->barred);
    }
    if (r == 0) {
        r = FOLD(acts_last(desk->roll, OVERVIEW_ACTS, out->acts, &out->act_count));
    }
    return r;
}

size_t desk_deaths(struct desk *desk)
{
    const struct definition *definition = desk_definition(desk);
    size_t deaths = 0;
    uint16_t cid;

    for (cid = 1; definition && cid <= definition->constituency_count; cid++) {
        struct ledger_state state;

        ledger_constituency(journal_rules(desk->journal), cid, &state);
        journal_release(desk->journal);
        deaths += (size_t)__builtin_popcountll(state.dead);
    }
    return deaths;
}

int desk_overview(struct desk *desk, struct overview *out)
{
    struct facts facts = desk_facts(desk);
    struct retention retention;
    struct overview made;
    int r;

    memset(&made, 0, sizeof(made));
    made.now = desk_now(desk);
    made.phase = desk_phase(desk);
    made.entries = journal_size(desk->journal);
    retention = desk_retention(desk);
    made.is_destruction_due = retention_is_due(&retention, made.now);
    find_next(desk, &facts, &made);
    find_states(desk, &made);
    made.deaths = desk_deaths(desk);
    (void)pthread_mutex_lock(&desk->submit_lock);
    find_waiting(desk, &facts, &made);
    (void)pthread_mutex_unlock(&desk->submit_lock);
    r = ask_roll(desk, &made);
    if (r == 0) {
        *out = made;
    }
    return r;
}

int desk_acts_from(
    struct desk *desk, size_t from, size_t size, struct acted *out, size_t *count)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);

    (void)hold;
    return FOLD(acts_from(desk->roll, from, size, out, count));
}

int desk_acts(struct desk *desk, size_t size, struct acted *out, size_t *count)
{
    return desk_acts_from(desk, 0, size, out, count);
}

int desk_acted(struct desk *desk, const struct acted *acted)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    int r = act_begin(desk, &act);

    if (r == 0) {
        r = act_answer(acts_add(desk->roll, acted), ACT_NO_ROOM);
    }
    if (r == 0) {
        r = act_commit(&act);
    }
    return r > 0 ? OVERVIEW_NO_ROOM : r;
}
