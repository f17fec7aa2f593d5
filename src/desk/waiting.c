// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/waiting.h"

#include <string.h>

#include "base/fault.h"
#include "core/register.h"
#include "record/ledger_view.h"
#include "wire/codec.h"
#include "wire/writer.h"

#include "hands.h"
#include "issue.h"
#include "pending.h"
#include "prepare.h"
#include "state.h"

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

    for (i = 0; r == 0 && i < desk->hands->count; i++) {
        const struct half_signed *half = &desk->hands->list[i];
        const struct waiting_item item = {
            .type = half->type,
            .document = buf_span(&half->document),
        };

        r = visit(context, &item);
    }
    return r;
}

/* Half signed, and no longer what would be written: something was disqualified or
 * rejected in between. */
static int is_stale_box(struct desk *desk, const struct half_signed *half, bool *out)
{
    CLEANUP(document_freep) struct document *document = NULL;
    CLEANUP(buf_deinit) struct buf text;
    int r = FOLD(codec_parse(buf_span(&half->document), ENTRY_BOX, NULL, &document));

    buf_init(&text, CODEC_SIZE_MAX);
    if (r == 0) {
        r = prepare_box(desk, &document->base, &text);
    }
    if (r < 0) {
        return r;
    }
    *out = r > 0 || !span_is_equal(buf_span(&text), buf_span(&half->document));
    return 0;
}

/* And a note that nobody signed while the poll could be extended. */
static int is_stale(struct desk *desk, const struct half_signed *half, bool *out)
{
    *out = false;
    if (half->type == ENTRY_BOX) {
        return is_stale_box(desk, half, out);
    }
    *out = half->type == ENTRY_NOTE && !hands_is_signed(half)
           && !phase_may(desk_phase(desk), ACT_EXTEND);
    return 0;
}

static int drop_stale(struct desk *desk)
{
    bool stale;
    size_t i;
    int r = 0;

    for (i = desk->hands->count; r == 0 && i > 0; i--) {
        r = is_stale(desk, &desk->hands->list[i - 1], &stale);
        if (r == 0 && stale) {
            r = hands_drop(desk, i - 1);
        }
    }
    return r;
}

/* Not while something waits that it would leave out for good. */
static bool is_box_free(const struct hands *hands)
{
    return !hands_wait(hands, ENTRY_BOX) && !hands_wait(hands, ENTRY_DISQUALIFY);
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
    if (r == 0) {
        r = drop_stale(desk);
    }
    if (r == 0 && is_box_free(desk->hands)) {
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
