/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Every way in which a record can be wrong, each with a name that never changes and the
 * stage that finds it. `tally verify --json` gives it; for each the tests hold a record
 * that is wrong in just this (tests/mutations).
 */
#ifndef AUDIT_VIOLATION_H
#define AUDIT_VIOLATION_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/finding.h"

struct violation {
    const char *name; /* "ballot-copied" */
    enum stage stage;
    bool is_computed; /* other checks leave no record that is wrong only here */
};

/* The checks of audit in their order, then the rules of the ledger; NULL after the
 * last. */
const struct violation *violation_at(size_t place);

#endif
