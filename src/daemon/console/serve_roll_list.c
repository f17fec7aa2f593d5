// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve_roll.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fault.h"
#include "base/hex.h"
#include "core/definition.h"
#include "desk/listing.h"

#include "http/urlform.h"
#include "office.h"
#include "paging.h"

enum {
    ROWS = 100,
    PROBLEMS_SHOWN = 50,
    WARNINGS = 5,
    WARNING_SIZE = 200,
    NAME_BOTH_SIZE = 2 * MEMBER_NAME_SIZE + 1,
    NUMBERS_SIZE = 2 * MEMBER_NUMBER_SIZE + 8,
    HEX_SIZE = 2 * sizeof(struct digest) + 1,
    HREF_SIZE = 96,
};

/* As rows of the page, and how many of them there are. */
static const struct {
    const char *one;
    const char *many;
} kinds[DIFFERENCE_KINDS] = {
    [DIFFERENCE_ADDED] = {"New member", "New members"},
    [DIFFERENCE_CHANGED] = {"Changed", "Changed entries"},
    [DIFFERENCE_MOVED] = {"Moves", "Moves to another constituency or class"},
    [DIFFERENCE_LEAVING] = {"Leaves", "Not on the list: they leave"},
    [DIFFERENCE_RETURNING] = {"Comes back", "Come back"},
    [DIFFERENCE_KEPT_OUT] = {"Opted out or died, stays out",
                             "Opted out or died: they stay out"},
    [DIFFERENCE_PERSON] = {"The same person twice", "The same person twice"},
    [DIFFERENCE_LIKENESS] = {"Perhaps the same person twice",
                             "Perhaps the same person twice"},
};

struct shown {
    struct difference change;
    char numbers[NUMBERS_SIZE];
    char name[NAME_BOTH_SIZE];
    struct page_console_roll_list_changes_fields fields[FIELDS];
};

/* What the page is filled from; the page points into it. */
struct sheet {
    struct office office;
    struct paging paging;
    struct imported imported;
    struct shown rows[ROWS];
    struct page_console_roll_list_changes changes[ROWS];
    size_t row_count;
    struct page_console_roll_list_problems problems[PROBLEMS_SHOWN];
    size_t problem_count;
    struct page_console_roll_list_kinds kinds[DIFFERENCE_KINDS];
    struct page_console_roll_list_warnings warnings[WARNINGS];
    char words[WARNINGS][WARNING_SIZE];
    char voteless[WARNING_SIZE];
    char list[HEX_SIZE];
    char shown[HEX_SIZE];
    struct page_console_roll_list page;
};

static void keep_problem(void *context, const struct import_problem *problem)
{
    struct sheet *sheet = context;

    if (sheet->problem_count < PROBLEMS_SHOWN) {
        sheet->problems[sheet->problem_count++] =
            (struct page_console_roll_list_problems){
                .line = problem->line,
                .column = problem->column[0] != '\0' ? problem->column : NULL,
                .words = import_error_words(problem->error)};
    }
}

static void keep_change(void *context, const struct difference *change)
{
    struct sheet *sheet = context;
    size_t at = 0;

    if (paging_shows(&sheet->paging, &at)) {
        sheet->rows[at].change = *change;
        sheet->row_count = at + 1;
    }
}

/* Of a text that may be empty: NULL then. */
static const char *some(const char *text)
{
    return text[0] != '\0' ? text : NULL;
}

static const char *text_of(const struct definition *definition,
                           const struct member *member,
                           enum difference_field field)
{
    const struct constituency *constituency;

    if (field != FIELD_CONSTITUENCY) {
        return some(difference_field_text(member, field));
    }
    constituency = definition_constituency(definition, member->cid);
    return constituency != NULL ? constituency->name : NULL;
}

static size_t fill_fields(const struct definition *definition, struct shown *row)
{
    const struct difference *change = &row->change;
    enum difference_field field;
    size_t count = 0;

    for (field = 0; field < FIELDS; field++) {
        if ((change->fields & 1U << field) != 0) {
            row->fields[count++] = (struct page_console_roll_list_changes_fields){
                .name = difference_field_name(field),
                .before = text_of(definition, &change->before, field),
                .after = text_of(definition, &change->after, field)};
        }
    }
    return count;
}

static void fill_row(struct sheet *sheet, size_t at)
{
    struct shown *row = &sheet->rows[at];
    const struct difference *change = &row->change;
    const struct member *who =
        change->kind == DIFFERENCE_LEAVING ? &change->before : &change->after;
    bool is_pair =
        change->kind == DIFFERENCE_PERSON || change->kind == DIFFERENCE_LIKENESS;

    (void)snprintf(row->numbers,
                   sizeof(row->numbers),
                   "%s%s%s",
                   is_pair ? change->before.number : who->number,
                   is_pair ? " and " : "",
                   is_pair ? change->after.number : "");
    (void)snprintf(row->name, sizeof(row->name), "%s %s", who->forenames, who->surname);
    sheet->changes[at] = (struct page_console_roll_list_changes){
        .number = row->numbers,
        .name = row->name,
        .what = kinds[change->kind].one,
        .is_candidate = change->is_candidate,
        .fields = row->fields,
        .fields_count = fill_fields(sheet->office.face.definition, row)};
}

static void warn(struct sheet *sheet, size_t number, const char *words)
{
    size_t at = sheet->page.warnings_count;

    if (number > 0 && at < WARNINGS) {
        (void)snprintf(sheet->words[at], WARNING_SIZE, "%zu %s", number, words);
        sheet->warnings[at].words = sheet->words[at];
        sheet->page.warnings_count++;
    }
}

