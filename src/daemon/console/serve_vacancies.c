// SPDX-License-Identifier: AGPL-3.0-or-later
#include "candidacy.h"

#include "base/fault.h"
#include "core/definition.h"
#include "core/label.h"
#include "desk/settle.h"

#include "face.h"

static int add(struct desk *desk,
               const struct definition *definition,
               uint16_t cid,
               struct page_notice_vacancies *page,
               struct page_notice_vacancies_constituencies *list)
{
    CLEANUP(standings_freep) struct standings *standings = NULL;
    int r;

    if (desk_state(desk, cid) != DESK_SHORT) {
        return 0;
    }
    r = desk_standings(desk, cid, &standings);
    if (r != 0) {
        return FOLD(r);
    }
    list[page->constituencies_count++] = (struct page_notice_vacancies_constituencies){
        .name = definition->constituencies[cid - 1].name,
        .seats = definition->constituencies[cid - 1].seats,
        .candidates = standings->count,
        .unfilled = standings->unfilled};
    return 0;
}

int serve_vacancies(const struct site *site,
                    const struct request *request UNUSED,
                    struct reply *reply)
{
    struct page_notice_vacancies_constituencies list[CONSTITUENCIES_MAX];
    struct face face;
    struct page_notice_vacancies page = {.site = &face.site, .constituencies = list};
    size_t i;
    int r = 0;

    face_fill(site, &face);
    if (face.definition == NULL) {
        return reply_problem(reply, PROBLEM_NO_ELECTION);
    }
    if (!desk_facts(site->desk).has_statement) {
        return reply_problem(reply, PROBLEM_EARLY);
    }
    page.withdrawal = face.definition->timetable.at[STEP_WITHDRAWAL];
    page.rule = label_own(face.definition, "18.3");
    for (i = 0; r == 0 && i < face.definition->constituency_count; i++) {
        r = add(site->desk, face.definition, (uint16_t)(i + 1), &page, list);
    }
    return r != 0 ? r : page_notice_vacancies_write(&page, face_page(reply));
}
