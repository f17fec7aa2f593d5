// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/waiting.h"

#include <string.h>

#include "base/fault.h"
#include "core/register.h"
#include "record/ledger_view.h"
#include "wire/codec.h"
#include "wire/writer.h"

#include "issue.h"
#include "pending.h"
#include "prepare.h"
#include "state.h"
#include "submit_state.h"

/* A document prepared from what is known now. */
typedef int (*preparation)(struct desk *desk, const struct base *base, struct buf *out);

static int visit_prepared(struct desk *desk,
                          enum entry_type type,
                          preparation prepare,
                          waiting_visit visit,
                          void *context)
{
    struct waiting_item item = {
        .type = type,
        .base = journal_base(desk->journal),
    };
    struct buf text;
    int r;

    buf_init(&text, CODEC_SIZE_MAX);
    r = prepare(desk, &item.base, &text);
    if (r == 0) {
        item.document = buf_span(&text);
        r = visit(context, &item);
    } else if (r > 0) {
        r = 0;
    }
    buf_deinit(&text);
    return r;
}

static int visit_roll(struct desk *desk, waiting_visit visit, void *context)
{
    struct waiting_item item = {.type = ENTRY_ROLL};
    int r = issue_prepare(desk);

    if (r != 0) {
        return r < 0 ? r : 0;
    }
    item.document = issue_document(desk->issue);
    return visit(context, &item);
}

/* What one officer signed and another must. */
static int visit_hands(struct desk *desk, waiting_visit visit, void *context)
{
    size_t i;
    int r = 0;

    for (i = 0; r == 0 && i < desk->submit->hand_count; i++) {
        const struct half_signed *half = &desk->submit->hands[i];
        const struct waiting_item item = {
            .type = half->type,
            .document = buf_span(&half->document),
        };

        r = visit(context, &item);
    }
    return r;
}

static int visit_all(struct desk *desk, waiting_visit visit, void *context)
{
    int r = visit_prepared(desk, ENTRY_STATEMENT, prepare_statement, visit, context);

    if (r == 0) {
        r = visit_roll(desk, visit, context);
    }
    if (r == 0) {
        r = replace_each(desk, visit, context);
    }
    if (r == 0 && desk->submit->hand_count == 0) {
        r = visit_prepared(desk, ENTRY_BOX, prepare_box, visit, context);
    }
    return r == 0 ? visit_hands(desk, visit, context) : r;
}

int desk_waiting(struct desk *desk, waiting_visit visit, void *context)
{
    int r;

    if (!desk_definition(desk)) {
        return 0;
    }
    (void)pthread_mutex_lock(&desk->submit_lock);
    r = visit_all(desk, visit, context);
    (void)pthread_mutex_unlock(&desk->submit_lock);
    return r;
}

static int write_item(void *context, const struct waiting_item *item)
{
    struct writer *writer = context;

    writer_open_object(writer, NULL);
    writer_number(writer, "type", (uint64_t)item->type);
    if (item->document.size > 0) {
        writer_span(writer, "document", item->document);
    } else {
        writer_number(writer, "constituency", item->cid);
        writer_text(writer, "register", register_name(item->kept_in));
        writer_number(writer, "number", item->number);
        writer_bytes(writer, "credential", SPAN(item->credential));
        writer_bytes(writer, "sealed", item->sealed);
        writer_open_object(writer, "base");
        writer_number(writer, "size", item->base.size);
        writer_bytes(writer, "root", SPAN(item->base.root));
        writer_close_object(writer);
    }
    writer_close_object(writer);
    return 0;
}

int desk_waiting_json(struct desk *desk, struct buf *out)
{
    struct writer writer;
    int r;

    writer_begin(&writer, out);
    writer_open_list(&writer, "waiting");
    r = desk_waiting(desk, write_item, &writer);
    writer_close_list(&writer);
    writer_end(&writer);
    return r != 0 ? FOLD(r) : FOLD(buf_status(out));
}

/* The box's inputs may be given from the opening on, until the box is signed. */
static struct box_inputs *find_inputs(struct desk *desk, uint16_t cid)
{
    const struct definition *definition = desk_definition(desk);
    struct facts facts = desk_facts(desk);

    if (!definition || !definition_constituency(definition, cid) || !facts.has_open
        || facts.has_box) {
        return NULL;
    }
    return &desk->box[cid - 1];
}

static int note(struct desk *desk, const struct box_order *order, const char *words)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    int r = act_begin(desk, &act);

    if (r == 0) {
        r = act_note(desk, ACTED_PAPERS, &order->officer, words);
    }
    if (r == 0) {
        r = act_commit(&act);
    }
    return r > 0 ? WAITING_NO_ROOM : r;
}

static int change_box(struct desk *desk, const struct box_order *order)
{
    struct box_inputs *inputs = find_inputs(desk, order->cid);
    size_t i;
    int r;

    if (!inputs) {
        return WAITING_TIME;
    }
    r = note(desk, order, desk_definition(desk)->constituencies[order->cid - 1].name);
    if (r != 0) {
        return r;
    }
    for (i = 0; i < HEADINGS; i++) {
        inputs->rejected[i] = order->rejected[i];
    }
    inputs->is_waived = order->is_waived;
    return 0;
}

int desk_box(struct desk *desk, const struct box_order *order)
{
    int r;

    if (!desk_officer(desk, &order->officer, GRANT_BOX)) {
        return WAITING_GRANT;
    }
    (void)pthread_mutex_lock(&desk->submit_lock);
    r = change_box(desk, order);
    (void)pthread_mutex_unlock(&desk->submit_lock);
    return r;
}

static void count_votes(const struct ledger_state *state, struct box_view *out)
{
    size_t i;

    out->online = state->online;
    out->entered = state->entered;
    for (i = 0; i < CHANNEL_END; i++) {
        out->received += state->received[i];
    }
}

static int view_box(struct desk *desk, uint16_t cid, struct box_view *out)
{
    const struct box_inputs *inputs = find_inputs(desk, cid);
    const struct ledger *ledger = journal_rules(desk->journal);
    struct box_view view = {.is_closed = false};
    struct ledger_state state = {0};
    struct facts facts = {0};
    bool is_polled = inputs && ledger_is_polled(ledger, cid);
    size_t i;

    ledger_facts(ledger, &facts);
    if (is_polled) {
        ledger_constituency(ledger, cid, &state);
    }
    journal_release(desk->journal);
    if (!is_polled) {
        return WAITING_TIME;
    }
    for (i = 0; i < HEADINGS; i++) {
        view.rejected[i] = inputs->rejected[i];
    }
    view.is_waived = inputs->is_waived;
    view.is_closed = facts.has_close;
    if (view.is_closed) {
        count_votes(&state, &view);
    }
    *out = view;
    return 0;
}

int desk_box_view(struct desk *desk, uint16_t cid, struct box_view *out)
{
    int r;

    (void)pthread_mutex_lock(&desk->submit_lock);
    r = view_box(desk, cid, out);
    (void)pthread_mutex_unlock(&desk->submit_lock);
    return r;
}
