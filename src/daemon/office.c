// SPDX-License-Identifier: AGPL-3.0-or-later
#include "office.h"

#include "core/definition.h"

#include "gate.h"

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
    return 0;
}

const char *office_name(const struct office *office, const struct sign_key *key)
{
    const struct officer *officer = definition_officer(office->face.definition, key);

    return officer != NULL ? officer->name : "who runs the machine";
}
