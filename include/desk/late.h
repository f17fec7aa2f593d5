/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The register of rule 56: votes that come when the box is made already, applications
 * for another voting code after the close, letters that come back. An officer tells of
 * them by a member's number or by what is on the envelope; nothing else is made of
 * them. A vote that is late before the box is made is disqualified in the record.
 */
#ifndef DESK_LATE_H
#define DESK_LATE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/register.h"
#include "desk/desk.h"
#include "store/arrivals.h"
#include "store/members.h"

enum late_refusal {
    LATE_GRANT = 1, /* this officer deals with neither votes nor replacements */
    LATE_TIME,      /* nothing of the kind can be late yet, or all is destroyed */
    LATE_UNKNOWN,   /* one names no member, or no voter number of this election */
    LATE_CHANNEL,   /* one names a constituency that does not vote that way */
    LATE_NO_ROOM,
    LATE_REFUSALS,
};

struct late_item {
    char member[MEMBER_NUMBER_SIZE]; /* "": by the envelope */
    uint16_t cid;
    uint32_t number;
};

struct late_order {
    enum arrival_kind kind;
    enum channel channel; /* of votes; of anything else ignored */
    const struct late_item *items;
    size_t count;
    struct sign_key officer;
};

/* All of them or none; one told before on the same day is no other. `wrong` is which
 * one was refused, of a refusal that is about one. */
MUST_USE int
desk_late(struct desk *desk, const struct late_order *order, size_t *wrong);

/* Every one, in the order told, with its member unless a number tells of it. */
typedef int (*late_visit)(void *context,
                          const struct arrival *arrival,
                          const struct member *member);
MUST_USE int desk_late_each(struct desk *desk, late_visit visit, void *context);

#endif
