// SPDX-License-Identifier: AGPL-3.0-or-later
#include "candidacy.h"

#include "base/fault.h"
#include "core/definition.h"
#include "desk/asking.h"
#include "desk/nominate.h"

#include "face.h"
#include "prepared.h"
#include "visitor.h"

static const enum problem problems[ASKING_REFUSALS] = {
    [ASKING_UNKNOWN] = PROBLEM_NOT_FOUND,
    [ASKING_TIME] = PROBLEM_PHASE,
    [ASKING_GRANT] = PROBLEM_GRANT,
    [ASKING_NO_ROOM] = PROBLEM_BUSY,
};

static int
show(const struct site *site, const struct visitor *here, struct reply *reply)
{
    struct form kept;
    struct page_me_form page = {.site = &here->face.site, .address = kept.address};
    int r = desk_nomination_roll(site->desk, here->member.id, &kept);

    if (r != 0) {
        return FOLD(r);
    }
    r = desk_asking_since(site->desk, here->member.id, &page.asked);
    if (r < 0) {
        return r;
    }
    page.is_asked = r == 0;
    page.nominations_close =
        here->face.definition->timetable.at[STEP_NOMINATIONS_CLOSE];
    return page_me_form_write(&page, face_page(reply));
}

int serve_asked(const struct site *site,
                const struct request *request,
                struct reply *reply)
{
    return visitor_show(site, request, show, reply);
}

static int ask(const struct site *site, const struct visitor *here, struct reply *reply)
{
    int r = desk_asking(site->desk, here->member.id);

    if (r == 0) {
        return reply_see(reply, "/me/nomination/form");
    }
    if (r < 0) {
        return r;
    }
    return r < ASKING_REFUSALS ? reply_problem(reply, problems[r]) : FOLD(r);
}

int serve_asked_ask(const struct site *site,
                    const struct request *request,
                    struct reply *reply)
{
    return visitor_show(site, request, ask, reply);
}

static int
print(const struct site *site, const struct visitor *here, struct reply *reply)
{
    return prepared_write(&here->face, &here->member, site, reply);
}

int serve_asked_print(const struct site *site,
                      const struct request *request,
                      struct reply *reply)
{
    return visitor_show(site, request, print, reply);
}
