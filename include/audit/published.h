/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a record says before any vote, and shows while the poll lasts: its definition
 * and the statement of candidates, signed by those who answer for them. Nothing behind
 * the statement is looked at.
 */
#ifndef AUDIT_PUBLISHED_H
#define AUDIT_PUBLISHED_H

#include "base/attr.h"
#include "core/bytes.h"
#include "core/definition.h"
#include "core/statement.h"
#include "record/source.h"

struct published;

enum published_refusal {
    PUBLISHED_ABSENT = 1, /* the record does not reach to a statement, or lacks it */
    PUBLISHED_WRONG,      /* an entry breaks the rules of the record */
};

/* The source is borrowed and must live longer. */
MUST_USE int published_read(const struct record_source *source, struct published **out);
void published_free(struct published *published);

/* Borrowed from it. */
const struct eid *published_eid(const struct published *published);
const struct definition *published_definition(const struct published *published);
const struct statement *published_statement(const struct published *published);

OWNED(published)

#endif
