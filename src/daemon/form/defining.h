/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A definition made of what somebody typed into the blanks. Whatever is wrong is said
 * in the blanks, beside what it is about. Nothing is stored.
 */
#ifndef DAEMON_DEFINING_H
#define DAEMON_DEFINING_H

#include "base/attr.h"
#include "base/buf.h"
#include "core/definition.h"

#include "blanks.h"
#include "serve.h"

/* What stands in the blanks before anybody has typed: the rules' own values, and a
 * timetable some eleven weeks long. */
MUST_USE int defining_begin(const struct site *site, struct blanks *blanks);

/* The latest lawful dates for the close that was typed; or what is wrong with it. */
void defining_dates(const struct site *site, struct blanks *blanks);

/*
 * The definition as a document, its ceremony still to be held, into out. DEFINING_WRONG
 * when something is wrong, which the blanks then say.
 */
MUST_USE int
defining_make(const struct site *site, struct blanks *blanks, struct buf *out);

enum defining_refusal {
    DEFINING_WRONG = 1,
};

#endif
