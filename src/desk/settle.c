// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/settle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "core/order.h"
#include "record/ledger_view.h"
#include "store/photos.h"

#include "particulars.h"
#include "settle_list.h"
#include "state.h"

enum {
    KEY_SIZE_MAX = 2000,
};

/* A candidate on the way into order. */
struct stander {
    struct buf key;
    struct standing standing;
};

struct gathering {
    struct desk *desk;
    uint16_t cid;
    size_t count;
    struct stander list[CANDIDATES_MAX];
};

static void gathering_free(struct gathering *gathering)
{
    size_t i;

    if (gathering) {
        for (i = 0; i < gathering->count; i++) {
            buf_deinit(&gathering->list[i].key);
        }
        free(gathering);
    }
}

OWNED(gathering)

/* What the form says of a candidate; name and number come from elsewhere. */
static void fill(struct desk *desk,
                 const struct member *member,
                 const struct nomination *nomination,
                 struct standing *out)
{
    const struct form *form = &nomination->form;

    out->member = form->member;
    (void)snprintf(out->address,
                   sizeof(out->address),
                   "%s",
                   particulars_address(desk->addresses, member, form));
    memcpy(out->interests, form->interests, sizeof(out->interests));
    memcpy(out->party, form->party, sizeof(out->party));
    memcpy(out->statement, form->statement, sizeof(out->statement));
    particulars_digest(nomination, &out->particulars);
}

static bool stands(const struct nomination *nomination)
{
    /* Deemed standing until decided otherwise (r. 14). */
    return nomination->state == FORM_WAITING || nomination->state == FORM_ACCEPTED;
}

static int gather_one(void *context, const struct nomination *nomination)
{
    struct gathering *gathering = context;
    struct stander *stander;
    struct member member;
    int r;

    if (!stands(nomination)) {
        return 0;
    }
    r = members_get(gathering->desk->roll, nomination->form.member, &member);
    if (r != 0) {
        return FOLD(r);
    }
    if (member.cid != gathering->cid) {
        return 0;
    }
    if (gathering->count == CANDIDATES_MAX) {
        return SETTLE_TOO_MANY;
    }
    stander = &gathering->list[gathering->count++];
    buf_init(&stander->key, KEY_SIZE_MAX);
    fill(gathering->desk, &member, nomination, &stander->standing);
    particulars_name(&member, stander->standing.name);
    return FOLD(order_key(member.surname, member.forenames, &stander->key));
}

static int by_name(const void *a, const void *b)
{
    const struct stander *left = a;
    const struct stander *right = b;
    int order = order_compare(buf_span(&left->key), buf_span(&right->key));

    /* Two of one name keep an order that does not change from run to run. */
    return order != 0 ? order
                      : memcmp(&left->standing.particulars,
                               &right->standing.particulars,
                               sizeof(left->standing.particulars));
}

/* From the roll, while the statement is not signed. */
static int from_roll(struct desk *desk, uint16_t cid, struct standings *out)
{
    CLEANUP(gathering_freep) struct gathering *gathering = NULL;
    size_t i;
    int r;

    gathering = calloc(1, sizeof(*gathering));
    if (!gathering) {
        return FAULT(FAULT_MEMORY);
    }
    gathering->desk = desk;
    gathering->cid = cid;
    r = forms_each(desk->roll, gather_one, gathering);
    if (r != 0) {
        return r;
    }
    qsort(gathering->list, gathering->count, sizeof(gathering->list[0]), by_name);
    out->count = gathering->count;
    for (i = 0; i < out->count; i++) {
        out->list[i] = gathering->list[i].standing;
        out->list[i].number = (unsigned)i + 1;
    }
    return 0;
}

/* Gives a candidate of the record the particulars that the roll still has. */
struct matching {
    struct desk *desk;
    struct standings *out;
};

