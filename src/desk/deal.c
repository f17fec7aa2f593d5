// SPDX-License-Identifier: AGPL-3.0-or-later
#include "deal.h"

#include "base/fault.h"
#include "post/ticketing.h"
#include "seal/sealbox.h"
#include "store/deliveries.h"
#include "store/references.h"
#include "store/reissues.h"

#include "addressed.h"
#include "fields.h"
#include "state.h"

static int write_reference(struct desk *desk,
                           const struct member *member,
                           const struct deal *deal,
                           const struct digest *mark)
{
    const struct sealed_reference reference = {
        .eid = desk_eid(desk),
        .cid = deal->cid,
        .number = deal->number,
        .member = span_of_text(member->number),
    };
    struct buf sealed;
    int r;

    buf_init(&sealed, SEALBOX_REFERENCE_MAX + SEALBOX_EXTRA);
    r = FOLD(sealbox_seal_reference(
        &desk_definition(desk)->officers[0].seal, &reference, &sealed));
    if (r == 0) {
        r = act_answer(
            references_add(desk->roll, deal->member, buf_span(&sealed), mark),
            DEAL_NO_ROOM);
    }
    buf_deinit(&sealed);
    return r;
}

int deal_write(struct desk *desk, struct deal *deal, const struct digest *mark)
{
    struct delivery delivery = {.member = deal->member};
    struct member member;
    int r = FOLD(members_get(desk->roll, deal->member, &member));

    if (r == 0) {
        r = write_reference(desk, &member, deal, mark);
    }
    /* A stopped poll has its numbers, and so has a member who died, but nothing is
     * delivered. */
    if (r != 0 || member.has_died || desk_stopped_at(desk, deal->cid) != 0) {
        return r;
    }
    delivery.way =
        addressed_is_by_email(desk, &member) ? DELIVERY_EMAIL : DELIVERY_LETTER;
    fields_day(desk_now(desk), delivery.day);
    return act_answer(deliveries_add(desk->roll, &delivery, mark, &deal->delivery),
                      DEAL_NO_ROOM);
}

int deal_forget(struct desk *desk, const struct digest *mark)
{
    int r = FOLD(references_undo(desk->roll, mark));

    if (r == 0) {
        r = FOLD(deliveries_undo(desk->roll, mark));
    }
    return r == 0 ? FOLD(reissues_undo(desk->roll, mark)) : r;
}

/* An act of its own: takes back all that carries the mark. */
static int undo(struct desk *desk, const struct digest *mark)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    int r = FOLD(act_begin(desk, &act));

    if (r == 0) {
        r = deal_forget(desk, mark);
    }
    return r == 0 ? FOLD(act_commit(&act)) : r;
}

int deal_commit(struct desk *desk,
                struct span submission,
                const struct digest *mark,
                struct committed *out)
{
    const struct commit_job job = {
        .submission = submission,
        .arrived = desk_now(desk),
    };
    int r = committer_append(desk->committer, &job, out);
    int undone;

    if (r == 0 || desk_fault(desk) != 0) {
        /* After a fault of the committer the next start sees whether the entry stands.
         */
        return r;
    }
    undone = undo(desk, mark);
    if (undone != 0) {
        desk_fail(desk, undone);
        return undone;
    }
    if (r < 0) {
        return r;
    }
    out->result = r;
    return DEAL_REFUSED;
}

static int move_all(struct desk *desk,
                    const struct digest *mark,
                    enum delivery_way way,
                    enum delivery_state state)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    int r = FOLD(act_begin(desk, &act));

    if (r == 0) {
        r = FOLD(deliveries_hand(desk->roll, mark, way, state));
    }
    return r == 0 ? FOLD(act_commit(&act)) : r;
}

int deal_confirm(struct desk *desk, const struct digest *mark)
{
    return move_all(desk, mark, DELIVERY_EMAIL, DELIVERY_HANDED);
}

static int mark_failed(struct desk *desk, int64_t delivery)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    int r = FOLD(act_begin(desk, &act));

    if (r == 0) {
        r = FOLD(deliveries_move(desk->roll, delivery, DELIVERY_FAILED));
    }
    return r == 0 ? FOLD(act_commit(&act)) : r;
}

/* The entry is in the record: whatever keeps a parcel from leaving, its delivery has
 * failed and the others go on. */
static int hand(struct desk *desk, const struct deal *deal, struct addressed *to)
{
    int r;

    (void)pthread_mutex_lock(&desk->outbox_lock);
    r = desk->outbox->hand(desk->outbox->self, &to->parcel);
    (void)pthread_mutex_unlock(&desk->outbox_lock);
    return r == 0 ? 0 : mark_failed(desk, deal->delivery);
}

static int find(struct desk *desk, int64_t id, struct member *out)
{
    CLEANUP(hold_end) struct hold lock = hold_begin(desk);

    (void)lock;
    return FOLD(members_get(desk->roll, id, out));
}

int deal_hand(struct desk *desk,
              const struct deal *deal,
              const struct token *token,
              enum deal_kind kind)
{
    CLEANUP(ticketing_freep) struct ticketing *words = NULL;
    struct ticket ticket = {*token, deal->cid, deal->number};
    struct eid eid = desk_eid(desk);
    struct addressed to;
    struct member member;
    int r;

    if (deal->delivery == 0) {
        return 0;
    }
    r = find(desk, deal->member, &member);
    if (r == 0) {
        r = FOLD(ticketing_new(desk->address, &eid, &ticket, &words));
    }
    token_wipe(&ticket.token);
    if (r != 0) {
        return r;
    }
    addressed_to(desk, PARCEL_TOKEN, &member, &to);
    ticketing_fill(words, &to.parcel);
    to.parcel.id = deal->delivery;
    to.parcel.is_replacement = kind == DEAL_REPLACEMENT;
    to.parcel.close = desk_close_at(desk);
    return hand(desk, deal, &to);
}

int deal_finish(struct desk *desk, const struct digest *mark)
{
    CLEANUP(hold_end) struct hold lock = {.desk = NULL};
    int r;

    (void)pthread_mutex_lock(&desk->outbox_lock);
    r = desk->outbox->finish(desk->outbox->self);
    (void)pthread_mutex_unlock(&desk->outbox_lock);
    r = move_all(
        desk, mark, DELIVERY_LETTER, r == 0 ? DELIVERY_HANDED : DELIVERY_FAILED);
    if (r != 0) {
        return r;
    }
    /* What was deleted or overwritten goes; a disk too full for that is no reason to
     * take back what was done. */
    hold_take(&lock, desk);
    r = db_scrub(desk->roll_db);
    return r < 0 ? r : 0;
}
