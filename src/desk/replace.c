// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/replace.h"

#include <string.h>

#include "base/fault.h"
#include "record/entry.h"
#include "record/ledger_view.h"
#include "seal/hash.h"
#include "seal/sealbox.h"
#include "store/references.h"
#include "store/reissues.h"

#include "deal.h"
#include "fields.h"
#include "franchise.h"
#include "pending.h"
#include "pending_rows.h"
#include "state.h"

/* Whether a reference is known exactly when there must be one. */
static int check_reference(struct desk *desk,
                           const struct replace_order *order,
                           const struct member *member)
{
    CLEANUP(buf_deinit) struct buf sealed;
    bool is_known;
    int r;

    buf_init(&sealed, SEALBOX_REFERENCE_MAX + SEALBOX_EXTRA);
    if (order->drawn) {
        is_known = order->drawn->sealed.size > 0;
        return order->drawn->sealed.size <= sealed.ceiling
                       && is_known == (order->kept_in != REGISTER_OMITTED)
                   ? 0
                   : REPLACE_REGISTER;
    }
    r = references_find(desk->roll, member->id, &sealed);
    if (r != 0 && r != ROLL_UNKNOWN) {
        return FOLD(r);
    }
    return (r == ROLL_UNKNOWN) == (order->kept_in == REGISTER_OMITTED)
               ? 0
               : REPLACE_REGISTER;
}

/* Whether this member may be given another number, or a first one. */
static int
check_member(struct desk *desk, const struct replace_order *order, struct member *out)
{
    struct franchise franchise;
    int r = members_find(desk->roll, order->member, out);

    if (r != 0) {
        return r == ROLL_UNKNOWN ? REPLACE_UNKNOWN : FOLD(r);
    }
    if (out->has_died) {
        return REPLACE_DIED;
    }
    r = franchise_now(desk, &franchise);
    if (r == 0) {
        r = memberships_voter(desk->roll, &franchise, out->id, &out->cid);
    }
    if (r != 0) {
        return r == ROLL_UNKNOWN ? REPLACE_NO_VOTE : FOLD(r);
    }
    if (desk_state(desk, out->cid) != DESK_CONTESTED) {
        return REPLACE_NO_POLL;
    }
    return check_reference(desk, order, out);
}

static int note(struct desk *desk, const struct replace_order *order)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    int r = act_begin(desk, &act);

    if (r == 0) {
        r = act_note(desk, ACTED_REPLACE, &order->officer, order->member);
    }
    if (r == 0) {
        r = act_commit(&act);
    }
    return r > 0 ? REPLACE_NO_ROOM : r;
}

static int find(struct desk *desk,
                const struct replace_order *order,
                struct member *out,
                unsigned *missing)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    int r = check_member(desk, order, out);

    (void)hold;
    return r == 0 ? gates_check(desk, order, out, missing) : r;
}

int desk_replace(struct desk *desk,
                 const struct replace_order *order,
                 unsigned *missing)
{
    struct member member;
    int r;

    if (order->kept_in < REGISTER_LOST || order->kept_in >= REGISTER_END) {
        return REPLACE_REGISTER;
    }
    if (desk_definition(desk) && desk_definition(desk)->has_issuer != !!order->drawn) {
        return REPLACE_ISSUER;
    }
    if (!desk_facts(desk).has_roll || !phase_may(desk_phase(desk), ACT_REPLACE)) {
        return REPLACE_TIME;
    }
    if (!desk_officer(desk, &order->officer, GRANT_REPLACE)) {
        return REPLACE_GRANT;
    }
    (void)pthread_mutex_lock(&desk->submit_lock);
    r = find(desk, order, &member, missing);
    if (r == 0) {
        r = pending_add(desk, order, &member);
    }
    if (r == 0) {
        r = note(desk, order);
        if (r != 0) {
            pending_remove(desk->replacements, desk->replacements->count - 1);
        }
    }
    (void)pthread_mutex_unlock(&desk->submit_lock);
    return r;
}

