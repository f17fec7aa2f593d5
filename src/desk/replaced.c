// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/replaced.h"

#include "base/fault.h"
#include "record/entry.h"
#include "wire/codec.h"

#include "pending.h"
#include "state.h"

struct telling {
    replaced_visit visit;
    void *context;
};

static int tell_recorded(void *context, const struct entries_row *row)
{
    CLEANUP(document_freep) struct document *document = NULL;
    const struct telling *telling = context;
    struct replaced replaced = {.is_recorded = true};
    struct entry entry;
    int r;

    if (row->type != ENTRY_REPLACE) {
        return 0;
    }
    r = FOLD(entry_parse(row->bytes, &entry));
    if (r == 0) {
        r = FOLD(codec_parse(entry.document, ENTRY_REPLACE, NULL, &document));
    }
    if (r != 0) {
        return r;
    }
    replaced.at = entry.time;
    replaced.cid = document->of.replacement.cid;
    replaced.kept_in = document->of.replacement.kept_in;
    return telling->visit(telling->context, &replaced);
}

static int tell_waiting(void *context, const struct waiting_item *item)
{
    const struct telling *telling = context;
    const struct replaced replaced = {.cid = item->cid, .kept_in = item->kept_in};

    return telling->visit(telling->context, &replaced);
}

struct registering {
    struct desk *desk;
    reissued_visit visit;
    void *context;
};

static int tell_reissued(void *context, const struct reissue_row *row)
{
    const struct registering *registering = context;
    struct member member;
    int r = FOLD(members_get(registering->desk->roll, row->reissue.member, &member));

    return r != 0 ? r
                  : registering->visit(registering->context, &row->reissue, &member);
}

int desk_reissued(struct desk *desk, reissued_visit visit, void *context)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    struct registering registering = {desk, visit, context};
    enum replace_register kept_in;
    int r = 0;

    (void)hold;
    for (kept_in = REGISTER_LOST; r == 0 && kept_in < REGISTER_END; kept_in++) {
        r = reissues_each(desk->roll, kept_in, tell_reissued, &registering);
    }
    return r;
}

int desk_replaced(struct desk *desk, replaced_visit visit, void *context)
{
    struct telling telling = {visit, context};
    int r = journal_each(desk->journal, tell_recorded, &telling);

    if (r != 0) {
        return r;
    }
    (void)pthread_mutex_lock(&desk->submit_lock);
    r = replace_each(desk, tell_waiting, &telling);
    (void)pthread_mutex_unlock(&desk->submit_lock);
    return r;
}
