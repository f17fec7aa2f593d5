// SPDX-License-Identifier: AGPL-3.0-or-later
#include "visitor.h"

#include <stdio.h>

#include "base/fault.h"
#include "core/definition.h"
#include "desk/signin.h"

#include "signin/gate.h"

enum refusal {
    NOBODY = 1, /* not signed in */
};

void visitor_name(const struct member *member, char out[static VISITOR_NAME_SIZE])
{
    (void)snprintf(out, VISITOR_NAME_SIZE, "%s %s", member->forenames, member->surname);
}

/* The lines there are, on one. */
static void write_address(const struct member *member,
                          char out[static VISITOR_ADDRESS_SIZE])
{
    const char *const lines[] = {member->address[0],
                                 member->address[1],
                                 member->address[2],
                                 member->town,
                                 member->postcode};
    size_t used = 0;
    size_t i;

    out[0] = '\0';
    for (i = 0; i < ARRAY_SIZE(lines); i++) {
        if (lines[i][0] != '\0') {
            used += (size_t)snprintf(out + used,
                                     VISITOR_ADDRESS_SIZE - used,
                                     "%s%s",
                                     used > 0 ? ", " : "",
                                     lines[i]);
        }
    }
}

static int
find(const struct site *site, const struct request *request, struct visitor *out)
{
    int64_t id = 0;
    int r = gate_member(site, request, &id);

    out->request = request;
    face_fill(site, &out->face);
    if (r != 0 || out->face.definition == NULL) {
        return r < 0 ? r : NOBODY;
    }
    r = desk_member(site->desk, id, &out->member);
    if (r != 0) {
        return r < 0 ? r : NOBODY;
    }
    out->constituency = definition_constituency(out->face.definition, out->member.cid);
    visitor_name(&out->member, out->name);
    write_address(&out->member, out->address);
    return out->constituency != NULL ? 0 : FAULT(FAULT_CORRUPT);
}

static int refuse(struct reply *reply, int r)
{
    return r < 0 ? r : reply_problem(reply, PROBLEM_SIGN_IN);
}

int visitor_show(const struct site *site,
                 const struct request *request,
                 visitor_page show,
                 struct reply *reply)
{
    struct visitor here;
    int r = find(site, request, &here);

    return r != 0 ? refuse(reply, r) : show(site, &here, reply);
}

int visitor_answer(const struct site *site,
                   const struct request *request,
                   visitor_act act,
                   struct reply *reply)
{
    CLEANUP(urlform_deinit) struct urlform form;
    struct visitor here;
    int r = urlform_parse(request->body, &form);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_FORM);
    }
    r = find(site, request, &here);
    return r != 0 ? refuse(reply, r) : act(site, &here, &form, reply);
}