/* The number it would get if those before it are signed first. */
static uint32_t next_number(struct desk *desk, size_t place)
{
    const struct replacements *list = desk->replacements;
    struct ledger_state state = {0};
    uint32_t number;
    size_t i;

    ledger_constituency(journal_rules(desk->journal), list->rows[place].cid, &state);
    journal_release(desk->journal);
    number = state.highest + 1;
    for (i = 0; i < place; i++) {
        number += list->rows[i].cid == list->rows[place].cid;
    }
    return number;
}

static int find_sealed(struct desk *desk, const struct pending *row, struct buf *out)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    int r;

    (void)hold;
    if (row->kept_in == REGISTER_OMITTED) {
        return 0;
    }
    if (row->sealed_size > 0) {
        buf_put(out, row->sealed, row->sealed_size);
        return FOLD(buf_status(out));
    }
    r = references_find(desk->roll, row->member, out);
    return FOLD(r);
}

int replace_each(struct desk *desk, waiting_visit visit, void *context)
{
    struct buf sealed;
    size_t i;
    int r = 0;

    buf_init(&sealed, SEALBOX_REFERENCE_MAX + SEALBOX_EXTRA);
    for (i = 0; r == 0 && i < pending_count(desk); i++) {
        const struct pending *row = &desk->replacements->rows[i];
        struct waiting_item item = {
            .type = ENTRY_REPLACE,
            .cid = row->cid,
            .kept_in = row->kept_in,
            .number = next_number(desk, i),
            .credential = row->credential,
            .base = journal_base(desk->journal),
        };

        buf_reset(&sealed);
        r = find_sealed(desk, row, &sealed);
        if (r == 0) {
            item.sealed = buf_span(&sealed);
            r = visit(context, &item);
        }
    }
    buf_deinit(&sealed);
    return r;
}

/* The register, and what goes out; nothing does where an issuer drew. */
static int write_deal(struct desk *desk,
                      struct deal *deal,
                      const struct pending *row,
                      const struct digest *mark)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    struct reissue reissue = {.member = row->member,
                              .kept_in = row->kept_in,
                              .gates = row->gates,
                              .officer = row->officer};
    int r = act_begin(desk, &act);

    fields_day(desk_now(desk), reissue.day);
    if (r == 0 && !desk_definition(desk)->has_issuer) {
        r = deal_write(desk, deal, mark);
    }
    if (r == 0) {
        r = act_answer(reissues_add(desk->roll, &reissue, mark), PENDING_NO_ROOM);
    }
    if (r == 0) {
        r = act_commit(&act);
    }
    return r > 0 ? PENDING_NO_ROOM : r;
}

static int hand_out(struct desk *desk,
                    const struct deal *deal,
                    const struct digest *mark,
                    size_t place)
{
    int r = deal_confirm(desk, mark);

    if (r == 0) {
        r = deal_hand(desk, deal, &desk->replacements->tokens[place], DEAL_REPLACEMENT);
    }
    pending_remove(desk->replacements, place);
    return r == 0 ? deal_finish(desk, mark) : r;
}

int replace_commit(struct desk *desk,
                   struct span submission,
                   const struct replacement *replacement,
                   struct committed *out)
{
    struct deal deal = {.cid = replacement->cid, .number = replacement->number};
    struct entry entry;
    struct digest mark;
    size_t place = 0;
    int r = pending_find(desk, replacement, &place);

    if (r != 0) {
        return r;
    }
    r = FOLD(submission_parse(submission, &entry));
    if (r != 0) {
        return r;
    }
    hash_sha256(entry.document, &mark);
    deal.member = desk->replacements->rows[place].member;
    r = write_deal(desk, &deal, &desk->replacements->rows[place], &mark);
    if (r != 0) {
        return r;
    }
    r = deal_commit(desk, submission, &mark, out);
    if (r != 0) {
        return r < 0 ? r : PENDING_REFUSED;
    }
    if (desk_definition(desk)->has_issuer) {
        pending_remove(desk->replacements, place); /* the issuer delivers */
        return 0;
    }
    r = hand_out(desk, &deal, &mark, place);
    if (r < 0) {
        desk_fail(desk, r);
    }
    return r;
}
