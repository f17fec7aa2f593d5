// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/results.h"

#include <stdlib.h>

#include "base/fault.h"
#include "record/entry.h"
#include "record/ledger_view.h"
#include "record/source.h"

#include "state.h"

void results_free(struct results *results)
{
    free(results);
}

/* The constituency's own part of the result in the record. */
static bool find_result(struct desk *desk, uint16_t cid, struct results *out)
{
    const struct ledger *ledger = journal_rules(desk->journal);
    const struct result_document *result = ledger_result(ledger);
    bool found = false;
    size_t i;

    for (i = 0; result && i < result->count; i++) {
        if (result->lists[i].cid == cid) {
            out->list = result->lists[i];
            out->has_seed = result->has_seed;
            out->seed = result->seed;
            found = true;
        }
    }
    if (found) {
        turnout_of(ledger, cid, &out->turnout);
    }
    journal_release(desk->journal);
    return found;
}

static int
fill(struct desk *desk, const struct constituency *place, struct results *out)
{
    const struct nominees *nominees = journal_nominees(desk->journal, out->cid);

    if (!nominees) {
        return RESULTS_NOT_YET;
    }
    out->nominees = *nominees;
    if (desk_stopped_at(desk, out->cid) != 0) {
        out->is_stopped = true;
        return 0;
    }
    if (nominees->outcome == OUTCOME_CONTESTED) {
        out->had_poll = true;
        return find_result(desk, out->cid, out) ? 0 : RESULTS_NOT_YET;
    }
    out->unfilled = place->seats - (unsigned)nominees->count;
    return 0;
}

int desk_results(struct desk *desk, uint16_t cid, struct results **out)
{
    const struct definition *definition = desk_definition(desk);
    const struct constituency *place =
        definition ? definition_constituency(definition, cid) : NULL;
    struct results *results;
    int r;

    if (!place) {
        return RESULTS_UNKNOWN;
    }
    results = calloc(1, sizeof(*results));
    if (!results) {
        return FAULT(FAULT_MEMORY);
    }
    results->cid = cid;
    r = fill(desk, place, results);
    if (r != 0) {
        results_free(results);
        return r;
    }
    *out = results;
    return 0;
}

/* 0 with the entry's time when it is the result; RESULTS_NOT_YET when it is not. */
static int time_if_result(struct desk *desk, uint64_t index, int64_t *out)
{
    CLEANUP(buf_deinit) struct buf bytes;
    struct entry entry;
    int r;

    buf_init(&bytes, ENTRY_SIZE_MAX);
    r = journal_entry(desk->journal, index, &bytes);
    if (r == 0) {
        r = entry_parse(buf_span(&bytes), &entry);
    }
    if (r != 0) {
        return FOLD(r);
    }
    if (entry.type != ENTRY_RESULT) {
        return RESULTS_NOT_YET;
    }
    *out = entry.time;
    return 0;
}

int desk_declared_at(struct desk *desk, int64_t *out)
{
    uint64_t index = journal_base(desk->journal).size;
    int r = RESULTS_NOT_YET;

    if (!desk_facts(desk).has_result) {
        return RESULTS_NOT_YET;
    }
    /* Little follows a result: it is found near the end. */
    while (r == RESULTS_NOT_YET && index > 0) {
        index--;
        r = time_if_result(desk, index, out);
    }
    return r;
}

int desk_results_sheet(struct desk *desk, uint16_t cid, struct buf *out)
{
    struct results *results;
    const struct record_source source = journal_source(desk->journal);
    int r = desk_results(desk, cid, &results);

    if (r != 0) {
        return r;
    }
    if (!results->had_poll) {
        results_free(results);
        return RESULTS_NOT_YET;
    }
    r = source_read_object(&source, &results->list.sheet, out);
    results_free(results);
    /* An entry is never appended before its objects are here. */
    return r > 0 ? FAULT(FAULT_CORRUPT) : r;
}
