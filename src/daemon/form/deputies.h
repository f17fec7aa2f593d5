/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the form asks of each deputy: which of the grants of protocol.md §7 the officer
 * is given. The returning officer, whose card is the first, has them all. A deputy is
 * told from others by the key, so that cards pasted in another order change nothing.
 */
#ifndef DAEMON_DEPUTIES_H
#define DAEMON_DEPUTIES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "core/officer.h"

#include "http/urlform.h"

enum {
    DEPUTIES_MAX = OFFICERS_MAX - 1,
    DEPUTIES_ID_SIZE = 17,
    DEPUTIES_FIELD_SIZE = 40,
};

/* Ticked when a deputy is first asked about: the daily work, and nothing that ends a
 * step of the election. */
enum {
    DEPUTIES_USUAL = GRANT_NOMINATIONS | GRANT_REPLACE | GRANT_PAPERS,
};

struct deputy {
    char id[DEPUTIES_ID_SIZE]; /* of the key */
    char name[NAME_SIZE];
    unsigned may;      /* bits of enum grant */
    bool is_asked;     /* the form had the ticks */
    const char *error; /* NULL: none */
};

struct deputies {
    size_t count;
    struct deputy list[DEPUTIES_MAX];
};

/* All but the first of the officers' cards that can be read, and their ticks; form:
 * NULL before anything was sent. */
MUST_USE int
deputies_read(const char *cards, const struct urlform *form, struct deputies *out);

/* The name of the tick in the form; at GRANTS, of the field that says it was asked. */
void deputies_field(const struct deputy *deputy,
                    size_t place,
                    char out[static DEPUTIES_FIELD_SIZE]);

/* "decide nominations": what a grant is, for people. */
const char *deputies_grant_words(size_t place);

#endif
