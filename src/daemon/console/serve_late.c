// SPDX-License-Identifier: AGPL-3.0-or-later
/* What comes too late or comes back: the register of rule 56. */
#include "serve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/text.h"
#include "core/definition.h"
#include "desk/late.h"
#include "seal/envelope.h"

#include "http/urlform.h"
#include "member/visitor.h"
#include "office.h"
#include "signin/gate.h"
#include "wording.h"

enum {
    ITEMS_MAX = 1000, /* told at once */
    SHOWN_MAX = 300,
    WHO_SIZE = VISITOR_NAME_SIZE + MEMBER_NUMBER_SIZE + 2,
    ENTRIES_SIZE = ITEMS_MAX * MEMBER_NUMBER_SIZE,
    TEXT_SIZE = 200,
};

/* What was typed, what is wrong with it, and what the page is filled from. */
struct late {
    bool is_tools; /* who asks reads no pages */
    struct late_order order;
    struct late_item items[ITEMS_MAX];
    struct buf entries;
    struct page_console_late page;
    char text[TEXT_SIZE];
    struct part_errors_problems problem;
    struct part_errors errors;
    struct page_console_late_kinds kinds[ARRIVAL_END];
    struct page_console_late_channels channels[CHANNEL_END];
    const struct definition *definition;
    struct page_console_late_arrivals list[SHOWN_MAX];
    char who[SHOWN_MAX][WHO_SIZE];
    char days[SHOWN_MAX][MEMBER_DAY_SIZE];
    size_t count;
};

static void late_free(struct late *late)
{
    if (late != NULL) {
        buf_deinit(&late->entries);
    }
    free(late);
}
OWNED(late)

