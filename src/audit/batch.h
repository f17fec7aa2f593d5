/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Entries read ahead, so that the cryptography of their ballots is checked at once. */
#ifndef AUDIT_BATCH_H
#define AUDIT_BATCH_H

#include "audit.h"
#include "seal/ballot.h"

enum {
    BATCH_MOST = 4096,
};

struct batch {
    uint64_t first;
    size_t count;
    struct buf bytes; /* of the entries, one after another */
    size_t ends[BATCH_MOST];
    enum defect
        defects[BATCH_MOST]; /* DEFECT_NONE of what is no ballot, or a good one */
    size_t ballot_count;
    struct ballot ballots[BATCH_MOST];
    size_t places[BATCH_MOST]; /* of the ballots among the entries */
    int results[BATCH_MOST];
};

MUST_USE int batch_new(struct batch **out);
void batch_free(struct batch *batch);

/* The entries from `first` on; the ballots among them are checked. */
MUST_USE int batch_load(struct batch *batch, struct audit *audit, uint64_t first);

bool batch_holds(const struct batch *batch, uint64_t index);
struct span batch_entry(const struct batch *batch, uint64_t index);
enum defect batch_defect(const struct batch *batch, uint64_t index);

OWNED(batch)

#endif
