/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The register of late arrivals and returned letters (rule 56). One is told by a member
 * or by the number on an envelope, never by both.
 */
#ifndef STORE_ARRIVALS_H
#define STORE_ARRIVALS_H

#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "core/register.h"
#include "store/members.h"
#include "store/roll.h"

struct arrival {
    enum arrival_kind kind;
    uint16_t cid;
    int64_t member;       /* 0: told by the number */
    uint32_t number;      /* 0: told by the member */
    enum channel channel; /* of a vote; else 0 */
    char day[MEMBER_DAY_SIZE];
    struct sign_key officer;
};

/* The same again on the same day adds nothing. Refuses ROLL_NO_ROOM. */
MUST_USE int arrivals_add(struct roll *roll, const struct arrival *arrival);

/* Every one in the order they were told, until one is not 0. */
typedef int (*arrivals_visit)(void *context, const struct arrival *arrival);
MUST_USE int arrivals_each(struct roll *roll, arrivals_visit visit, void *context);

#endif
