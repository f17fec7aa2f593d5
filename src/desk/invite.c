// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/invite.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>

#include "base/fault.h"
#include "seal/code.h"
#include "seal/hash.h"
#include "store/members.h"
#include "store/signins.h"

#include "addressed.h"
#include "state.h"

/* Who gets a letter, and the code in it. */
struct guest {
    int64_t member;
    struct code code;
};

struct guests {
    size_t count;
    size_t room;
    struct guest *list;
};

static void guests_deinit(struct guests *guests)
{
    free(guests->list);
}

static bool has_address(const struct member *member)
{
    return member->address[0][0] != '\0' && member->postcode[0] != '\0';
}

static int add(struct guests *guests, int64_t member)
{
    struct guest *guest;

    if (guests->count == guests->room) {
        size_t room = guests->room == 0 ? 64 : 2 * guests->room;
        struct guest *list = realloc(guests->list, room * sizeof(*list));

        if (list == NULL) {
            return FAULT(FAULT_MEMORY);
        }
        guests->list = list;
        guests->room = room;
    }
    guest = &guests->list[guests->count];
    guest->member = member;
    if (getrandom(guest->code.bytes, sizeof(guest->code.bytes), 0)
        != (ssize_t)sizeof(guest->code.bytes)) {
        return FAULT(FAULT_CRYPTO);
    }
    guests->count++;
    return 0;
}

static int add_without_email(void *context, const struct member *member)
{
    struct guests *guests = context;

    return member->email[0] == '\0' && has_address(member) ? add(guests, member->id)
                                                           : 0;
}

static int find(struct desk *desk, const char *number, struct guests *out)
{
    struct member member;
    int r;

    if (number == NULL) {
        r = members_each(desk->roll, 0, add_without_email, out);
        return r == 0 && out->count == 0 ? INVITE_NOBODY : r;
    }
    r = members_find(desk->roll, number, &member);
    if (r != 0 || !member.is_member) {
        return r == 0 || r == ROLL_UNKNOWN ? INVITE_UNKNOWN : FOLD(r);
    }
    return has_address(&member) ? add(out, member.id) : INVITE_NO_ADDRESS;
}

static int keep(struct desk *desk, const struct guests *guests)
{
    int64_t now = desk_now(desk);
    size_t i;
    int r = FOLD(signins_forget(desk->roll, now));

    for (i = 0; r == 0 && i < guests->count; i++) {
        struct digest digest;

        hash_sha256(SPAN(guests->list[i].code), &digest);
        r = act_answer(
            signins_add(desk->roll, &digest, guests->list[i].member, now + INVITE_LIFE),
            INVITE_NO_ROOM);
    }
    return r;
}

/* One act: the hashes of the codes, and that the officer asked for them. */
static int
write_codes(struct desk *desk, const struct invite_order *order, struct guests *out)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    char subject[ACT_SUBJECT_SIZE];
    int r = act_begin(desk, &act);

    if (r != 0) {
        return r < 0 ? r : INVITE_NO_ROOM;
    }
    r = find(desk, order->member, out);
    if (r == 0) {
        r = keep(desk, out);
    }
    if (r != 0) {
        return r;
    }
    (void)snprintf(subject, sizeof(subject), "%zu", out->count);
    r = act_note(desk, ACTED_INVITE, &order->officer, subject);
    if (r == 0) {
        r = act_commit(&act);
    }
    return r > 0 ? INVITE_NO_ROOM : r;
}

static int hand(struct desk *desk, const struct guest *guest)
{
    struct addressed to;
    struct member member;
    char text[CODE_TEXT_SIZE];
    int r;

    (void)pthread_mutex_lock(&desk->roll_lock);
    r = FOLD(members_get(desk->roll, guest->member, &member));
    (void)pthread_mutex_unlock(&desk->roll_lock);
    if (r != 0) {
        return r;
    }
    code_write(&guest->code, text);
    addressed_to(desk, PARCEL_SIGN_IN, &member, &to);
    to.parcel.way = PARCEL_LETTER;
    to.parcel.token = text;
    (void)pthread_mutex_lock(&desk->outbox_lock);
    r = desk->outbox->hand(desk->outbox->self, &to.parcel);
    (void)pthread_mutex_unlock(&desk->outbox_lock);
    return r > 0 ? INVITE_NO_PRINT : r;
}

static int print(struct desk *desk, const struct guests *guests)
{
    size_t i;
    int finished;
    int r = 0;

    for (i = 0; r == 0 && i < guests->count; i++) {
        r = hand(desk, &guests->list[i]);
    }
    (void)pthread_mutex_lock(&desk->outbox_lock);
    finished = desk->outbox->finish(desk->outbox->self);
    (void)pthread_mutex_unlock(&desk->outbox_lock);
    if (r == 0) {
        r = finished > 0 ? INVITE_NO_PRINT : finished;
    }
    return r;
}

int desk_invite(struct desk *desk, const struct invite_order *order, size_t *count)
{
    CLEANUP(guests_deinit) struct guests guests = {.list = NULL};
    int r;

    if (!desk_officer(desk, &order->officer, GRANT_ROLL)) {
        return INVITE_GRANT;
    }
    r = write_codes(desk, order, &guests);
    if (r == 0) {
        r = print(desk, &guests);
    }
    if (r == 0) {
        *count = guests.count;
    }
    return r;
}
