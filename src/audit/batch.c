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
    buf_init(&batch->bytes, (size_t)BATCH_MOST * ENTRY_SIZE_MAX);
    *out = batch;
    return 0;
}

void batch_free(struct batch *batch)
{
    if (batch != NULL) {
        buf_deinit(&batch->bytes);
        free(batch);
    }
}

bool batch_holds(const struct batch *batch, uint64_t index)
{
    return index >= batch->first && index - batch->first < batch->count;
}

struct span batch_entry(const struct batch *batch, uint64_t index)
{
    size_t at = (size_t)(index - batch->first);
    size_t start = at == 0 ? 0 : batch->ends[at - 1];

    return span_of(batch->bytes.data + start, batch->ends[at] - start);
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
    buf_put_span(&batch->bytes, bytes);
    batch->ends[at] = batch->bytes.size;
    batch->defects[at] = DEFECT_NONE;
    take_ballot(batch, at, bytes);
    return FOLD(buf_status(&batch->bytes));
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
    /* Entry 0 by itself: it names the election key. */
    uint64_t most = first == 0 ? 1 : BATCH_MOST;
    uint64_t left = audit->entry_count - first;
    size_t count = (size_t)(left < most ? left : most);
    size_t i;
    int r;

    batch->first = first;
    batch->count = 0;
    batch->ballot_count = 0;
    buf_reset(&batch->bytes);
    for (i = 0; i < count; i++) {
        r = load_entry(batch, audit, i);
        if (r != 0) {
            return r;
        }
    }
    batch->count = count;
    return check_ballots(batch, audit);
}
