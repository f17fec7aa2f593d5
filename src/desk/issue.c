// SPDX-License-Identifier: AGPL-3.0-or-later
#include "issue.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/fault.h"
#include "record/ledger_view.h"
#include "record/object.h"
#include "seal/credential.h"
#include "seal/hash.h"
#include "seal/secret.h"
#include "wire/codec.h"

#include "deal.h"
#include "fields.h"
#include "state.h"

enum {
    ROLL_HEAD_SIZE = 42, /* "GB1R" ‖ eid ‖ u16 cid ‖ u32 N */
    ELECTORS_MAX = 1000000,
};

struct issue {
    size_t count;
    size_t room;
    struct deal *deals;   /* by constituency, in the order of import */
    struct token *tokens; /* guarded; one a deal */
    struct buf document;
    struct digest mark;
};

void issue_free(struct issue *issue)
{
    if (issue) {
        secret_free(issue->tokens);
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

/* A number below `bound`, every one as likely. */
static int below(uint32_t bound, uint32_t *out)
{
    uint32_t limit = UINT32_MAX - UINT32_MAX % bound;
    uint32_t found;

    do {
        if (getrandom(&found, sizeof(found), 0) != (ssize_t)sizeof(found)) {
            return FAULT(FAULT_CRYPTO);
        }
    } while (found >= limit);
    *out = found % bound;
    return 0;
}

/* Deals 1…count at random. */
static int shuffle(struct deal *deals, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        deals[i].number = (uint32_t)i + 1;
    }
    for (i = count; i > 1; i--) {
        uint32_t other = 0;
        uint32_t held = deals[i - 1].number;
        int r = below((uint32_t)i, &other);

        if (r != 0) {
            return r;
        }
        deals[i - 1].number = deals[other].number;
        deals[other].number = held;
    }
    return 0;
}

/* Members who may vote, as they come. */
struct drawing {
    struct issue *issue;
    uint16_t cid;
};

static int draw_one(void *context, const struct member *member)
{
    const struct drawing *drawing = context;
    struct issue *issue = drawing->issue;

    if (issue->count >= ELECTORS_MAX) {
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
        .cid = drawing->cid,
    };
    return 0;
}

static bool is_contested(struct desk *desk, uint16_t cid)
{
    const struct nominees *nominees = journal_nominees(desk->journal, cid);

    return nominees && nominees->outcome == OUTCOME_CONTESTED;
}

/* Everybody's place and number. */
static int draw_members(struct desk *desk, struct issue *issue)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    const struct definition *definition = desk_definition(desk);
    char last_day[MEMBER_DAY_SIZE];
    uint16_t cid;
    int r = 0;

    (void)hold;
    fields_day(definition->timetable.at[STEP_NOMINATIONS_CLOSE], last_day);
    for (cid = 1; r == 0 && cid <= definition->constituency_count; cid++) {
        struct drawing drawing = {issue, cid};
        size_t before = issue->count;

        if (!is_contested(desk, cid)) {
            continue;
        }
        r = members_each(desk->roll, cid, last_day, draw_one, &drawing);
        if (r == 0 && issue->count > before) {
            r = shuffle(issue->deals + before, issue->count - before);
        }
    }
    return r;
}

static int draw_tokens(struct issue *issue)
{
    void *memory = NULL;
    size_t i;
    int r;

    r = FOLD(secret_new(issue->count * sizeof(struct token) + 1, &memory));
    if (r != 0) {
        return r;
    }
    issue->tokens = memory;
    for (i = 0; i < issue->count; i++) {
        token_new(&issue->tokens[i]);
    }
    return 0;
}

/* The roll object of deals[first … first + count - 1]. */
static int make_object(struct desk *desk,
                       const struct issue *issue,
                       size_t first,
                       struct electorate *list)
{
    struct eid eid = desk_eid(desk);
    struct buf object;
    uint8_t *keys;
    size_t i;
    int r;

    buf_init(&object, ROLL_HEAD_SIZE + (size_t)list->electors * SIGN_KEY_SIZE);
    buf_put_text(&object, "GB1R");
    buf_put_span(&object, SPAN(eid));
    buf_put_u16(&object, list->cid);
    buf_put_u32(&object, list->electors);
    keys = buf_extend(&object, (size_t)list->electors * SIGN_KEY_SIZE);
    for (i = 0; keys && i < list->electors; i++) {
        const struct deal *deal = &issue->deals[first + i];
        struct sign_key key;

        credential_key(&issue->tokens[first + i], &eid, &key);
        memcpy(
            keys + (size_t)(deal->number - 1) * SIGN_KEY_SIZE, key.bytes, sizeof(key));
    }
    r = FOLD(buf_status(&object));
    if (r == 0) {
        char folder[FILE_PATH_SIZE];

        hash_sha256(buf_span(&object), &list->object.digest);
        list->object.size = object.size;
        r = FOLD(file_join(desk->dir, "objects", folder));
        if (r == 0) {
            r = FOLD(object_put(folder, &list->object, buf_span(&object)));
        }
    }
    buf_deinit(&object);
    return r;
}

static int
make_objects(struct desk *desk, const struct issue *issue, struct roll_document *roll)
{
    const struct definition *definition = desk_definition(desk);
    size_t first = 0;
    uint16_t cid;
    int r = 0;

    for (cid = 1; r == 0 && cid <= definition->constituency_count; cid++) {
        struct electorate *list = &roll->lists[roll->count];
        size_t end = first;

        if (!is_contested(desk, cid)) {
            continue;
        }
        while (end < issue->count && issue->deals[end].cid == cid) {
            end++;
        }
        list->cid = cid;
        list->electors = (uint32_t)(end - first);
        r = make_object(desk, issue, first, list);
        roll->count++;
        first = end;
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
        r = draw_tokens(issue);
    }
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
    size_t i;
    int r = deal_confirm(desk, &issue->mark);

    for (i = 0; r == 0 && i < issue->count; i++) {
        r = deal_hand(desk, &issue->deals[i], &issue->tokens[i], DEAL_FIRST);
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
