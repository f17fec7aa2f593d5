/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The member who asks, with what every page of theirs shows. */
#ifndef DAEMON_VISITOR_H
#define DAEMON_VISITOR_H

#include "base/attr.h"
#include "core/constituency.h"
#include "store/members.h"

#include "face.h"
#include "http/urlform.h"

enum {
    VISITOR_NAME_SIZE = 2 * MEMBER_NAME_SIZE + 1,
    VISITOR_ADDRESS_SIZE = 4 * MEMBER_LINE_SIZE + MEMBER_POSTCODE_SIZE + 10,
};

struct visitor {
    const struct request *request;
    struct face face; /* there is a definition */
    struct member member;
    const struct constituency *constituency;
    char name[VISITOR_NAME_SIZE];
    char address[VISITOR_ADDRESS_SIZE]; /* one line; "" without one */
};

/* What a handler does once it is known who asks, with the form that was sent or
 * without; the last to answer. */
typedef int (*visitor_page)(const struct site *site,
                            const struct visitor *here,
                            struct reply *reply);
typedef int (*visitor_act)(const struct site *site,
                           const struct visitor *here,
                           const struct urlform *form,
                           struct reply *reply);

/* A handler of a member's page: finds who asks and shows it, or asks to sign in. And of
 * a member's form: reads it first, or answers what is wrong with it. */
MUST_USE int visitor_show(const struct site *site,
                          const struct request *request,
                          visitor_page show,
                          struct reply *reply);
MUST_USE int visitor_answer(const struct site *site,
                            const struct request *request,
                            visitor_act act,
                            struct reply *reply);

/* "forenames surname". */
void visitor_name(const struct member *member, char out[static VISITOR_NAME_SIZE]);

#endif
