// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/hex.h"
#include "core/definition.h"
#include "desk/results.h"
#include "post/report_page.h"
#include "post/report_print.h"
#include "wire/sheet_reader.h"

#include "face.h"
#include "press.h"
#include "sheet_download.h"
#include "turnout_view.h"
#include "wording.h"

enum {
    SHEET_MAX = 1 << 28,
    TURNOUT_SIZE = 64,
    TITLE_SIZE = NAME_SIZE + 16,
};

static const char practice[] = "PRACTICE: nobody is elected by this election";

/* What the page is filled from; the page points into it. */
struct one_result {
    struct face face;
    struct results *results;
    struct buf sheet;
    struct sheet_file file;
    struct report_page *report;
    struct page_results_one page;
    struct page_results_one_elected elected[CANDIDATES_MAX];
    struct turnout_view polled;
    struct page_results_one_rejected rejected[HEADINGS];
    struct page_results_one_shares shares[RANKING_CANDIDATES_MAX];
    char turnout[TURNOUT_SIZE];
    struct page_results_one_replaced replaced[REGISTER_END];
    char seed[2 * DIGEST_SIZE + 1];
};

static void one_result_free(struct one_result *one)
{
    if (one == NULL) {
        return;
    }
    results_free(one->results);
    report_page_free(one->report);
    sheet_reader_deinit(&one->file);
    buf_deinit(&one->sheet);
    free(one);
}

OWNED(one_result)

static void fill_elected(struct one_result *one)
{
    const struct results *results = one->results;
    size_t count =
        results->had_poll ? results->list.elected_count : results->nominees.count;
    size_t i;

    if (results->is_stopped) {
        return;
    }
    for (i = 0; i < count; i++) {
        size_t number = results->had_poll ? results->list.elected[i] : i + 1;

        one->elected[i].name = results->nominees.candidates[number - 1].name;
    }
    one->page.elected = one->elected;
    one->page.elected_count = count;
    one->page.unfilled = results->unfilled;
}

static void fill_replaced(struct one_result *one)
{
    const uint64_t *made = one->results->list.by_register;
    enum replace_register kept_in;
    size_t count = 0;

    for (kept_in = REGISTER_LOST; kept_in < REGISTER_END; kept_in++) {
        one->replaced[count++] = (struct page_results_one_replaced){
            .name = wording_register(kept_in), .made = made[kept_in]};
    }
    one->page.replaced = one->replaced;
    one->page.replaced_count = count;
}

static void fill_turnout(struct one_result *one)
{
    const struct result_list *list = &one->results->list;
    uint64_t votes = 0;
    uint64_t tenths;
    enum channel channel;
    enum heading heading;
    size_t count = 0;

    for (channel = CHANNEL_ONLINE; channel < CHANNEL_END; channel++) {
        votes += list->by_channel[channel];
    }
    for (heading = 0; heading < HEADINGS; heading++) {
        if (list->rejected[heading] > 0) {
            one->rejected[count++] = (struct page_results_one_rejected){
                .heading = wording_heading(heading), .votes = list->rejected[heading]};
        }
    }
    one->page.rejected = one->rejected;
    one->page.rejected_count = count;
    fill_replaced(one);
    tenths = list->electorate > 0 ? votes * 1000 / list->electorate : 0;
    (void)snprintf(one->turnout,
                   sizeof(one->turnout),
                   "%" PRIu64 " (%" PRIu64 ".%" PRIu64 "%%)",
                   votes,
                   tenths / 10,
                   tenths % 10);
    one->page.turnout = one->turnout;
    turnout_view_fill(&one->results->turnout, one->page.name, &one->polled);
    one->page.polled = &one->polled.part;
    one->page.unreadable = list->unreadable;
}

static bool is_elected(const struct one_result *one, size_t number)
{
    size_t i;

    for (i = 0; i < one->results->list.elected_count; i++) {
        if (one->results->list.elected[i] == number) {
            return true;
        }
    }
    return false;
}

/* Of crosses a table is enough. */
static void fill_shares(struct one_result *one)
{
    const struct sheet *sheet = one->file.sheet;
    size_t i;

    for (i = 0; i < sheet->candidates; i++) {
        one->shares[i] = (struct page_results_one_shares){
            .name = one->file.slate->names[i + 1].name,
            .votes = (uint64_t)(sheet->stages[0].totals[i + 1] / sheet->unit),
            .is_elected = is_elected(one, i + 1)};
    }
    one->page.shares = one->shares;
    one->page.shares_count = sheet->candidates;
}

/* The count in words, as everybody can make them from the sheet. */
static int tell(struct one_result *one, struct story **story, struct report *out)
{
    int r = story_new(one->file.sheet, one->file.slate, story);

    if (r != 0) {
        return r < 0 ? r : FAULT(FAULT_CORRUPT);
    }
    *out = (struct report){.story = *story};
    if (one->results->has_seed) {
        hex_encode(SPAN(one->results->seed), one->seed);
        out->seed = one->seed;
    }
    return 0;
}

static int fill_report(struct one_result *one)
{
    CLEANUP(story_freep) struct story *story = NULL;
    struct report report;
    int r = tell(one, &story, &report);

    if (r == 0) {
        r = report_page_new(&report, &one->report);
    }
    if (r == 0) {
        one->page.report = report_page_part(one->report);
    }
    return r;
}

static int write_pdf(struct one_result *one, struct buf *out)
{
    CLEANUP(story_freep) struct story *story = NULL;
    struct report report;
    int r = tell(one, &story, &report);

    if (r == 0) {
        report.warning = one->face.definition->practice ? practice : NULL;
        r = report_print(&report, out);
    }
    return r;
}

