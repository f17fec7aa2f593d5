// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "core/definition.h"
#include "desk/results.h"

#include "face.h"
#include "sheet_download.h"
#include "sheet_view.h"

enum {
    SHEET_MAX = 1 << 28,
    TURNOUT_SIZE = 64,
};

static const char *const channels[CHANNEL_END] = {
    [CHANNEL_ONLINE] = "Votes online",
    [CHANNEL_POST] = "Votes by post",
    [CHANNEL_TELEPHONE] = "Votes by telephone",
    [CHANNEL_TEXT] = "Votes by text message",
};

static const char *const headings[HEADINGS] = {
    [HEADING_FEATURES] = "lacking the features of a ballot paper",
    [HEADING_OVERVOTE] = "more votes than allowed, or no first preference",
    [HEADING_IDENTIFIES] = "showing who voted",
    [HEADING_UNCERTAIN] = "unmarked or uncertain",
};

/* What the page is filled from; the page points into it. */
struct one_result {
    struct face face;
    struct results *results;
    struct sheet_view *view;
    struct buf sheet;
    struct page_results_one page;
    struct page_results_one_elected elected[CANDIDATES_MAX];
    struct page_results_one_channels channels[CHANNEL_END];
    struct page_results_one_rejected rejected[HEADINGS];
    struct page_results_one_shares shares[CANDIDATES_MAX];
    struct page_results_one_stages *stages;
    struct page_results_one_rows rows[CANDIDATES_MAX];
    struct page_results_one_rows_cells *cells;
    char (*changes)[SHEET_VIEW_TEXT];
    struct page_results_one_lots lots[SHEET_VIEW_LOTS];
    char turnout[TURNOUT_SIZE];
};

static void one_result_free(struct one_result *one)
{
    if (one == NULL) {
        return;
    }
    results_free(one->results);
    sheet_view_free(one->view);
    buf_deinit(&one->sheet);
    free(one->stages);
    free(one->cells);
    free(one->changes);
    free(one);
}

OWNED(one_result)

static void fill_elected(struct one_result *one)
{
    const struct results *results = one->results;
    size_t count =
        results->had_poll ? results->list.elected_count : results->nominees.count;
    size_t i;

    for (i = 0; i < count; i++) {
        size_t number = results->had_poll ? results->list.elected[i] : i + 1;

        one->elected[i].name = results->nominees.candidates[number - 1].name;
    }
    one->page.elected = one->elected;
    one->page.elected_count = count;
    one->page.unfilled = results->unfilled;
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
        if (list->by_channel[channel] > 0 || channel == CHANNEL_ONLINE) {
            one->channels[count++] = (struct page_results_one_channels){
                .name = channels[channel], .votes = list->by_channel[channel]};
        }
        votes += list->by_channel[channel];
    }
    one->page.channels = one->channels;
    one->page.channels_count = count;
    count = 0;
    for (heading = 0; heading < HEADINGS; heading++) {
        if (list->rejected[heading] > 0) {
            one->rejected[count++] = (struct page_results_one_rejected){
                .heading = headings[heading], .votes = list->rejected[heading]};
        }
    }
    one->page.rejected = one->rejected;
    one->page.rejected_count = count;
    tenths = list->electorate > 0 ? votes * 1000 / list->electorate : 0;
    (void)snprintf(one->turnout,
                   sizeof(one->turnout),
                   "%" PRIu64 " (%" PRIu64 ".%" PRIu64 "%%)",
                   votes,
                   tenths / 10,
                   tenths % 10);
    one->page.turnout = one->turnout;
    one->page.electorate = list->electorate;
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

static void fill_shares(struct one_result *one)
{
    size_t i;

    for (i = 0; i < one->view->candidates; i++) {
        one->shares[i] = (struct page_results_one_shares){
            .name = one->view->names[i],
            .votes = strtoull(one->view->stages[0].totals[i], NULL, 10),
            .is_elected = is_elected(one, i + 1)};
    }
    one->page.shares = one->shares;
    one->page.shares_count = one->view->candidates;
}

static void fill_row(struct one_result *one, size_t candidate)
{
    const struct sheet_view *view = one->view;
    size_t first = candidate * view->stage_count;
    size_t stage;

    for (stage = 0; stage < view->stage_count; stage++) {
        char *change = one->changes[first + stage];

        if (stage > 0) {
            sheet_view_change(view->stages[stage - 1].totals[candidate],
                              view->stages[stage].totals[candidate],
                              change);
        }
        one->cells[first + stage] = (struct page_results_one_rows_cells){
            .change = change, .votes = view->stages[stage].totals[candidate]};
    }
    one->rows[candidate] = (struct page_results_one_rows){
        .name = view->names[candidate],
        .cells = one->cells + first,
        .cells_count = view->stage_count,
        .result = is_elected(one, candidate + 1) ? "Elected" : "Not elected"};
}

static int fill_stages(struct one_result *one)
{
    const struct sheet_view *view = one->view;
    size_t cells = view->candidates * view->stage_count;
    size_t i;

    one->stages = calloc(view->stage_count + 1, sizeof(*one->stages));
    one->cells = calloc(cells + 1, sizeof(*one->cells));
    one->changes = calloc(cells + 1, sizeof(*one->changes));
    if (one->stages == NULL || one->cells == NULL || one->changes == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    for (i = 0; i < view->stage_count; i++) {
        one->stages[i] = (struct page_results_one_stages){.what = view->stages[i].what,
                                                          .number = i + 1};
    }
    for (i = 0; i < view->candidates; i++) {
        fill_row(one, i);
    }
    one->page.stages = one->stages;
    one->page.stages_count = view->stage_count;
    one->page.rows = one->rows;
    one->page.rows_count = view->candidates;
    return 0;
}

static int fill_count(struct one_result *one, enum method method)
{
    size_t i;

    one->page.counted = true;
    one->page.valid = one->view->valid;
    one->page.seats = one->view->seats;
    one->page.quota = one->view->quota;
    fill_turnout(one);
    for (i = 0; i < one->view->lot_count; i++) {
        one->lots[i].what = one->view->lots[i];
    }
    one->page.lots = one->lots;
    one->page.lots_count = one->view->lot_count;
    if (method == METHOD_STV) {
        return fill_stages(one);
    }
    if (one->view->stage_count > 0) {
        fill_shares(one);
    }
    return 0;
}

static int read_sheet(struct desk *desk, uint16_t cid, struct one_result *one)
{
    int r = desk_results_sheet(desk, cid, &one->sheet);

    if (r != 0) {
        return FOLD(r);
    }
    r = sheet_view_read(buf_span(&one->sheet), &one->view);
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
                                  .quota = "",
                                  .number = cid};
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
                      const struct one_result *one,
                      struct reply *reply)
{
    struct buf *out = reply_begin(reply, 200, files[kind].type);
    int r = 0;

    (void)snprintf(
        reply->file, sizeof(reply->file), "result-%u%s", cid, files[kind].end);
    if (kind == FILE_JSON) {
        buf_put_span(out, buf_span(&one->sheet));
    } else if (kind == FILE_CSV) {
        r = sheet_download_csv(buf_span(&one->sheet), out);
    } else {
        r = sheet_download_blt(buf_span(&one->sheet),
                               one->face.definition->constituencies[cid - 1].name,
                               out);
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
    if (one->view == NULL) {
        return reply_problem(reply, PROBLEM_NOT_FOUND);
    }
    return write_file(kind, cid, one, reply);
}
