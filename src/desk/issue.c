// SPDX-License-Identifier: AGPL-3.0-or-later
#include "issue.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "record/ledger_view.h"
#include "record/object.h"
#include "seal/allotment.h"
#include "seal/hash.h"
#include "wire/codec.h"

#include "deal.h"
#include "eligible.h"
#include "state.h"

struct issue {
    size_t count;
    size_t room;
    struct deal *deals; /* by constituency, in the order of import */
    struct allotment *allotments[CONSTITUENCIES_MAX]; /* by constituency - 1, or NULL */
    struct buf document;
    struct digest mark;
};

void issue_free(struct issue *issue)
{
    size_t i;

    if (issue) {
        for (i = 0; i < CONSTITUENCIES_MAX; i++) {
            allotment_free(issue->allotments[i]);
        }
        free(issue->deals);
        buf_deinit(&issue->document);
        free(issue);
    }
}

OWNED(issue)

struct span issue_document(const struct issue *issue)
{
    return issue ? buf_span(&issue->document) : span_of(NULL, 0);
}

/* Members who may vote, as they come. */
static int draw_one(void *context, const struct member *member)
{
    struct issue *issue = context;

    if (issue->count >= ALLOTMENT_MAX) {
        return FAULT(FAULT_BUG);
    }
    if (issue->count == issue->room) {
        size_t room = issue->room == 0 ? 1024 : 2 * issue->room;
        struct deal *deals = realloc(issue->deals, room * sizeof(*deals));

        if (!deals) {
            return FAULT(FAULT_MEMORY);
        }
        issue->deals = deals;
        issue->room = room;
    }
    issue->deals[issue->count++] = (struct deal){
        .member = member->id,
        .cid = member->cid,
    };
    return 0;
}

/* Tokens and numbers for the deals from `first` on. */
static int allot(struct issue *issue, uint16_t cid, size_t first)
{
    struct allotment **allotment = &issue->allotments[cid - 1];
    size_t i;
    int r = FOLD(allotment_new(issue->count - first, allotment));

    for (i = first; r == 0 && i < issue->count; i++) {
        issue->deals[i].number = allotment_number(*allotment, i - first);
    }
    return r;
}

/* Everybody's place, number and token. */
static int draw_members(struct desk *desk, struct issue *issue)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    uint16_t cid;
    int r = 0;

    (void)hold;
    for (cid = 1; r == 0 && cid <= desk_definition(desk)->constituency_count; cid++) {
        size_t before = issue->count;

        r = eligible_each(desk, cid, draw_one, issue);
        r = r == 0 ? allot(issue, cid, before) : r;
        r = r == ELIGIBLE_NO_POLL ? 0 : r;
    }
    return FOLD(r);
}

/* The roll object of an allotment, put away. */
static int make_object(struct desk *desk,
                       const struct allotment *allotment,
                       struct electorate *list)
{
    CLEANUP(buf_deinit) struct buf object;
    struct eid eid = desk_eid(desk);
    char folder[FILE_PATH_SIZE];
    int r;

    buf_init(&object, ALLOTMENT_HEAD + allotment_count(allotment) * SIGN_KEY_SIZE);
    r = FOLD(allotment_write(allotment, &eid, list->cid, &object));
    if (r != 0) {
        return r;
    }
    list->electors = (uint32_t)allotment_count(allotment);
    hash_sha256(buf_span(&object), &list->object.digest);
    list->object.size = object.size;
    r = FOLD(file_join(desk->dir, "objects", folder));
    return r == 0 ? FOLD(object_put(folder, &list->object, buf_span(&object))) : r;
}

static int
make_objects(struct desk *desk, const struct issue *issue, struct roll_document *roll)
{
    uint16_t cid;
    int r = 0;

    for (cid = 1; r == 0 && cid <= CONSTITUENCIES_MAX; cid++) {
        if (issue->allotments[cid - 1]) {
            roll->lists[roll->count].cid = cid;
            r = make_object(
                desk, issue->allotments[cid - 1], &roll->lists[roll->count++]);
        }
    }
    return r;
}

static int make_document(struct desk *desk, struct issue *issue)
{
    CLEANUP(document_freep) struct document *document = document_new(ENTRY_ROLL, 0);
    int r;

    if (!document) {
        return FAULT(FAULT_MEMORY);
    }
    document->base = journal_base(desk->journal);
    r = make_objects(desk, issue, &document->of.roll);
    if (r == 0) {
        r = FOLD(codec_write(document, &issue->document));
    }
    if (r == 0) {
        hash_sha256(buf_span(&issue->document), &issue->mark);
    }
    return r;
}

static bool is_due(struct desk *desk)
{
    const struct definition *definition = desk_definition(desk);
    struct facts facts = desk_facts(desk);

    return definition && !definition->has_issuer && facts.has_statement
           && facts.is_contested && !facts.has_roll
           && phase_may(desk_phase(desk), ACT_SIGN_ROLL);
}

int issue_prepare(struct desk *desk)
{
    CLEANUP(issue_freep) struct issue *issue = NULL;
    int r;

    if (!is_due(desk)) {
        return ISSUE_NOT_DUE;
    }
    if (desk->issue) {
        return 0;
    }
    issue = calloc(1, sizeof(*issue));
    if (!issue) {
        return FAULT(FAULT_MEMORY);
    }
    buf_init(&issue->document, CODEC_SIZE_MAX);
    r = draw_members(desk, issue);
    if (r == 0) {
        r = make_document(desk, issue);
    }
    if (r == 0) {
        desk->issue = issue_take(&issue);
    }
    return r;
}

/* One act: every reference and waiting delivery, under the roll document's mark. */
static int write_deals(struct desk *desk, struct issue *issue)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    size_t i;
    int r = act_begin(desk, &act);

    for (i = 0; r == 0 && i < issue->count; i++) {
        r = deal_write(desk, &issue->deals[i], &issue->mark);
    }
    if (r == 0) {
        r = act_commit(&act);
    }
    return r > 0 ? ISSUE_NO_ROOM : r;
}

static int hand_out(struct desk *desk, const struct issue *issue)
{
    size_t place = 0;
    size_t i;
    int r = deal_confirm(desk, &issue->mark);

    for (i = 0; r == 0 && i < issue->count; i++) {
        const struct deal *deal = &issue->deals[i];

        place = i > 0 && deal[-1].cid == deal->cid ? place + 1 : 0;
        /* Nobody is sent a code for a poll that a death has countermanded. */
        if (desk_stopped_at(desk, deal->cid) == 0) {
            r = deal_hand(desk,
                          deal,
                          allotment_token(issue->allotments[deal->cid - 1], place),
                          DEAL_FIRST);
        }
    }
    return r == 0 ? deal_finish(desk, &issue->mark) : r;
}

int issue_commit(struct desk *desk,
                 struct span submission,
                 struct span document,
                 struct committed *out)
{
    int r;

    if (!desk->issue || !span_is_equal(document, issue_document(desk->issue))) {
        return ISSUE_NOT_PREPARED;
    }
    r = write_deals(desk, desk->issue);
    if (r != 0) {
        return r;
    }
    r = deal_commit(desk, submission, &desk->issue->mark, out);
    if (r != 0) {
        return r < 0 ? r : ISSUE_REFUSED;
    }
    r = hand_out(desk, desk->issue);
    if (r < 0) {
        desk_fail(desk, r);
    }
    issue_free(desk->issue);
    desk->issue = NULL;
    return r;
}
