/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the world may know of somebody who holds a key file: the part that goes into a
 * definition. Written beside every key file as FILE.pub.
 */
#ifndef CORE_PERSON_H
#define CORE_PERSON_H

#include "core/bytes.h"
#include "core/constituency.h"

enum person_role {
    PERSON_OFFICER = 1,
    PERSON_TRUSTEE,
    PERSON_MIXER,
    PERSON_WITNESS,
    PERSON_ISSUER,
    PERSON_END,
};

struct person {
    enum person_role role;
    char name[NAME_SIZE];
    char organisation[NAME_SIZE]; /* mixers; else "" */
    struct sign_key key;
    struct box_key seal;     /* officers, issuers; else zeroes */
    struct point static_key; /* trustees; else zeroes */
};

/* "officer", "trustee", …; NULL outside the enum. */
const char *person_role_name(enum person_role role);

#endif
