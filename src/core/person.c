// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/person.h"

#include <stddef.h>

static const char *const roles[PERSON_END] = {
    [PERSON_OFFICER] = "officer",
    [PERSON_TRUSTEE] = "trustee",
    [PERSON_MIXER] = "mixer",
    [PERSON_WITNESS] = "witness",
    [PERSON_ISSUER] = "issuer",
};

const char *person_role_name(enum person_role role)
{
    return (unsigned)role < PERSON_END ? roles[role] : NULL;
}