static int match(void *context, const struct nomination *nomination)
{
    const struct matching *matching = context;
    struct standings *out = matching->out;
    struct digest digest;
    struct member member;
    size_t i;
    int r = 0;

    particulars_digest(nomination, &digest);
    for (i = 0; r == 0 && i < out->count; i++) {
        if (memcmp(&digest, &out->list[i].particulars, sizeof(digest)) == 0) {
            r = members_get(matching->desk->roll, nomination->form.member, &member);
            fill(matching->desk, &member, nomination, &out->list[i]);
            out->list[i].is_withheld = false;
        }
    }
    return FOLD(r);
}

/* Which candidates have died since, a bit each. */
static uint64_t find_dead(struct desk *desk, uint16_t cid)
{
    struct ledger_state state = {0};

    ledger_constituency(journal_rules(desk->journal), cid, &state);
    journal_release(desk->journal);
    return state.dead;
}

/* From the record, once it is. */
static int
from_record(struct desk *desk, const struct nominees *nominees, struct standings *out)
{
    uint64_t dead = find_dead(desk, out->cid);
    struct matching matching = {desk, out};
    size_t i;

    out->count = nominees->count;
    for (i = 0; i < out->count; i++) {
        struct standing *standing = &out->list[i];

        standing->number = (unsigned)i + 1;
        memcpy(standing->name, nominees->candidates[i].name, sizeof(standing->name));
        standing->particulars = nominees->candidates[i].particulars;
        standing->is_withheld = true;
        standing->is_dead = (dead >> i & 1) != 0;
    }
    return FOLD(forms_each(desk->roll, match, &matching));
}

static void conclude(unsigned seats, struct standings *out)
{
    if (out->count > seats) {
        out->outcome = OUTCOME_CONTESTED;
    } else if (out->count == seats) {
        out->outcome = OUTCOME_UNOPPOSED;
    } else {
        out->outcome = OUTCOME_SHORT;
        out->unfilled = seats - (unsigned)out->count;
    }
}

static int mark_photos(struct desk *desk, struct standings *out)
{
    size_t i;

    for (i = 0; i < out->count; i++) {
        int r = photos_find(desk->roll, out->list[i].member);

        if (r != 0 && r != ROLL_UNKNOWN) {
            return FOLD(r);
        }
        out->list[i].has_photo = r == 0;
    }
    return 0;
}

int settle_list(struct desk *desk, uint16_t cid, struct standings **out)
{
    struct standings *standings;
    const struct constituency *constituency =
        definition_constituency(desk_definition(desk), cid);
    const struct nominees *nominees = journal_nominees(desk->journal, cid);
    int r;

    if (!constituency) {
        return SETTLE_UNKNOWN;
    }
    standings = calloc(1, sizeof(*standings));
    if (!standings) {
        return FAULT(FAULT_MEMORY);
    }
    standings->cid = cid;
    r = nominees ? from_record(desk, nominees, standings)
                 : from_roll(desk, cid, standings);
    if (r != 0) {
        standings_free(standings);
        return r;
    }
    r = mark_photos(desk, standings);
    if (r != 0) {
        standings_free(standings);
        return r;
    }
    conclude(constituency->seats, standings);
    *out = standings;
    return 0;
}

int desk_standings(struct desk *desk, uint16_t cid, struct standings **out)
{
    CLEANUP(hold_end) struct hold hold = {.desk = NULL};
    enum phase phase = desk_phase(desk);
    int r;

    if (phase < PHASE_STATEMENT) {
        return SETTLE_EARLY;
    }
    hold_take(&hold, desk);
    r = settle_list(desk, cid, out);
    if (r == 0 && phase == PHASE_STATEMENT) {
        /* Withdrawals may still change what follows. */
        (*out)->outcome = 0;
        (*out)->unfilled = 0;
    }
    return r;
}

static int is_undecided(void *context, const struct nomination *nomination)
{
    size_t *count = context;

    *count += nomination->state == FORM_WAITING;
    return 0;
}

int settle_undecided(struct desk *desk, size_t *out)
{
    size_t count = 0;
    int r = forms_each(desk->roll, is_undecided, &count);

    if (r == 0) {
        *out = count;
    }
    return FOLD(r);
}
