// SPDX-License-Identifier: AGPL-3.0-or-later
#include "candidacy.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fault.h"
#include "desk/coming.h"
#include "desk/settle.h"

#include "face.h"

enum {
    PATH_SIZE = 48,
};

static const char *const withheld = "Removed at the end of the time it was kept for.";

/* How many stand; SETTLE_EARLY while that is not public. */
static int find_standing(struct desk *desk, uint16_t cid, uint64_t *out)
{
    CLEANUP(standings_freep) struct standings *standings = NULL;
    int r = desk_standings(desk, cid, &standings);

    if (r == 0) {
        *out = standings->count;
    }
    return r;
}

/* Before the statement: figures, no names. */
static int fill_coming(struct desk *desk,
                       const struct definition *definition,
                       struct page_candidates_constituencies *list)
{
    struct coming coming[CONSTITUENCIES_MAX];
    size_t i;
    int r = desk_coming(desk, coming);

    for (i = 0; r == 0 && i < definition->constituency_count; i++) {
        list[i] = (struct page_candidates_constituencies){
            .name = definition->constituencies[i].name,
            .seats = definition->constituencies[i].seats,
            .received = coming[i].received,
            .valid = coming[i].valid,
            .state = ""};
    }
    return FOLD(r);
}

static int fill_list(struct desk *desk,
                     const struct definition *definition,
                     struct page_candidates *page,
                     struct page_candidates_constituencies *list)
{
    size_t i;
    int r = 0;

    for (i = 0; r == 0 && i < definition->constituency_count; i++) {
        uint16_t cid = (uint16_t)(i + 1);

        list[i] = (struct page_candidates_constituencies){
            .number = cid,
            .name = definition->constituencies[i].name,
            .seats = definition->constituencies[i].seats,
            .state = face_state(desk_state(desk, cid))};
        r = find_standing(desk, cid, &list[i].candidates);
    }
    page->is_early = r == SETTLE_EARLY;
    if (page->is_early) {
        r = fill_coming(desk, definition, list);
    }
    page->constituencies = list;
    page->constituencies_count = definition->constituency_count;
    return r;
}

int serve_candidates(const struct site *site,
                     const struct request *request UNUSED,
                     struct reply *reply)
{
    struct page_candidates_constituencies list[CONSTITUENCIES_MAX];
    struct face face;
    struct page_candidates page = {.site = &face.site};
    int r;

    face_fill(site, &face);
    if (face.definition == NULL) {
        return reply_problem(reply, PROBLEM_NO_ELECTION);
    }
    page.statement = face.definition->timetable.at[STEP_STATEMENT];
    r = fill_list(site->desk, face.definition, &page, list);
    return r != 0 ? FOLD(r) : page_candidates_write(&page, face_page(reply));
}

static void fill_one(const struct standing *standing,
                     unsigned cid,
                     char photo[static PATH_SIZE],
                     struct page_candidates_one_candidates *out)
{
    *out = (struct page_candidates_one_candidates){
        .number = standing->number,
        .name = standing->name,
        .is_dead = standing->is_dead,
        .statement = standing->is_withheld ? withheld : standing->statement,
        .address = standing->is_withheld ? withheld : standing->address,
        .interests =
            standing->interests[0] != '\0' ? standing->interests : "None declared",
        .party = standing->party[0] != '\0' ? standing->party : "None"};
    if (standing->has_photo) {
        (void)snprintf(
            photo, PATH_SIZE, "/candidates/%u/photos/%u", cid, standing->number);
        out->photo = photo;
    }
    if (standing->is_withheld) {
        out->interests = withheld;
        out->party = withheld;
    }
}

static int write_one(const struct face *face,
                     uint16_t cid,
                     const struct site *site,
                     struct reply *reply)
{
    CLEANUP(standings_freep) struct standings *standings = NULL;
    struct page_candidates_one_candidates list[CANDIDATES_MAX];
    char photos[CANDIDATES_MAX][PATH_SIZE];
    const struct constituency *constituency =
        &face->definition->constituencies[cid - 1];
    struct page_candidates_one page = {
        .cid = cid,
        .is_short = desk_state(site->desk, cid) == DESK_SHORT,
        .name = constituency->name,
        .site = &face->site,
        .seats = constituency->seats,
        .state = face_state(desk_state(site->desk, cid))};
    int r = desk_standings(site->desk, cid, &standings);
    size_t i;

    if (r == SETTLE_EARLY) {
        page.is_early = true;
        return page_candidates_one_write(&page, face_page(reply));
    }
    if (r != 0) {
        return FOLD(r);
    }
    for (i = 0; i < standings->count; i++) {
        fill_one(&standings->list[i], cid, photos[i], &list[i]);
        page.passed_over = page.passed_over || standings->list[i].is_dead;
    }
    page.passed_over = page.passed_over && constituency->method == METHOD_STV;
    page.new_election = face_new_election(site, cid);
    page.candidates = list;
    page.candidates_count = standings->count;
    return page_candidates_one_write(&page, face_page(reply));
}

int serve_candidates_one(const struct site *site,
                         const struct request *request,
                         struct reply *reply)
{
    struct face face;
    uint16_t cid = 0;

    face_fill(site, &face);
    if (face_number(&face, request->captures[0], &cid) != 0) {
        return reply_problem(reply, PROBLEM_NOT_FOUND);
    }
    return write_one(&face, cid, site, reply);
}