static void fill_sums(struct sheet *sheet)
{
    const struct imported *imported = &sheet->imported;
    enum difference_kind kind;

    for (kind = DIFFERENCE_ADDED; kind < DIFFERENCE_KINDS; kind++) {
        sheet->kinds[kind - 1] = (struct page_console_roll_list_kinds){
            .name = kinds[kind].many, .count = imported->of_kind[kind]};
    }
    warn(sheet,
         imported->candidates,
         "who leave or move stand for election, or have asked to: decide their "
         "nominations");
    warn(sheet,
         imported->of_kind[DIFFERENCE_LIKENESS],
         "pairs have one name and one address: a person may be a member of one "
         "constituency or class only, under one number");
    warn(sheet,
         imported->of_kind[DIFFERENCE_KEPT_OUT],
         "have opted out or died, and are on the list all the same");
    sheet->page.warnings = sheet->warnings;
    if (imported->voteless > 0) {
        (void)snprintf(
            sheet->voteless, sizeof(sheet->voteless), "%zu", imported->voteless);
        sheet->page.voteless = sheet->voteless;
    }
}

static int write_page(const struct site *site,
                      struct sheet *sheet,
                      int refusal,
                      struct reply *reply)
{
    const struct definition *definition = sheet->office.face.definition;
    const struct imported *imported = &sheet->imported;
    char href[HREF_SIZE];
    size_t i;

    (void)snprintf(href, sizeof(href), "/console/roll/%s", sheet->list);
    paging_end(&sheet->paging, href, "");
    hex_encode(SPAN(imported->difference), sheet->shown);
    sheet->page = (struct page_console_roll_list){
        .site = &sheet->office.face.site,
        .desk = &sheet->office.desk,
        .refusal = refusal != 0 ? import_refusal_words(refusal) : NULL,
        .rows = imported->rows,
        .kinds = sheet->kinds,
        .kinds_count = DIFFERENCE_KINDS - 1,
        .is_frozen =
            desk_now(site->desk) >= definition->timetable.at[STEP_NOMINATIONS_CLOSE],
        .is_drawn = desk_facts(site->desk).has_roll,
        .changes = sheet->changes,
        .changes_count = sheet->row_count,
        .problems = sheet->problems,
        .problems_count = sheet->problem_count,
        .from = sheet->paging.first + 1,
        .to = sheet->paging.first + sheet->row_count,
        .total = sheet->paging.total,
        .before = paging_link(sheet->paging.before),
        .after = paging_link(sheet->paging.after),
        .may_confirm = refusal == 0 && sheet->paging.total > 0,
        .list = sheet->list,
        .shown = sheet->shown};
    for (i = 0; i < sheet->row_count; i++) {
        fill_row(sheet, i);
    }
    fill_sums(sheet);
    return page_console_roll_list_write(&sheet->page, face_page(reply));
}

/* The list of the path, by its name. */
static bool read_name(const struct request *request, struct digest *out)
{
    return hex_decode(request->captures[0], out->bytes, sizeof(out->bytes)) == 0;
}

static int show(const struct site *site,
                const struct request *request,
                struct sheet *sheet,
                struct reply *reply)
{
    const struct import_order order = {.step = IMPORT_SHOW,
                                       .officer = &sheet->office.officer->key,
                                       .tell = keep_problem,
                                       .change = keep_change,
                                       .context = sheet};
    CLEANUP(urlform_deinit) struct urlform query;
    struct digest name;
    int r = urlform_parse(request->query, &query);

    if (r != 0 || !read_name(request, &name)) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_NOT_FOUND);
    }
    hex_encode(SPAN(name), sheet->list);
    paging_begin(urlform_value(&query, "from"), ROWS, &sheet->paging);
    r = desk_listing(site->desk, &name, &order, &sheet->imported);
    if (r < 0) {
        return r;
    }
    return r == IMPORT_GONE || r == IMPORT_GRANT
               ? reply_problem(reply, PROBLEM_NOT_FOUND)
               : write_page(site, sheet, r, reply);
}

int serve_roll_list(const struct site *site,
                    const struct request *request,
                    struct reply *reply)
{
    struct sheet *sheet = calloc(1, sizeof(*sheet));
    int r;

    if (sheet == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = office_find(site, request, &sheet->office);
    r = r != 0 ? office_refuse(reply, r) : show(site, request, sheet, reply);
    free(sheet);
    return r;
}

static int confirm(const struct site *site,
                   const struct request *request,
                   const struct office *office,
                   const struct urlform *form,
                   struct reply *reply)
{
    struct span shown = urlform_value(form, "shown");
    struct import_order order = {.step = IMPORT_CONFIRMED,
                                 .officer = &office->officer->key};
    struct imported imported;
    struct digest name;
    int r;

    if (!read_name(request, &name)
        || hex_decode(shown, order.shown.bytes, sizeof(order.shown.bytes)) != 0) {
        return reply_problem(reply, PROBLEM_FORM);
    }
    r = desk_listing(site->desk, &name, &order, &imported);
    if (r == 0) {
        return reply_see(reply, "/console/roll");
    }
    if (r < 0) {
        return r;
    }
    return reply_problem_detail(reply, PROBLEM_ROLL, import_refusal_words(r));
}

int serve_roll_confirm(const struct site *site,
                       const struct request *request,
                       struct reply *reply)
{
    return office_answer(site, request, confirm, reply);
}
