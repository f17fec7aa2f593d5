// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include "base/fault.h"
#include "base/hex.h"
#include "core/definition.h"
#include "core/result.h"
#include "desk/waiting.h"

#include "confirm.h"
#include "http/urlform.h"
#include "office.h"
#include "turnout_view.h"

/* What the box of a constituency needs from its officer: rejected papers by heading,
 * and whether the floor is waived. */
static bool read_order(const struct urlform *form, struct box_order *out)
{
    enum heading heading;
    uint64_t cid = 0;

    if (!urlform_number(form, "constituency", &cid) || cid == 0 || cid > UINT16_MAX) {
        return false;
    }
    out->cid = (uint16_t)cid;
    out->is_waived = span_is_equal(urlform_value(form, "waive"), span_of_text("yes"));
    for (heading = 0; heading < HEADINGS; heading++) {
        if (!urlform_number(
                form, result_heading_name(heading), &out->rejected[heading])) {
            return false;
        }
    }
    out->is_batch = urlform_has(form, "batch");
    return !out->is_batch
           || hex_decode(urlform_value(form, "batch"), out->batch, sizeof(out->batch))
                  == 0;
}

/* To open fewer votes than the floor is asked once more. */
static int ask_first(const struct office *office,
                     const struct request *request,
                     const struct urlform *form,
                     struct reply *reply)
{
    static const char *const points[] = {
        "Fewer votes than the floor will be opened and published: how single members "
        "voted may be guessed from them, for ever.",
        "You can take the waiver back until the box is signed, and not afterwards."};
    const struct confirm confirm = {.title = "Waive the floor?",
                                    .points = points,
                                    .count = ARRAY_SIZE(points),
                                    .button = "Waive the floor",
                                    .back = "/console/box"};

    return confirm_ask(&confirm, office, request, form, reply);
}

static int give(const struct site *site,
                const struct request *request,
                const struct urlform *form,
                struct reply *reply)
{
    struct box_order order = {.cid = 0};
    struct office office;
    int r = office_find(site, request, &office);

    if (r != 0) {
        return office_refuse(reply, r);
    }
    if (!read_order(form, &order)) {
        return reply_problem(reply, PROBLEM_FORM);
    }
    if (order.is_waived && confirm_is_due(request, form)) {
        return ask_first(&office, request, form, reply);
    }
    order.officer = office.officer->key;
    r = desk_box(site->desk, &order);
    if (r <= 0) {
        return r == 0 ? reply_see(reply, "/console/box") : r;
    }
    if (r == WAITING_GRANT) {
        return reply_problem(reply, PROBLEM_GRANT);
    }
    return reply_problem(reply, r == WAITING_TIME ? PROBLEM_PHASE : PROBLEM_BUSY);
}

int serve_box(const struct site *site,
              const struct request *request,
              struct reply *reply)
{
    CLEANUP(urlform_deinit) struct urlform form;
    int r = urlform_parse(request->body, &form);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_FORM);
    }
    return give(site, request, &form, reply);
}

/* What the page is filled from. */
struct boxes {
    struct page_console_box page;
    struct page_console_box_constituencies list[CONSTITUENCIES_MAX];
    struct turnout_view polled[CONSTITUENCIES_MAX];
};

static void show_one(const struct constituency *constituency,
                     const struct box_view *view,
                     struct boxes *boxes)
{
    size_t at = boxes->page.constituencies_count++;
    struct page_console_box_constituencies *out = &boxes->list[at];

    turnout_view_fill(&view->turnout, constituency->name, &boxes->polled[at]);
    out->name = constituency->name;
    out->is_closed = view->is_closed;
    out->is_boxed = view->is_boxed;
    out->polled = &boxes->polled[at].part;
    out->online = view->online;
    out->received = view->received;
    out->entered = view->entered;
    out->features = view->rejected[HEADING_FEATURES];
    out->overvote = view->rejected[HEADING_OVERVOTE];
    out->identifies = view->rejected[HEADING_IDENTIFIES];
    out->uncertain = view->rejected[HEADING_UNCERTAIN];
    out->floor = constituency->floor;
    out->has_floor = constituency->floor > 0;
    out->is_waived = view->is_waived;
}

int serve_box_form(const struct site *site,
                   const struct request *request,
                   struct reply *reply)
{
    struct boxes boxes = {.page = {.constituencies = boxes.list}};
    const struct definition *definition;
    struct box_view view;
    struct office office;
    uint16_t cid;
    int r = office_find(site, request, &office);

    if (r != 0) {
        return office_refuse(reply, r);
    }
    definition = office.face.definition;
    for (cid = 1; cid <= definition->constituency_count; cid++) {
        r = desk_box_view(site->desk, cid, &view);
        if (r < 0) {
            return r;
        }
        if (r == 0) {
            boxes.list[boxes.page.constituencies_count].number = cid;
            show_one(definition_constituency(definition, cid), &view, &boxes);
        }
    }
    boxes.page.site = &office.face.site;
    boxes.page.desk = &office.desk;
    return page_console_box_write(&boxes.page, face_page(reply));
}
