// SPDX-License-Identifier: AGPL-3.0-or-later
#include "batch.h"

#include <stdlib.h>

#include "base/fault.h"

int batch_new(struct batch **out)
{
    struct batch *batch = calloc(1, sizeof(*batch));

    if (batch == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    *out = batch;
    return 0;
}

void batch_free(struct batch *batch)
{
    free(batch);
}

bool batch_holds(const struct batch *batch, uint64_t index)
{
    return index >= batch->first && index - batch->first < batch->count;
}

enum defect batch_defect(const struct batch *batch, uint64_t index)
{
    return batch->defects[index - batch->first];
}

/* What is not even a ballot the ledger will say. */
static void take_ballot(struct batch *batch, size_t at, struct span bytes)
{
    struct entry entry;

    if (entry_parse(bytes, &entry) == 0 && entry_is_ballot(entry.type)
        && ballot_parse(entry.ballot, &batch->ballots[batch->ballot_count]) == 0) {
        batch->places[batch->ballot_count] = at;
        batch->ballot_count++;
    }
}

static int load_entry(struct batch *batch, struct audit *audit, size_t at)
{
    struct span bytes;
    int r;

    r = audit_entry(audit, batch->first + at, &bytes);
    if (r != 0) {
        return r;
    }
    batch->defects[at] = DEFECT_NONE;
    take_ballot(batch, at, bytes);
    return 0;
}

static int check_ballots(struct batch *batch, const struct audit *audit)
{
    const struct definition *definition = ledger_definition(audit->ledger);
    size_t i;
    int r;

    if (definition == NULL || batch->ballot_count == 0) {
        return 0;
    }
    r = ballot_check_all(
        batch->ballots, batch->ballot_count, &definition->election_key, batch->results);
    for (i = 0; i < batch->ballot_count && r == 0; i++) {
        size_t at = batch->places[i];
        enum defect first = audit->types[batch->first + at] == ENTRY_BALLOT
                                ? DEFECT_BALLOT_ENCODING
                                : DEFECT_ENTERED_ENCODING;

        if (batch->results[i] > 0) {
            batch->defects[at] =
                first + (unsigned)(batch->results[i] - BALLOT_ENCODING);
        }
        r = batch->results[i] < 0 ? batch->results[i] : 0;
    }
    return r;
}

int batch_load(struct batch *batch, struct audit *audit, uint64_t first)
{
    size_t at = 0;
    int r;

    batch->first = first;
    batch->count = 0;
    batch->ballot_count = 0;
    do {
        r = load_entry(batch, audit, at);
        at++;
        /* Entry 0 by itself: it names the election key. */
    } while (r == 0 && first > 0 && window_holds(&audit->window, first + at));
    if (r != 0) {
        return r;
    }
    batch->count = at;
    return check_ballots(batch, audit);
}
