// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve_roll.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "core/definition.h"
#include "desk/enrolled.h"
#include "desk/overview.h"
#include "wire/rows.h"

#include "http/urlform.h"
#include "office.h"
#include "paging.h"

enum {
    ROWS = 200,
    NAME_BOTH_SIZE = 2 * MEMBER_NAME_SIZE + 1,
    MORE_SIZE = 32,
};

/* What the page is filled from; the page points into it. */
struct sheet {
    struct office office;
    struct paging paging;
    char day[MEMBER_DAY_SIZE];
    int64_t as_of;
    size_t counts[CONSTITUENCIES_MAX + 1];
    struct page_console_roll_voters_constituencies sums[CONSTITUENCIES_MAX];
    struct member members[ROWS];
    char names[ROWS][NAME_BOTH_SIZE];
    struct page_console_roll_voters_voters rows[ROWS];
    size_t row_count;
};

static const char *name_of(const struct definition *definition, uint16_t cid)
{
    const struct constituency *constituency = definition_constituency(definition, cid);

    return constituency != NULL ? constituency->name : "";
}

static int keep(void *context, const struct member *member)
{
    struct sheet *sheet = context;
    size_t at = 0;

    sheet->counts[member->cid]++;
    if (!paging_shows(&sheet->paging, &at)) {
        return 0;
    }
    sheet->members[at] = *member;
    (void)snprintf(sheet->names[at],
                   sizeof(sheet->names[at]),
                   "%s %s",
                   member->forenames,
                   member->surname);
    sheet->rows[at] = (struct page_console_roll_voters_voters){
        .number = sheet->members[at].number,
        .name = sheet->names[at],
        .constituency = name_of(sheet->office.face.definition, member->cid),
        .joined = sheet->members[at].joined};
    sheet->row_count = at + 1;
    return 0;
}

static int write_page(const struct sheet *sheet, struct reply *reply)
{
    const struct definition *definition = sheet->office.face.definition;
    const struct page_console_roll_voters page = {
        .site = &sheet->office.face.site,
        .desk = &sheet->office.desk,
        .as_of = sheet->as_of,
        .day = sheet->day,
        .is_early = sheet->as_of < definition->timetable.at[STEP_NOMINATIONS_CLOSE],
        .constituencies = sheet->sums,
        .constituencies_count = definition->constituency_count,
        .voters = sheet->rows,
        .voters_count = sheet->row_count,
        .from = sheet->paging.first + 1,
        .to = sheet->paging.first + sheet->row_count,
        .total = sheet->paging.total,
        .before = paging_link(sheet->paging.before),
        .after = paging_link(sheet->paging.after)};

    return page_console_roll_voters_write(&page, face_page(reply));
}

/* The day of the query, as a moment: false when it is none. */
static bool
read_day(const struct urlform *query, char day[static MEMBER_DAY_SIZE], int64_t *out)
{
    struct span text = urlform_value(query, "day");

    if (text.size != MEMBER_DAY_SIZE - 1) {
        return false;
    }
    memcpy(day, text.data, text.size);
    day[text.size] = '\0';
    return enrolled_moment(day, out) == 0;
}

static int show(const struct site *site,
                const struct urlform *query,
                struct sheet *sheet,
                struct reply *reply)
{
    const struct definition *definition = sheet->office.face.definition;
    char more[MORE_SIZE];
    size_t i;
    int r;

    if (!read_day(query, sheet->day, &sheet->as_of)) {
        return reply_problem(reply, PROBLEM_FORM);
    }
    paging_begin(urlform_value(query, "from"), ROWS, &sheet->paging);
    r = FOLD(desk_enrolled_voters(site->desk, sheet->as_of, keep, sheet));
    (void)snprintf(more, sizeof(more), "day=%s", sheet->day);
    paging_end(&sheet->paging, "/console/roll/voters", more);
    for (i = 0; i < definition->constituency_count; i++) {
        sheet->sums[i] = (struct page_console_roll_voters_constituencies){
            .name = definition->constituencies[i].name, .voters = sheet->counts[i + 1]};
    }
    return r != 0 ? r : write_page(sheet, reply);
}

int serve_roll_voters(const struct site *site,
                      const struct request *request,
                      struct reply *reply)
{
    CLEANUP(urlform_deinit) struct urlform query;
    struct sheet *sheet = calloc(1, sizeof(*sheet));
    int r = urlform_parse(request->query, &query);

