/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The people an election's definition names by their public keys: officers and what
 * each may sign, trustees, mixers. Secret keys are never here.
 */
#ifndef CORE_OFFICER_H
#define CORE_OFFICER_H

#include <stddef.h>

#include "core/bytes.h"
#include "core/constituency.h"

enum {
    OFFICERS_MAX = 16,
    TRUSTEES_MAX = 20,
    MIXERS_MAX = 8,
    LINE_SIZE = 301, /* of an address */
    LABEL_SIZE = 33,
};

/* What an officer's key may do; bits of officer.may. */
enum grant {
    GRANT_NOMINATIONS = 1 << 0, /* decide nominations in the console */
    GRANT_STATEMENT = 1 << 1,   /* sign the statement */
    GRANT_ROLL = 1 << 2,        /* sign the roll */
    GRANT_REPLACE = 1 << 3,     /* sign replacements */
    GRANT_PAPERS = 1 << 4,      /* sign received and entered */
    GRANT_DISQUALIFY = 1 << 5,
    GRANT_BOX = 1 << 6,
    GRANT_RESULT = 1 << 7,
    GRANT_NOTE = 1 << 8,
    GRANTS = 9,
    GRANT_ALL = (1 << GRANTS) - 1,
};

/* Where the returning officer is found: shown on every page. */
struct contact {
    char address[LINE_SIZE];
    char telephone[LABEL_SIZE];
    char email[LINE_SIZE];
};

struct officer {
    char name[NAME_SIZE];
    struct sign_key key;
    struct box_key seal;
    unsigned may; /* bits of enum grant; the first officer has them all */
};

struct trustee {
    char name[NAME_SIZE];
    struct sign_key key;
    struct point static_key; /* P_j of the ceremony */
};

struct mixer {
    char name[NAME_SIZE];
    char organisation[NAME_SIZE];
    struct sign_key key;
};

/* The grant at a place, bit 1 << place: "nominations", "statement", "roll", "replace",
 * "papers", "disqualify", "box", "result", "note"; NULL from GRANTS on. */
const char *officer_grant_name(size_t place);

#endif
