/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A definition in a file, from its first draft to its signatures. */
#ifndef TALLY_DRAFT_H
#define TALLY_DRAFT_H

#include <stddef.h>

#include "base/attr.h"
#include "base/buf.h"
#include "core/bytes.h"
#include "core/document.h"
#include "core/holidays.h"

struct draft {
    const char *path;
    struct buf text;
    struct eid eid; /* of the text as it is now */
    struct document *document;
    struct holidays holidays; /* proclaimed later; none, until the caller adds some */
};

/* Reads and parses; COMMAND_REFUSED, said on stderr with the place, when it is not a
 * definition. Release in either case. */
MUST_USE int draft_load(const char *path, struct draft *out);
void draft_deinit(struct draft *draft);

/* COMMAND_REFUSED, said on stderr, when FILE.sig is there. */
MUST_USE int draft_require_unsigned(const struct draft *draft);

/* Writes the definition back in its usual form, unless it has been signed. */
MUST_USE int draft_replace(const struct draft *draft);

/*
 * Everything wrong with the definition, a line each with the rule it breaks, appended
 * to faults; and to notes what is allowed in a practice election only, or was not
 * looked at. ceremony: the path of the ceremony's object, or NULL.
 */
MUST_USE int draft_judge(const struct draft *draft,
                         const char *ceremony,
                         struct buf *faults,
                         struct buf *notes);

/* draft_judge, said on stderr; COMMAND_REFUSED when anything is wrong. */
MUST_USE int draft_require(const struct draft *draft, const char *ceremony);

/* Appends the definition in plain words. */
void draft_describe(const struct draft *draft, struct buf *out);

#endif