    if (sheet == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    if (r == 0) {
        r = office_find(site, request, &sheet->office);
        r = r != 0 ? office_refuse(reply, r) : show(site, &query, sheet, reply);
    }
    free(sheet);
    return r > 0 ? reply_problem(reply, PROBLEM_FORM) : r;
}

/* A file of members being written. */
struct writing {
    const struct definition *definition;
    struct buf *out;
};

static int write_voter(void *context, const struct member *member)
{
    const struct writing *writing = context;
    const char *const cells[] = {member->number,
                                 member->forenames,
                                 member->surname,
                                 member->email,
                                 member->address[0],
                                 member->address[1],
                                 member->address[2],
                                 member->town,
                                 member->postcode,
                                 name_of(writing->definition, member->cid),
                                 member->joined};

    rows_write(writing->out, cells, ARRAY_SIZE(cells));
    return 0;
}

static int write_choice(void *context, const struct member *member)
{
    static const char *const hears[] = {
        [HEARS_UNSAID] = "",
        [HEARS_LEAST] = "only what the law requires",
        [HEARS_ELECTIONS] = "elections",
        [HEARS_ALL] = "everything",
    };
    const struct writing *writing = context;
    const char *const cells[] = {member->number,
                                 name_of(writing->definition, member->cid),
                                 members_is_by_email(member) ? "email" : "post",
                                 hears[member->hears]};

    rows_write(writing->out, cells, ARRAY_SIZE(cells));
    return 0;
}

/* Begins a file that is taken away, which is an act of the officer. Refuses when there
 * is no room to say so. */
static int begin(const struct site *site,
                 const struct office *office,
                 const char *what,
                 struct reply *reply)
{
    struct acted acted = {.at = desk_now(site->desk),
                          .officer = office->officer->key,
                          .kind = ACTED_EXPORT};

    (void)snprintf(acted.subject, sizeof(acted.subject), "%s", what);
    (void)reply_begin(reply, 200, "text/csv; charset=utf-8");
    (void)snprintf(reply->file, sizeof(reply->file), "%s.csv", what);
    return desk_acted(site->desk, &acted);
}

static int write_voters(const struct site *site,
                        const struct office *office,
                        const struct urlform *query,
                        struct reply *reply)
{
    static const char *const header[] = {"number",
                                         "forenames",
                                         "surname",
                                         "email",
                                         "address_1",
                                         "address_2",
                                         "address_3",
                                         "town",
                                         "postcode",
                                         "constituency",
                                         "joined"};
    struct writing writing = {office->face.definition, &reply->body};
    char day[MEMBER_DAY_SIZE];
    int64_t as_of = INT64_MAX;
    int r;

    if (urlform_has(query, "day") && !read_day(query, day, &as_of)) {
        return reply_problem(reply, PROBLEM_FORM);
    }
    r = begin(site, office, "eligible-voters", reply);
    rows_write(writing.out, header, ARRAY_SIZE(header));
    if (r == 0) {
        r = FOLD(desk_enrolled_voters(site->desk, as_of, write_voter, &writing));
    }
    return r > 0 ? reply_problem(reply, PROBLEM_BUSY) : r;
}

int serve_roll_voters_csv(const struct site *site,
                          const struct request *request,
                          struct reply *reply)
{
    CLEANUP(urlform_deinit) struct urlform query;
    struct office office;
    int r = urlform_parse(request->query, &query);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_FORM);
    }
    r = office_find(site, request, &office);
    return r != 0 ? office_refuse(reply, r)
                  : write_voters(site, &office, &query, reply);
}

int serve_roll_choices_csv(const struct site *site,
                           const struct request *request,
                           struct reply *reply)
{
    static const char *const header[] = {"number", "constituency", "way", "hears"};
    struct writing writing;
    struct office office;
    int r = office_find(site, request, &office);

    if (r != 0) {
        return office_refuse(reply, r);
    }
    writing = (struct writing){office.face.definition, &reply->body};
    r = begin(site, &office, "choices", reply);
    rows_write(writing.out, header, ARRAY_SIZE(header));
    if (r == 0) {
        r = desk_enrolled(site->desk, write_choice, &writing);
    }
    return r > 0 ? reply_problem(reply, PROBLEM_BUSY) : r;
}
