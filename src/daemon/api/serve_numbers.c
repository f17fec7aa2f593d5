// SPDX-License-Identifier: AGPL-3.0-or-later
/* What officers' tools ask of voter numbers: by bearer alone, never a member's name. */
#include "serve.h"

#include "base/fault.h"
#include "base/text.h"
#include "desk/numbers.h"
#include "wire/writer.h"

#include "console/office.h"
#include "signin/gate.h"

enum {
    ANSWER_MAX = 8 << 20,
    REFERENCES_MAX = 48 << 20,
};

static const char *const json_type = "application/json";

static int refuse(struct reply *reply, int r)
{
    static const enum problem problems[] = {
        [NUMBERS_GRANT] = PROBLEM_GRANT,
        [NUMBERS_TIME] = PROBLEM_PHASE,
        [NUMBERS_UNKNOWN] = PROBLEM_NUMBER,
    };

    return r < 0 ? r : reply_problem(reply, problems[r]);
}

/* An officer who has declared what rule 69 asks: PROBLEM_NONE, what is refused, or a
 * fault. */
static int read_officer(const struct site *site,
                        const struct request *request,
                        struct sign_key *out)
{
    int r = gate_officer(site, request, out);

    if (r != 0) {
        return r < 0 ? r : PROBLEM_KEYLESS;
    }
    r = office_sworn(site, out);
    return r <= 0 ? r : (int)office_problem(r);
}

/* As read_officer. */
static int read_order(const struct site *site,
                      const struct request *request,
                      struct number_order *out)
{
    uint64_t cid = 0;
    int r = read_officer(site, request, &out->officer);

    if (r != PROBLEM_NONE) {
        return r;
    }
    r = office_sworn(site, &out->officer);
    if (r != 0) {
        r = r < 0 ? r : (int)office_problem(r);
        return r != 0 ? r : FAULT(FAULT_BUG);
    }
    if (text_number(request->captures[0], UINT16_MAX, &cid) != 0) {
        return PROBLEM_NUMBER;
    }
    out->cid = (uint16_t)cid;
    return PROBLEM_NONE;
}

static void write_struck(struct writer *writer, const struct number_struck *struck)
{
    writer_open_object(writer, NULL);
    writer_text(writer, "channel", constituency_channel_name(struck->what.channel));
    writer_text(writer, "reason", register_reason_name(struck->what.reason));
    if (struck->what.has_entry) {
        writer_number(writer, "stood", struck->what.entry);
    }
    if (struck->is_late) {
        writer_yes(writer, "late");
    }
    if (!struck->is_waiting) {
        writer_number(writer, "entry", struck->act);
    }
    writer_close_object(writer);
}

static int write_view(const struct number_view *view, struct reply *reply)
{
    struct buf *out = reply_begin(reply, 200, json_type);
    struct writer writer;
    size_t i;

    writer_begin(&writer, out);
    if (view->is_closed) {
        writer_yes(&writer, "closed");
    }
    if (view->is_boxed) {
        writer_yes(&writer, "boxed");
    }
    if (view->is_cancelled) {
        writer_yes(&writer, "cancelled");
    }
    if (view->is_spent) {
        writer_open_object(&writer, "spent");
        writer_text(&writer, "channel", constituency_channel_name(view->spent_by));
        writer_number(&writer, "entry", view->entry);
        writer_moment(&writer, "time", view->at);
        writer_close_object(&writer);
    }
    writer_open_list(&writer, "disqualified");
    for (i = 0; i < view->struck_count; i++) {
        write_struck(&writer, &view->struck[i]);
    }
    writer_close_list(&writer);
    writer_end(&writer);
    return FOLD(buf_status(out));
}

int serve_numbers_one(const struct site *site,
                      const struct request *request,
                      struct reply *reply)
{
    struct number_order order = {.cid = 0};
    struct number_view view;
    uint64_t number = 0;
    int r = read_order(site, request, &order);

    if (r == PROBLEM_NONE
        && text_number(request->captures[1], UINT32_MAX, &number) != 0) {
        r = PROBLEM_NUMBER;
    }
    if (r != PROBLEM_NONE) {
        return r < 0 ? r : reply_problem(reply, (enum problem)r);
    }
    order.number = (uint32_t)number;
    r = desk_number(site->desk, &order, &view);
    return r == 0 ? write_view(&view, reply) : refuse(reply, r);
}

static int write_number(void *context, uint32_t number)
{
    writer_number(context, NULL, number);
    return 0;
}

/* The list that was written, or what went wrong; released in either case. */
static int answer_list(struct reply *reply, struct buf *list, int r)
{
    if (r == 0) {
        r = FOLD(buf_status(list));
        buf_put_span(reply_begin(reply, 200, json_type), buf_span(list));
    } else {
        r = refuse(reply, r);
    }
    buf_deinit(list);
    return r;
}

int serve_numbers(const struct site *site,
                  const struct request *request,
                  struct reply *reply)
{
    struct number_order order = {.cid = 0};
    struct writer writer;
    struct buf list;
    int r = read_order(site, request, &order);

    if (r != PROBLEM_NONE) {
        return r < 0 ? r : reply_problem(reply, (enum problem)r);
    }
    buf_init(&list, ANSWER_MAX);
    writer_begin(&writer, &list);
    writer_open_list(&writer, "done");
    r = desk_numbers_done(site->desk, &order, write_number, &writer);
    writer_close_list(&writer);
    writer_end(&writer);
    return answer_list(reply, &list, r);
}

static int write_sealed(void *context, struct span sealed)
{
    writer_bytes(context, NULL, sealed);
    return 0;
}

int serve_references(const struct site *site,
                     const struct request *request,
                     struct reply *reply)
{
    struct sign_key officer;
    struct writer writer;
    struct buf list;
    int r = read_officer(site, request, &officer);

    if (r != PROBLEM_NONE) {
        return r < 0 ? r : reply_problem(reply, (enum problem)r);
    }
    buf_init(&list, REFERENCES_MAX);
    writer_begin(&writer, &list);
    writer_open_list(&writer, "sealed");
    r = desk_numbers_sealed(site->desk, &officer, write_sealed, &writer);
    writer_close_list(&writer);
    writer_end(&writer);
    return answer_list(reply, &list, r);
}
