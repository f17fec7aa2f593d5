// SPDX-License-Identifier: AGPL-3.0-or-later
#include "visitor.h"

#include <stdio.h>

#include "base/fault.h"
#include "core/definition.h"
#include "desk/signin.h"

#include "gate.h"

void visitor_name(const struct member *member, char out[static VISITOR_NAME_SIZE])
{
    (void)snprintf(out, VISITOR_NAME_SIZE, "%s %s", member->forenames, member->surname);
}

int visitor_find(const struct site *site,
                 const struct request *request,
                 struct visitor *out)
{
    int64_t id = 0;
    int r = gate_member(site, request, &id);

    face_fill(site, &out->face);
    if (r != 0 || out->face.definition == NULL) {
        return r < 0 ? r : VISITOR_NOBODY;
    }
    r = desk_member(site->desk, id, &out->member);
    if (r != 0) {
        return r < 0 ? r : VISITOR_NOBODY;
    }
    out->constituency = definition_constituency(out->face.definition, out->member.cid);
    visitor_name(&out->member, out->name);
    return out->constituency != NULL ? 0 : FAULT(FAULT_CORRUPT);
}
