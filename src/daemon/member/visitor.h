/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The member who asks, with what every page of theirs shows. */
#ifndef DAEMON_VISITOR_H
#define DAEMON_VISITOR_H

#include "base/attr.h"
#include "core/constituency.h"
#include "store/members.h"

#include "face.h"

enum {
    VISITOR_NAME_SIZE = 2 * MEMBER_NAME_SIZE + 1,
    VISITOR_ADDRESS_SIZE = 4 * MEMBER_LINE_SIZE + MEMBER_POSTCODE_SIZE + 10,
};

struct visitor {
    struct face face; /* there is a definition */
    struct member member;
    const struct constituency *constituency;
    char name[VISITOR_NAME_SIZE];
    char address[VISITOR_ADDRESS_SIZE]; /* one line; "" without one */
};

enum visitor_refusal {
    VISITOR_NOBODY = 1, /* not signed in */
};

MUST_USE int visitor_find(const struct site *site,
                          const struct request *request,
                          struct visitor *out);

/* "forenames surname". */
void visitor_name(const struct member *member, char out[static VISITOR_NAME_SIZE]);

#endif
