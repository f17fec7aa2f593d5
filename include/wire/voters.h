/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The list that an issuer off the server issues from: who may vote in a contested
 * constituency, and how to reach them. A CSV with the header
 * number,name,email,line_1,line_2,line_3,line_4,line_5,constituency; the last is the
 * constituency's number in the definition. Whoever has no email is sent a letter; who
 * has no address either (has died) is given a number and sent nothing.
 */
#ifndef WIRE_VOTERS_H
#define WIRE_VOTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/constituency.h"

enum {
    VOTERS_NUMBER_SIZE = 33,
    VOTERS_EMAIL_SIZE = 255,
    VOTERS_LINES = 5,
    VOTERS_LINE_SIZE = 101,
    VOTERS_WORDS_SIZE = 160,
};

struct listed_voter {
    char number[VOTERS_NUMBER_SIZE]; /* the member's */
    char name[NAME_SIZE];
    char email[VOTERS_EMAIL_SIZE]; /* "" without one */
    char lines[VOTERS_LINES][VOTERS_LINE_SIZE];
    uint16_t cid;
};

/* Whether nothing is sent: no email, and no line of an address. */
bool voters_is_silent(const struct listed_voter *voter);

/* "line 7: constituency is empty". */
struct voters_complaint {
    char text[VOTERS_WORDS_SIZE];
};

enum voters_refusal {
    VOTERS_REFUSED = 1, /* the complaint says what and where */
};

void voters_write_header(struct buf *out);
void voters_write(const struct listed_voter *voter, struct buf *out);

/* Calls back for each row until one is not 0 (a fault, which is returned). Somebody who
 * can be reached neither way is refused. */
typedef int (*voters_visit)(void *context, const struct listed_voter *voter);
MUST_USE int voters_read(struct span text,
                         voters_visit visit,
                         void *context,
                         struct voters_complaint *why);

#endif
