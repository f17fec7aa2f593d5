// SPDX-License-Identifier: AGPL-3.0-or-later
#include "visitor.h"

#include <stdio.h>

#include "base/fault.h"
#include "core/definition.h"
#include "desk/signin.h"

#include "signin/gate.h"

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
    write_address(&out->member, out->address);
    return out->constituency != NULL ? 0 : FAULT(FAULT_CORRUPT);
}
