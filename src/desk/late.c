// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/late.h"

#include <stdio.h>

#include "base/fault.h"
#include "desk/numbers.h"
#include "record/ledger_view.h"

#include "fields.h"
#include "state.h"

enum {
    SUBJECT_SIZE = 48,
};

static bool is_time(const struct facts *facts, enum arrival_kind kind)
{
    switch (kind) {
    case ARRIVAL_VOTE:
        return facts->has_box || facts->is_abandoned;
    case ARRIVAL_APPLICATION:
        return facts->has_close || facts->is_abandoned;
    case ARRIVAL_RETURNED:
        return facts->has_definition;
    case ARRIVAL_END:
        break;
    }
    return false;
}

static int check(struct desk *desk, const struct late_order *order)
{
    struct facts facts = desk_facts(desk);

    if (!desk_numbers_concern(desk, &order->officer)) {
        return LATE_GRANT;
    }
    return is_time(&facts, order->kind) && !facts.is_destroyed ? 0 : LATE_TIME;
}

static bool is_number(struct desk *desk, const struct late_item *item)
{
    struct ledger_voter voter;
    bool is_found = ledger_find_number(
        journal_rules(desk->journal), item->cid, item->number, &voter);

    journal_release(desk->journal);
    return is_found;
}

/* Of whom or what it is told. */
static int find(struct desk *desk, const struct late_item *item, struct arrival *out)
{
    struct member member;
    int r;

    if (item->member[0] == '\0') {
        out->cid = item->cid;
        out->number = item->number;
        return is_number(desk, item) ? 0 : LATE_UNKNOWN;
    }
    r = members_find(desk->roll, item->member, &member);
    if (r != 0) {
        return r == ROLL_UNKNOWN ? LATE_UNKNOWN : FOLD(r);
    }
    out->cid = member.cid;
    out->member = member.id;
    return 0;
}

static int
add(struct desk *desk, const struct late_order *order, const struct late_item *item)
{
    const struct constituency *constituency;
    struct arrival arrival = {.kind = order->kind, .officer = order->officer};
    int r = find(desk, item, &arrival);

    if (r != 0) {
        return r;
    }
    if (order->kind == ARRIVAL_VOTE) {
        constituency = definition_constituency(desk_definition(desk), arrival.cid);
        arrival.channel = order->channel;
        if (arrival.channel == CHANNEL_ONLINE || constituency == NULL
            || (constituency->channels & 1U << arrival.channel) == 0) {
            return LATE_CHANNEL;
        }
    }
    fields_day(desk_now(desk), arrival.day);
    return act_answer(arrivals_add(desk->roll, &arrival), LATE_NO_ROOM);
}

static int add_all(struct desk *desk, const struct late_order *order, size_t *wrong)
{
    size_t i;
    int r = 0;

    for (i = 0; r == 0 && i < order->count; i++) {
        r = add(desk, order, &order->items[i]);
        if (r != 0) {
            *wrong = i;
        }
    }
    return r;
}

int desk_late(struct desk *desk, const struct late_order *order, size_t *wrong)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    char subject[SUBJECT_SIZE];
    int r = check(desk, order);

    if (r != 0) {
        return r;
    }
    r = act_begin(desk, &act);
    if (r == 0) {
        r = add_all(desk, order, wrong);
    } else {
        r = r > 0 ? LATE_NO_ROOM : r;
    }
    if (r != 0) {
        return r;
    }
    (void)snprintf(subject,
                   sizeof(subject),
                   "%s, %zu",
                   register_arrival_name(order->kind),
                   order->count);
    r = act_note(desk, ACTED_LATE, &order->officer, subject);
    if (r == 0) {
        r = act_commit(&act);
    }
    return r > 0 ? LATE_NO_ROOM : r;
}

struct telling {
    struct desk *desk;
    late_visit visit;
    void *context;
};

static int tell(void *context, const struct arrival *arrival)
{
    const struct telling *telling = context;
    struct member member;
    int r;

    if (arrival->member == 0) {
        return telling->visit(telling->context, arrival, NULL);
    }
    r = members_get(telling->desk->roll, arrival->member, &member);
    return r == 0 ? telling->visit(telling->context, arrival, &member) : FOLD(r);
}

int desk_late_each(struct desk *desk, late_visit visit, void *context)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    struct telling telling = {desk, visit, context};

    (void)hold;
    return arrivals_each(desk->roll, tell, &telling);
}
