/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Verification of a record (protocol.md §9): a table of checks in stages, run in order
 * until one fails or the record goes no further. It needs no key and no network, only
 * the record and, so that it is the right one, the election's code. What it established
 * is what the acts of the tally (audit/perform) then build on.
 */
#ifndef AUDIT_VERIFY_H
#define AUDIT_VERIFY_H

#include <stddef.h>

#include "audit/finding.h"
#include "base/attr.h"
#include "base/span.h"
#include "core/definition.h"
#include "record/source.h"
#include "seal/code.h"
#include "seal/progress.h"

/* All borrowed, and needed as long as the audit lives. */
struct verify_input {
    const struct record_source *source;
    struct span checkpoint;   /* the newest one's note */
    const char *folder;       /* where its files lie, to look at each; or NULL */
    const struct span *older; /* notes of checkpoints seen before */
    size_t older_count;
    const struct code *election; /* of the letter or notice; or NULL: nobody said */
    const struct progress *progress;
    void (*begin)(void *context, enum stage stage); /* a stage begins; or NULL */
    void *context;
};

struct audit;

/*
 * Runs the stages up to `last`. 0 also when a check failed: verify_findings says so. A
 * fault only when the machine let us down.
 */
MUST_USE int
verify_run(const struct verify_input *input, enum stage last, struct audit **out);
void audit_free(struct audit *audit);

const struct findings *verify_findings(const struct audit *audit);

/* Known once the stage of the definition has passed; else NULL. */
const struct definition *verify_definition(const struct audit *audit);
const struct eid *verify_eid(const struct audit *audit);

/* The checks of the table, in order; NULL after the last. For tests that walk it. */
const char *verify_check_name(size_t place, enum stage *stage);

OWNED(audit)

#endif
