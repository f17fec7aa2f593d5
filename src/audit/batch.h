/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Entries of a window, whose ballots' cryptography is checked at once. */
#ifndef AUDIT_BATCH_H
#define AUDIT_BATCH_H

#include "audit.h"
#include "seal/ballot.h"

struct batch {
    uint64_t first;
    size_t count;
    enum defect
        defects[WINDOW_MOST]; /* DEFECT_NONE of what is no ballot, or a good one */
    size_t ballot_count;
    struct ballot ballots[WINDOW_MOST];
    size_t places[WINDOW_MOST]; /* of the ballots among the entries */
    int results[WINDOW_MOST];
};

MUST_USE int batch_new(struct batch **out);
void batch_free(struct batch *batch);

/* The entries from `first` on; the ballots among them are checked. */
MUST_USE int batch_load(struct batch *batch, struct audit *audit, uint64_t first);

bool batch_holds(const struct batch *batch, uint64_t index);
enum defect batch_defect(const struct batch *batch, uint64_t index);

OWNED(batch)

#endif
