/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The roll (roll.db): who is a member, who stands, what was sent to whom, what officers
 * did. It never learns who has voted, holds no token, and keeps a member's voter number
 * only sealed to the officer. Its parts are store/members, signins, forms, references,
 * deliveries and acts; all run inside the caller's transaction and under desk's lock.
 */
#ifndef STORE_ROLL_H
#define STORE_ROLL_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "store/db.h"

struct roll;

enum roll_refusal {
    ROLL_UNKNOWN = 1, /* no such member, form, link, … */
    ROLL_DUPLICATE,   /* there is one already */
    ROLL_NO_ROOM,     /* the disk is full */
};

/* An open database. The caller keeps `db` open longer. */
MUST_USE int roll_open(struct db *db, struct roll **out);
void roll_free(struct roll *roll);

/* The database, for db_begin and db_scrub. */
struct db *roll_db(struct roll *roll);

OWNED(roll)

#endif
