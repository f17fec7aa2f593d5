// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "core/definition.h"
#include "desk/results.h"

#include "face.h"

/* The elected of one constituency, by name. */
struct winners {
    struct results *results;
    size_t count;
    const char *names[CANDIDATES_MAX];
};

struct all_results {
    struct winners winners[CONSTITUENCIES_MAX];
    struct page_results_constituencies rows[CONSTITUENCIES_MAX];
    struct page_results_constituencies_elected names[CONSTITUENCIES_MAX]
                                                    [CANDIDATES_MAX];
};

static void all_results_free(struct all_results *all)
{
    size_t i;

    if (all == NULL) {
        return;
    }
    for (i = 0; i < CONSTITUENCIES_MAX; i++) {
        results_free(all->winners[i].results);
    }
    free(all);
}

/* With a poll in order of election, without one in the statement's order. */
static void fill_winners(struct winners *winners)
{
    const struct results *results = winners->results;
    size_t i;

    if (results->is_stopped) {
        return;
    }
    winners->count =
        results->had_poll ? results->list.elected_count : results->nominees.count;
    for (i = 0; i < winners->count; i++) {
        size_t number = results->had_poll ? results->list.elected[i] : i + 1;

        winners->names[i] = results->nominees.candidates[number - 1].name;
    }
}

static int find_winners(struct desk *desk, uint16_t cid, struct winners *out)
{
    int r = desk_results(desk, cid, &out->results);

    if (r == 0) {
        fill_winners(out);
    }
    return r == RESULTS_NOT_YET ? 0 : FOLD(r);
}

static void add_row(struct all_results *all, const struct face *face, size_t place)
{
    const struct constituency *constituency = &face->definition->constituencies[place];
    const struct winners *winners = &all->winners[place];
    const struct results *results = winners->results;
    size_t i;

    for (i = 0; i < winners->count; i++) {
        all->names[place][i].name = winners->names[i];
    }
    all->rows[place] = (struct page_results_constituencies){
        .number = place + 1,
        .name = constituency->name,
        .elected = all->names[place],
        .elected_count = winners->count,
        .unfilled = results != NULL ? results->unfilled : 0};
}

static int
fill_all(const struct site *site, const struct face *face, struct all_results *all)
{
    size_t i;
    int r = 0;

    for (i = 0; r == 0 && i < face->definition->constituency_count; i++) {
        uint16_t cid = (uint16_t)(i + 1);

        r = find_winners(site->desk, cid, &all->winners[i]);
        add_row(all, face, i);
        all->rows[i].state = face_state(desk_state(site->desk, cid));
        all->rows[i].new_election = face_new_election(site, cid);
    }
    return r;
}

static int
find_all(const struct site *site, const struct face *face, struct all_results **out)
{
    struct all_results *all = calloc(1, sizeof(*all));
    int r;

    if (all == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = fill_all(site, face, all);
    if (r != 0) {
        all_results_free(all);
        return r;
    }
    *out = all;
    return 0;
}

static int declared_at(const struct site *site, int64_t *out)
{
    int r = desk_declared_at(site->desk, out);

    return r == RESULTS_NOT_YET ? 0 : FOLD(r);
}

static int write_results(const struct site *site,
                         const struct face *face,
                         const struct all_results *all,
                         struct reply *reply)
{
    struct page_results page = {
        .site = &face->site,
        .constituencies = all->rows,
        .constituencies_count = face->definition->constituency_count,
        .address = desk_address(site->desk),
        .code = face->code,
    };
    struct retention retention;
    int r = declared_at(site, &page.declared);

    if (r != 0) {
        return r;
    }
    retention = desk_retention(site->desk);
    page.questions = retention_questions(&retention);
    return page_results_write(&page, face_page(reply));
}

int serve_results(const struct site *site,
                  const struct request *request UNUSED,
                  struct reply *reply)
{
    struct all_results *all = NULL;
    struct face face;
    int r;

    face_fill(site, &face);
    if (face.definition == NULL) {
        return reply_problem(reply, PROBLEM_NO_ELECTION);
    }
    r = find_all(site, &face, &all);
    if (r == 0) {
        r = write_results(site, &face, all, reply);
    }
    all_results_free(all);
    return r;
}
