// SPDX-License-Identifier: AGPL-3.0-or-later
#include "import_apply.h"

#include <string.h>

#include "base/fault.h"
#include "store/memberships.h"

#include "fields.h"
#include "found.h"
#include "state.h"

/* Refusals of the roll that can only be a disk that is full. */
static int store(int r)
{
    return act_answer(r, IMPORT_APPLY_NO_ROOM);
}

static int note(struct import_applying *applying, const struct difference *change)
{
    struct imported *sum = applying->sum;

    sum->of_kind[change->kind]++;
    sum->candidates += change->is_candidate;
    if (applying->order->change != NULL) {
        applying->order->change(applying->order->context, change);
    }
    return difference_hash(change, &sum->difference);
}

static int add(struct import_applying *applying, const struct member *member)
{
    struct roll *roll = applying->desk->roll;
    struct difference change = {.kind = DIFFERENCE_ADDED};
    int r = store(members_add(roll, member));

    if (r == 0) {
        r = FOLD(members_find(roll, member->number, &change.after));
    }
    if (r == 0) {
        r = store(memberships_begin(roll, &change.after, applying->now));
    }
    if (r == 0) {
        r = store(members_list(roll, change.after.id));
    }
    if (r != 0) {
        return r;
    }
    applying->sum->members++;
    applying->sum->voteless += strcmp(member->joined, applying->last_day) > 0;
    return note(applying, &change);
}

/* Who had left comes back; who opted out only by joining again, on a later day; who is
 * recorded as dead when an officer takes that back. */
static int bring_back(struct import_applying *applying, struct difference *change)
{
    struct roll *roll = applying->desk->roll;
    struct membership last;
    char day[MEMBER_DAY_SIZE];
    int r = FOLD(memberships_last(roll, change->after.id, &last));

    if (r != 0) {
        return r;
    }
    fields_day(last.until, day);
    if (change->before.has_died
        || (last.ended == MEMBERSHIP_OPTED_OUT
            && strcmp(change->after.joined, day) <= 0)) {
        change->kind = DIFFERENCE_KEPT_OUT;
        return note(applying, change);
    }
    change->kind = DIFFERENCE_RETURNING;
    r = store(members_change(roll, &change->after));
    if (r == 0) {
        r = store(memberships_begin(roll, &change->after, applying->now));
    }
    return r == 0 ? note(applying, change) : r;
}

static int renew(struct import_applying *applying, const struct member *member)
{
    struct roll *roll = applying->desk->roll;
    int r =
        FOLD(memberships_end(roll, member->id, applying->now, MEMBERSHIP_CORRECTED));

    return r == 0 ? store(memberships_begin(roll, member, applying->now)) : r;
}

static int alter(struct import_applying *applying, struct difference *change)
{
    struct desk *desk = applying->desk;
    bool moves = (change->fields & 1U << FIELD_CONSTITUENCY) != 0;
    int r = 0;

    change->kind = moves ? DIFFERENCE_MOVED : DIFFERENCE_CHANGED;
    if (moves) {
        r = found_candidate(desk, change->after.id, &change->is_candidate);
    }
    if (r == 0 && change->is_candidate && !applying->is_settled) {
        return IMPORT_APPLY_CANDIDATE;
    }
    if (r == 0) {
        r = store(members_change(desk->roll, &change->after));
    }
    if (r == 0 && (moves || (change->fields & 1U << FIELD_JOINED) != 0)) {
        r = renew(applying, &change->after);
    }
    return r == 0 ? note(applying, change) : r;
}

int import_apply_row(struct import_applying *applying, const struct member *member)
{
    struct roll *roll = applying->desk->roll;
    struct difference change = {.after = *member};
    int r = members_find(roll, member->number, &change.before);

    applying->has_named[member->cid - 1] = true;
    if (r == ROLL_UNKNOWN) {
        return add(applying, member);
    }
    if (r != 0) {
        return FOLD(r);
    }
    change.after.id = change.before.id;
    change.after.way = change.before.way;
    change.after.hears = change.before.hears;
    change.after.is_member = true;
    r = members_list(roll, change.before.id);
    if (r != 0) {
        return r == ROLL_DUPLICATE ? IMPORT_APPLY_TWICE : store(r);
    }
    if (!change.before.is_member) {
        return bring_back(applying, &change);
    }
    change.fields = difference_fields(&change.before, &change.after);
    return change.fields != 0 ? alter(applying, &change) : 0;
}

static int leave(void *context, const struct member *member)
{
    struct import_applying *applying = context;
    struct difference change = {.kind = DIFFERENCE_LEAVING, .before = *member};
    int r = found_candidate(applying->desk, member->id, &change.is_candidate);

    if (r == 0) {
        r = FOLD(memberships_end(
            applying->desk->roll, member->id, applying->now, MEMBERSHIP_UNLISTED));
    }
    return r == 0 ? note(applying, &change) : r;
}

static int let_leave(struct import_applying *applying)
{
    uint16_t cid;
    int r = 0;

    for (cid = 1; r == 0 && cid <= CONSTITUENCIES_MAX; cid++) {
        if (applying->has_named[cid - 1]) {
            r = members_unlisted(applying->desk->roll, cid, leave, applying);
        }
    }
    return r;
}

struct pairing {
    struct import_applying *applying;
    enum difference_kind kind;
};

static int tell_pair(void *context, const char *one, const char *other)
{
    const struct pairing *pairing = context;
    struct roll *roll = pairing->applying->desk->roll;
    struct difference change = {.kind = pairing->kind};
    int r = FOLD(members_find(roll, one, &change.before));

    if (r == 0) {
        r = FOLD(members_find(roll, other, &change.after));
    }
    return r == 0 ? note(pairing->applying, &change) : r;
}

int import_apply_rest(struct import_applying *applying)
{
    struct roll *roll = applying->desk->roll;
    struct pairing same = {applying, DIFFERENCE_PERSON};
    struct pairing like = {applying, DIFFERENCE_LIKENESS};
    int r = 0;

    if (applying->order->scope == IMPORT_WHOLE && applying->sum->bad == 0) {
        r = let_leave(applying);
    }
    if (r == 0) {
        r = FOLD(members_forget_list(roll));
    }
    if (r == 0) {
        r = members_twins(roll, MEMBERS_SHARE_EMAIL, tell_pair, &same);
    }
    if (r == 0) {
        r = members_twins(roll, MEMBERS_SHARE_ADDRESS, tell_pair, &like);
    }
    return r;
}
