/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The one table of routes; schema/openapi.json is compared with it by a test. */
#ifndef DAEMON_ROUTES_H
#define DAEMON_ROUTES_H

#include "http/router.h"

/* Where the declaration of rule 69 is made: open to every officer. */
#define ROUTES_OATH_PATH "/console/declaration"

enum {
    ROUTES_BALLOT_MAX = 16 << 10,
    ROUTES_FORM_MAX = 64 << 10,
    ROUTES_PHOTO_MAX = 5400 << 10, /* wire/picture, and what a browser puts round it */
    ROUTES_ENTRY_MAX = 64 << 10,
    ROUTES_JSON_MAX = 4 << 10,
    ROUTES_OBJECT_MAX = 64 << 20,
    ROUTES_LIST_MAX = (16 << 20) + (64 << 10), /* a members' list in a form */
};

extern const struct routes routes_all;

#endif
