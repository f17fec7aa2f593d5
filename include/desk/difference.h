/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a members' list would change on the roll, member by member and field by field:
 * shown before anything is changed, and named by a hash when it is confirmed.
 */
#ifndef DESK_DIFFERENCE_H
#define DESK_DIFFERENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "store/members.h"

enum difference_kind {
    DIFFERENCE_ADDED = 1, /* a new member */
    DIFFERENCE_CHANGED,   /* fields of the entry, the constituency not among them */
    DIFFERENCE_MOVED,     /* to another constituency */
    DIFFERENCE_LEAVING,   /* the list does not name them any more */
    DIFFERENCE_RETURNING, /* had left, and is named again */
    DIFFERENCE_KEPT_OUT,  /* opted out and stays out, though the list names them */
    DIFFERENCE_PERSON,    /* one person under two numbers: the list is refused */
    DIFFERENCE_LIKENESS,  /* perhaps one person under two numbers */
    DIFFERENCE_KINDS,
};

/* Fields of a member, bits of difference.fields. */
enum difference_field {
    FIELD_FORENAMES,
    FIELD_SURNAME,
    FIELD_EMAIL,
    FIELD_ADDRESS_1,
    FIELD_ADDRESS_2,
    FIELD_ADDRESS_3,
    FIELD_TOWN,
    FIELD_POSTCODE,
    FIELD_JOINED,
    FIELD_CONSTITUENCY,
    FIELDS,
};

struct difference {
    enum difference_kind kind;
    unsigned fields;      /* CHANGED, MOVED */
    bool is_candidate;    /* stands, or has asked to: MOVED, LEAVING */
    struct member before; /* not of ADDED; of two numbers, the first */
    struct member after;  /* not of LEAVING; of two numbers, the second */
};

/* Bits of what differs between two states of a member. */
unsigned difference_fields(const struct member *before, const struct member *after);

/* "email", "address_1", …, as the list's header has them. */
const char *difference_field_name(enum difference_field field);

/* The field's text; of the constituency its number is not one: "". */
const char *difference_field_text(const struct member *member,
                                  enum difference_field field);

/* Makes of the hash of all before the hash with this one. */
MUST_USE int difference_hash(const struct difference *difference,
                             struct digest *running);

#endif
