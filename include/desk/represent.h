/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * How well the membership represents the people it is drawn from: members by
 * constituency, and, where the trust gave the fields and figures, against the
 * population; turnout by constituency from the record, once the poll has closed; and
 * how often seats are contested. No group below ten is told, nor can be worked out
 * (core/suppress), and nothing joins a person with having voted.
 */
#ifndef DESK_REPRESENT_H
#define DESK_REPRESENT_H

#include <stddef.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/bytes.h"
#include "desk/desk.h"
#include "post/profile.h"

enum represent_refusal {
    REPRESENT_NO_ELECTION = 1,
    REPRESENT_GRANT,    /* this officer may not */
    REPRESENT_BAD_ROWS, /* nothing was kept */
    REPRESENT_HEADER,
    REPRESENT_NOT_TEXT,
    REPRESENT_QUOTES,
    REPRESENT_NO_ROOM,
    REPRESENT_REFUSALS,
};

enum represent_file {
    REPRESENT_TRAITS,     /* number,age_band,sex,ethnicity,area */
    REPRESENT_POPULATION, /* field,category,people */
    REPRESENT_PAST,       /* held,constituency,seats,candidates,electorate,votes */
    REPRESENT_FILES,
};

struct represent_problem {
    size_t line;
    const char *column;
    const char *words;
};

struct represent_order {
    enum represent_file file;
    struct span csv;
    struct sign_key officer;
    void (*tell)(void *context, const struct represent_problem *problem);
    void *context;
};

/* Replaces what was known by the file, all of it or nothing. */
MUST_USE int desk_represent_keep(struct desk *desk,
                                 const struct represent_order *order,
                                 size_t *rows);
const char *represent_refusal_words(int refusal);

/* The report as of now. */
MUST_USE int desk_represent(struct desk *desk, struct profile **out);

#endif
