// SPDX-License-Identifier: AGPL-3.0-or-later
/* The notices to publish, and that they are. */
#include "serve.h"

#include "base/fault.h"
#include "desk/posted.h"

#include "http/urlform.h"
#include "office.h"
#include "public/bulletin.h"

static const enum problem problems[POSTED_REFUSALS] = {
    [POSTED_GRANT] = PROBLEM_GRANT,
    [POSTED_EARLY] = PROBLEM_PHASE,
    [POSTED_NO_ROOM] = PROBLEM_BUSY,
};

int serve_board(const struct site *site,
                const struct request *request,
                struct reply *reply)
{
    struct page_console_board_notices list[POSTED_NOTICES];
    struct page_console_board page = {.notices = list};
    struct office office;
    enum posted_notice notice;
    size_t count;
    const struct bulletin *all = bulletin_all(&count);
    int r = office_find(site, request, &office);

    if (r != 0) {
        return office_refuse(reply, r);
    }
    for (notice = 0; r == 0 && notice < POSTED_NOTICES && notice < count; notice++) {
        struct posted posted;

        r = desk_posted(site->desk, notice, &posted);
        if (r == 0) {
            list[page.notices_count++] = (struct page_console_board_notices){
                .name = all[notice].name,
                .title = all[notice].title,
                .is_ready = posted.is_ready,
                .due = posted.due,
                .at = posted.at,
                .officer = office_name(&office, &posted.officer)};
        }
    }
    if (r != 0) {
        return r;
    }
    page.site = &office.face.site;
    page.desk = &office.desk;
    return page_console_board_write(&page, face_page(reply));
}

static int act(const struct site *site,
               const struct request *request,
               const struct office *office,
               const struct urlform *form,
               struct reply *reply)
{
    struct span name = urlform_value(form, "published");
    enum posted_notice notice = 0;
    int r;

    (void)request;
    while (notice < POSTED_NOTICES
           && !span_is_equal(name, span_of_text(posted_name(notice)))) {
        notice++;
    }
    if (notice == POSTED_NOTICES) {
        return reply_problem(reply, PROBLEM_FORM);
    }
    r = desk_post(site->desk, notice, &office->officer->key);
    if (r > 0) {
        return r < POSTED_REFUSALS ? reply_problem(reply, problems[r]) : FOLD(r);
    }
    return r < 0 ? r : reply_see(reply, "/console/board");
}

int serve_board_act(const struct site *site,
                    const struct request *request,
                    struct reply *reply)
{
    return office_answer(site, request, act, reply);
}
