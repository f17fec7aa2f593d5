// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve_roll.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fault.h"
#include "base/moment.h"
#include "desk/represent.h"
#include "post/profile_page.h"

#include "office.h"
#include "public/press.h"

enum {
    PROBLEMS_SHOWN = 50,
};

static const struct {
    const char *code;
    const char *words;
    const char *header;
} files[REPRESENT_FILES] = {
    [REPRESENT_TRAITS] = {"members",
                          "Fields of members, who must be on the roll",
                          "number,age_band,sex,ethnicity,area"},
    [REPRESENT_POPULATION] = {"population",
                              "How many people there are; field is age_band, sex, "
                              "ethnicity or area",
                              "field,category,people"},
    [REPRESENT_PAST] = {"past",
                        "Earlier elections, a row a constituency or class",
                        "held,constituency,seats,candidates,electorate,votes"},
};

/* What was wrong with a file that was sent. */
struct wrong {
    enum represent_file file;
    const char *words; /* NULL: nothing */
    size_t count;
    struct page_console_representation_problems list[PROBLEMS_SHOWN];
};

static void keep_problem(void *context, const struct represent_problem *problem)
{
    struct wrong *wrong = context;

    if (wrong->count < PROBLEMS_SHOWN) {
        wrong->list[wrong->count++] = (struct page_console_representation_problems){
            .line = problem->line,
            .column = problem->column[0] != '\0' ? problem->column : NULL,
            .words = problem->words};
    }
}

static int write_page(const struct office *office,
                      const struct profile *profile,
                      const struct wrong *wrong,
                      struct reply *reply)
{
    CLEANUP(profile_page_freep) struct profile_page *part = NULL;
    const struct part_errors_problems problem = {.field = "list", .text = wrong->words};
    const struct part_errors errors = {.problems = &problem, .problems_count = 1};
    struct page_console_representation_files list[REPRESENT_FILES];
    struct page_console_representation page = {.site = &office->face.site,
                                               .desk = &office->desk,
                                               .errors = wrong->words != NULL ? &errors
                                                                              : NULL,
                                               .error_list = wrong->words,
                                               .problems = wrong->list,
                                               .problems_count = wrong->count,
                                               .files = list,
                                               .files_count = REPRESENT_FILES};
    size_t i;
    int r = profile_page_new(profile, &part);

    if (r != 0) {
        return r;
    }
    for (i = 0; i < REPRESENT_FILES; i++) {
        list[i] =
            (struct page_console_representation_files){.code = files[i].code,
                                                       .words = files[i].words,
                                                       .header = files[i].header,
                                                       .is_chosen = i == wrong->file};
    }
    page.profile = profile_page_part(part);
    return page_console_representation_write(&page, face_page(reply));
}

static int show_with(const struct site *site,
                     const struct office *office,
                     const struct wrong *wrong,
                     struct reply *reply)
{
    CLEANUP(profile_freep) struct profile *profile = NULL;
    int r = FOLD(desk_represent(site->desk, &profile));

    return r != 0 ? r : write_page(office, profile, wrong, reply);
}

static int
show(const struct site *site, const struct office *office, struct reply *reply)
{
    const struct wrong nothing = {.words = NULL};

    return show_with(site, office, &nothing, reply);
}

int serve_represent(const struct site *site,
                    const struct request *request,
                    struct reply *reply)
{
    return office_show(site, request, show, reply);
}

static bool find_file(struct span code, enum represent_file *out)
{
    enum represent_file file;

    for (file = 0; file < REPRESENT_FILES; file++) {
        if (span_is_equal(code, span_of_text(files[file].code))) {
            *out = file;
            return true;
        }
    }
    return false;
}

static int keep(const struct site *site,
                const struct office *office,
                const struct multipart *form,
                struct reply *reply)
{
    struct wrong wrong = {.words = NULL};
    struct represent_order order = {.csv = multipart_value(form, "list"),
                                    .officer = office->officer->key,
                                    .tell = keep_problem,
                                    .context = &wrong};
    size_t rows = 0;
    int r;

    if (!find_file(multipart_value(form, "file"), &order.file)) {
        return reply_problem(reply, PROBLEM_FORM);
    }
    wrong.file = order.file;
    r = desk_represent_keep(site->desk, &order, &rows);
    if (r < 0) {
        return r;
    }
    if (r > 0) {
        wrong.words = represent_refusal_words(r);
        return show_with(site, office, &wrong, reply);
    }
    return reply_see(reply, "/console/representation");
}

int serve_represent_send(const struct site *site,
                         const struct request *request,
                         struct reply *reply)
{
    return office_take(site, request, keep, reply);
}

/* The report as a file. */
static int download(const struct site *site,
                    const char *ending,
                    const char *type,
                    int (*write)(const struct profile *profile, struct buf *out),
                    struct reply *reply)
{
    CLEANUP(profile_freep) struct profile *profile = NULL;
    struct civil now = moment_civil(desk_now(site->desk));
    int r = FOLD(desk_represent(site->desk, &profile));

    if (r != 0) {
        return r;
    }
    (void)snprintf(reply->file,
                   sizeof(reply->file),
                   "%smembership-%04u-%02u.%s",
                   profile->is_practice ? "PRACTICE-" : "",
                   (unsigned)now.year % 10000,
                   (unsigned)now.month % 100,
                   ending);
    return write(profile, reply_begin(reply, 200, type));
}

static int send_pdf(const struct site *site,
                    const struct office *office UNUSED,
                    struct reply *reply)
{
    int r;

    if (!press_take(site->press)) {
        return reply_problem(reply, PROBLEM_BUSY);
    }
    r = download(site, "pdf", "application/pdf", profile_print, reply);
    press_give(site->press);
    return r;
}

int serve_represent_pdf(const struct site *site,
                        const struct request *request,
                        struct reply *reply)
{
    return office_show(site, request, send_pdf, reply);
}

static int send_html(const struct site *site,
                     const struct office *office UNUSED,
                     struct reply *reply)
{
    return download(site, "html", FACE_HTML, profile_page_write, reply);
}

int serve_represent_html(const struct site *site,
                         const struct request *request,
                         struct reply *reply)
{
    return office_show(site, request, send_html, reply);
}

static int send_csv(const struct site *site,
                    const struct office *office UNUSED,
                    struct reply *reply)
{
    return download(site, "csv", "text/csv; charset=utf-8", profile_csv, reply);
}

int serve_represent_csv(const struct site *site,
                        const struct request *request,
                        struct reply *reply)
{
    return office_show(site, request, send_csv, reply);
}