static int late_new(struct late **out)
{
    struct late *late = calloc(1, sizeof(*late));

    if (late == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    buf_init(&late->entries, ENTRIES_SIZE);
    *out = late;
    return 0;
}

static int
add_row(void *context, const struct arrival *arrival, const struct member *member)
{
    struct late *late = context;
    size_t at = late->count % SHOWN_MAX;
    char name[VISITOR_NAME_SIZE];

    if (member != NULL) {
        visitor_name(member, name);
        (void)snprintf(late->who[at], WHO_SIZE, "%s, %s", member->number, name);
    } else {
        (void)snprintf(late->who[at], WHO_SIZE, "Voter ID number %u", arrival->number);
    }
    memcpy(late->days[at], arrival->day, MEMBER_DAY_SIZE);
    late->list[at] = (struct page_console_late_arrivals){
        .day = late->days[at],
        .kind = wording_arrival(arrival->kind),
        .channel = constituency_channel_name(arrival->channel),
        .who = late->who[at],
        .constituency = definition_constituency(late->definition, arrival->cid)->name};
    late->count++;
    return 0;
}

static void fill_choices(struct late *late)
{
    enum arrival_kind kind;
    enum channel channel;

    for (kind = ARRIVAL_VOTE; kind < ARRIVAL_END; kind++) {
        late->kinds[late->page.kinds_count++] =
            (struct page_console_late_kinds){.code = register_arrival_name(kind),
                                             .words = wording_arrival(kind),
                                             .is_chosen = kind == late->order.kind};
    }
    for (channel = CHANNEL_POST; channel < CHANNEL_END; channel++) {
        late->channels[late->page.channels_count++] =
            (struct page_console_late_channels){
                .code = constituency_channel_name(channel),
                .is_chosen = channel == late->order.channel};
    }
    late->page.kinds = late->kinds;
    late->page.channels = late->channels;
}

static int write_page(const struct site *site,
                      const struct office *office,
                      struct late *late,
                      struct reply *reply)
{
    struct page_console_late *page = &late->page;
    int r;

    page->site = &office->face.site;
    page->desk = &office->desk;
    page->entries = buf_text(&late->entries);
    late->definition = office->face.definition;
    if (late->problem.field != NULL) {
        late->errors =
            (struct part_errors){.problems = &late->problem, .problems_count = 1};
        page->errors = &late->errors;
    }
    fill_choices(late);
    r = desk_late_each(site->desk, add_row, late);
    if (r != 0) {
        return FOLD(r);
    }
    page->arrivals = late->list;
    page->arrivals_count = late->count < SHOWN_MAX ? late->count : SHOWN_MAX;
    page->count = late->count;
    return page_console_late_write(page, face_page(reply));
}

int serve_late_form(const struct site *site,
                    const struct request *request,
                    struct reply *reply)
{
    CLEANUP(late_freep) struct late *late = NULL;
    struct office office;
    int r = office_find(site, request, &office);

    if (r != 0) {
        return office_refuse(reply, r);
    }
    r = late_new(&late);
    return r == 0 ? write_page(site, &office, late, reply) : r;
}

static void wrong_entries(struct late *late, size_t place, const char *what)
{
    const struct late_item *item = &late->items[place];

    if (item->member[0] != '\0') {
        (void)snprintf(late->text, TEXT_SIZE, "%s: %s", item->member, what);
    } else {
        (void)snprintf(
            late->text, TEXT_SIZE, "%u.%u: %s", item->cid, item->number, what);
    }
    late->page.error_entries = late->text;
    late->problem =
        (struct part_errors_problems){.field = "entries", .text = late->text};
}

static void wrong_kind(struct late *late, const char *what)
{
    late->page.error_kind = what;
    late->problem = (struct part_errors_problems){.field = "kind", .text = what};
}

/* A line: what is on an envelope, or else a member's number. */
static int read_item(const struct eid *eid, struct span line, struct late_item *out)
{
    struct envelope envelope;
    int r = envelope_read(eid, line, &envelope);

    if (r == 0) {
        *out = (struct late_item){.cid = envelope.cid, .number = envelope.number};
        return 0;
    }
    return r == ENVELOPE_MALFORMED ? text_copy(line, out->member, MEMBER_NUMBER_SIZE)
                                   : r;
}

/* Every line that is not empty; false: one is no line, or there are none. */
static bool read_items(const struct eid *eid, struct late *late)
{
    const char *at = buf_text(&late->entries);

    while (*at != '\0' && late->order.count < ITEMS_MAX) {
        size_t size = strcspn(at, "\n");
        struct span line = text_trim(span_of(at, size));

        if (line.size > 0
            && read_item(eid, line, &late->items[late->order.count++]) != 0) {
            return false;
        }
        at += size;
        at += strspn(at, "\n");
    }
    return *at == '\0' && late->order.count > 0;
}

static void read_choices(const struct urlform *form, struct late *late)
{
    late->order.kind = (enum arrival_kind)text_choice(urlform_value(form, "kind"),
                                                      register_arrival_name);
    late->order.channel = (enum channel)text_choice(urlform_value(form, "channel"),
                                                    constituency_channel_name);
    if (late->order.channel == CHANNEL_ONLINE) {
        late->order.channel = 0;
    }
}

static void
read_form(const struct site *site, const struct urlform *form, struct late *late)
{
    static const char *const lines =
        "Write one a line: a membership number, or what is on the envelope";
    const struct eid eid = desk_eid(site->desk);

    late->order.items = late->items;
    read_choices(form, late);
    if (text_tidy(urlform_value(form, "entries"), TEXT_MANY_LINES, &late->entries) != 0
        || !read_items(&eid, late)) {
        late->page.error_entries = lines;
        late->problem =
            (struct part_errors_problems){.field = "entries", .text = lines};
    }
    if (late->order.kind == 0) {
        wrong_kind(late, "Say what came");
    } else if (late->order.kind == ARRIVAL_VOTE && late->order.channel == 0) {
        wrong_kind(late, "Say how the votes came");
    }
}

/* A person gets the form back; an officer's tool the same words as a problem. */
static int refuse(const struct site *site,
                  const struct office *office,
                  struct late *late,
                  struct reply *reply)
{
    return late->is_tools
               ? reply_problem_detail(reply, PROBLEM_FORM, late->problem.text)
               : write_page(site, office, late, reply);
}

static int enter(const struct site *site,
                 const struct office *office,
                 struct late *late,
                 struct reply *reply)
{
    size_t wrong = 0;
    int r = desk_late(site->desk, &late->order, &wrong);

    switch (r) {
    case 0:
        return reply_see(reply, "/console/late");
    case LATE_GRANT:
        return reply_problem(reply, PROBLEM_GRANT);
    case LATE_NO_ROOM:
        return reply_problem(reply, PROBLEM_BUSY);
    case LATE_TIME:
        wrong_kind(late,
                   late->order.kind == ARRIVAL_VOTE
                       ? "Until the box is made a late vote is disqualified: use tally "
                         "receive"
                       : "The poll has not closed yet: nothing is late");
        break;
    case LATE_UNKNOWN:
        wrong_entries(late, wrong, "no member and no voter ID number of this election");
        break;
    case LATE_CHANNEL:
        wrong_entries(late, wrong, "this constituency does not vote that way");
        break;
    default:
        return FOLD(r);
    }
    return refuse(site, office, late, reply);
}

static int act(const struct site *site,
               const struct request *request,
               const struct office *office,
               const struct urlform *form,
               struct reply *reply)
{
    CLEANUP(late_freep) struct late *late = NULL;
    int r = late_new(&late);

    if (r != 0) {
        return r;
    }
    late->is_tools = gate_is_program(request);
    late->order.officer = office->officer->key;
    read_form(site, form, late);
    return late->problem.field != NULL ? refuse(site, office, late, reply)
                                       : enter(site, office, late, reply);
}

int serve_late(const struct site *site,
               const struct request *request,
               struct reply *reply)
{
    return office_answer(site, request, act, reply);
}
