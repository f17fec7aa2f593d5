// SPDX-License-Identifier: AGPL-3.0-or-later
#include "office.h"

#include <stdbool.h>

#include "base/fault.h"
#include "core/definition.h"
#include "desk/oath.h"

#include "routes.h"
#include "signin/gate.h"

static const enum problem problems[OFFICE_REFUSALS] = {
    [OFFICE_NOBODY] = PROBLEM_KEYLESS,
    [OFFICE_UNSWORN] = PROBLEM_UNSWORN,
    [OFFICE_MEMBER] = PROBLEM_MEMBER,
    [OFFICE_GRANT] = PROBLEM_GRANT,
};

static bool is_admitted(const struct office *office, const struct request *request)
{
    const struct menu_page *page = menu_find(request->path);
    unsigned needs;

    if (page == NULL) {
        return false;
    }
    needs = request->verb == VERB_POST && page->act != 0 ? page->act : page->see;
    return needs == 0 || (needs & office->officer->may) != 0;
}

int office_sworn(const struct site *site, const struct sign_key *key)
{
    int r = desk_oath(site->desk, key);

    if (r == OATH_NONE) {
        return OFFICE_UNSWORN;
    }
    return r == OATH_MEMBER ? OFFICE_MEMBER : FOLD(r);
}

int office_find(const struct site *site,
                const struct request *request,
                struct office *out)
{
    struct sign_key key;
    int r = gate_officer(site, request, &key);

    if (r != 0) {
        return r < 0 ? r : OFFICE_NOBODY;
    }
    face_fill(site, &out->face);
    out->officer = definition_officer(out->face.definition, &key);
    if (out->officer == NULL) {
        return OFFICE_NOBODY;
    }
    out->desk = (struct part_desk){.officer = out->officer->name};
    if (span_is_equal(request->path, span_of_text(ROUTES_OATH_PATH))) {
        return 0;
    }
    r = office_sworn(site, &key);
    if (r != 0) {
        return r;
    }
    out->desk.pages = out->pages;
    out->desk.pages_count = menu_fill(out->officer->may, request->path, out->pages);
    return is_admitted(out, request) ? 0 : OFFICE_GRANT;
}

enum problem office_problem(int refusal)
{
    return refusal > 0 && refusal < OFFICE_REFUSALS ? problems[refusal] : PROBLEM_FAULT;
}

int office_refuse(struct reply *reply, int r)
{
    return r < 0 ? r : reply_problem(reply, office_problem(r));
}

int office_show(const struct site *site,
                const struct request *request,
                office_page show,
                struct reply *reply)
{
    struct office office;
    int r = office_find(site, request, &office);

    return r != 0 ? office_refuse(reply, r) : show(site, &office, reply);
}

int office_take(const struct site *site,
                const struct request *request,
                office_taking take,
                struct reply *reply)
{
    struct multipart form;
    struct office office;
    int r = office_find(site, request, &office);

    if (r != 0) {
        return office_refuse(reply, r);
    }
    r = multipart_parse(request, &form);
    return r != 0 ? reply_problem(reply, PROBLEM_FORM)
                  : take(site, &office, &form, reply);
}

int office_answer(const struct site *site,
                  const struct request *request,
                  office_act act,
                  struct reply *reply)
{
    CLEANUP(urlform_deinit) struct urlform form;
    struct office office;
    int r = urlform_parse(request->body, &form);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_FORM);
    }
    r = office_find(site, request, &office);
    return r != 0 ? office_refuse(reply, r) : act(site, request, &office, &form, reply);
}

const char *office_name(const struct office *office, const struct sign_key *key)
{
    const struct officer *officer = definition_officer(office->face.definition, key);

    return officer != NULL ? officer->name : "who runs the machine";
}