static int fill_count(struct one_result *one, enum method method)
{
    one->page.counted = true;
    one->page.valid = one->file.sheet->valid;
    fill_turnout(one);
    if (method == METHOD_FPP) {
        fill_shares(one);
    }
    return fill_report(one);
}

static int read_sheet(struct desk *desk, uint16_t cid, struct one_result *one)
{
    struct node_complaint why;
    int r = desk_results_sheet(desk, cid, &one->sheet);

    if (r != 0) {
        return FOLD(r);
    }
    r = sheet_reader_parse(buf_span(&one->sheet), SHEET_MAX, &why, &one->file);
    return r <= 0 ? r : FAULT(FAULT_CORRUPT);
}

/* The result of the path's constituency: 0, a fault, or a problem. */
static int find(const struct site *site,
                struct span number,
                uint16_t *cid,
                struct one_result **out)
{
    CLEANUP(one_result_freep) struct one_result *one = calloc(1, sizeof(*one));
    int r;

    if (one == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    buf_init(&one->sheet, SHEET_MAX);
    face_fill(site, &one->face);
    if (face_number(&one->face, number, cid) != 0) {
        return PROBLEM_NOT_FOUND;
    }
    r = desk_results(site->desk, *cid, &one->results);
    if (r == 0 && one->results->had_poll) {
        r = read_sheet(site->desk, *cid, one);
    }
    if (r != 0) {
        return r < 0 ? r : PROBLEM_EARLY;
    }
    *out = one_result_take(&one);
    return 0;
}

static int write_page(const struct site *site,
                      uint16_t cid,
                      struct one_result *one,
                      struct reply *reply)
{
    const struct constituency *constituency =
        &one->face.definition->constituencies[cid - 1];
    int r = 0;

    one->page =
        (struct page_results_one){.name = constituency->name,
                                  .site = &one->face.site,
                                  .state = face_state(desk_state(site->desk, cid)),
                                  .turnout = "",
                                  .number = cid,
                                  .new_election = face_new_election(site, cid)};
    fill_elected(one);
    if (one->results->had_poll) {
        r = fill_count(one, constituency->method);
    }
    return r != 0 ? r : page_results_one_write(&one->page, face_page(reply));
}

/* The kinds of download, by the end of the path. */
enum kind_of_file {
    FILE_PAGE,
    FILE_JSON,
    FILE_CSV,
    FILE_BLT,
    FILE_PDF,
    FILE_KINDS,
};

static const struct {
    const char *end;
    const char *type;
} files[FILE_KINDS] = {
    [FILE_PAGE] = {"", NULL},
    [FILE_JSON] = {".json", "application/json"},
    [FILE_CSV] = {".csv", "text/csv; charset=utf-8"},
    [FILE_BLT] = {".blt", "text/plain; charset=utf-8"},
    [FILE_PDF] = {".pdf", "application/pdf"},
};

static enum kind_of_file split(struct span *name)
{
    enum kind_of_file kind;

    for (kind = FILE_JSON; kind < FILE_KINDS; kind++) {
        size_t size = strlen(files[kind].end);

        if (name->size > size
            && memcmp(name->data + name->size - size, files[kind].end, size) == 0) {
            *name = span_of(name->data, name->size - size);
            return kind;
        }
    }
    return FILE_PAGE;
}

static int write_file(enum kind_of_file kind,
                      uint16_t cid,
                      struct one_result *one,
                      struct reply *reply)
{
    struct buf *out = reply_begin(reply, 200, files[kind].type);
    const struct definition *definition = one->face.definition;
    const char *warning = definition->practice ? practice : NULL;
    char title[TITLE_SIZE];
    int r = 0;

    (void)snprintf(reply->file,
                   sizeof(reply->file),
                   "%sresult-%u%s",
                   definition->practice ? "PRACTICE-" : "",
                   cid,
                   files[kind].end);
    (void)snprintf(title,
                   sizeof(title),
                   "%s%s",
                   definition->practice ? "PRACTICE: " : "",
                   definition->constituencies[cid - 1].name);
    if (kind == FILE_JSON) {
        sheet_download_json(buf_span(&one->sheet), warning, out);
    } else if (kind == FILE_PDF) {
        r = write_pdf(one, out);
    } else if (kind == FILE_CSV) {
        r = sheet_download_csv(buf_span(&one->sheet), warning, out);
    } else {
        r = sheet_download_blt(buf_span(&one->sheet), title, out);
    }
    return r <= 0 ? r : FAULT(FAULT_CORRUPT);
}

int serve_results_one(const struct site *site,
                      const struct request *request,
                      struct reply *reply)
{
    CLEANUP(one_result_freep) struct one_result *one = NULL;
    struct span name = request->captures[0];
    enum kind_of_file kind = split(&name);
    uint16_t cid = 0;
    int r = find(site, name, &cid, &one);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, (enum problem)r);
    }
    if (kind == FILE_PAGE) {
        return write_page(site, cid, one, reply);
    }
    if (one->file.sheet == NULL) {
        return reply_problem(reply, PROBLEM_NOT_FOUND);
    }
    if (kind == FILE_PDF && !press_take(site->press)) {
        return reply_problem(reply, PROBLEM_BUSY);
    }
    r = write_file(kind, cid, one, reply);
    if (kind == FILE_PDF) {
        press_give(site->press);
    }
    return r;
}
