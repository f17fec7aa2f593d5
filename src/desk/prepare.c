// SPDX-License-Identifier: AGPL-3.0-or-later
#include "prepare.h"

#include <string.h>

#include "base/fault.h"
#include "record/ledger_view.h"
#include "wire/codec.h"

#include "settle_list.h"
#include "state.h"

/* Moves a constituency's candidates into the statement. */
static int fill_list(struct desk *desk, uint16_t cid, struct nominees *out)
{
    CLEANUP(standings_freep) struct standings *standings = NULL;
    size_t i;
    int r = settle_list(desk, cid, &standings);

    if (r != 0) {
        return r == SETTLE_TOO_MANY ? PREPARE_IMPOSSIBLE : FOLD(r);
    }
    out->outcome = standings->outcome;
    out->count = standings->count;
    for (i = 0; i < standings->count; i++) {
        struct candidate *candidate = &out->candidates[i];

        memcpy(candidate->name, standings->list[i].name, sizeof(candidate->name));
        candidate->particulars = standings->list[i].particulars;
    }
    return 0;
}

static int fill_statement(struct desk *desk, struct statement *out)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    size_t undecided = 0;
    uint16_t cid;
    int r = settle_undecided(desk, &undecided);

    (void)hold;
    if (r == 0 && undecided > 0) {
        return PREPARE_NOT_DUE;
    }
    for (cid = 1; r == 0 && cid <= out->count; cid++) {
        r = fill_list(desk, cid, &out->lists[cid - 1]);
    }
    return r;
}

int prepare_statement(struct desk *desk, const struct base *base, struct buf *out)
{
    CLEANUP(document_freep) struct document *document = NULL;
    const struct definition *definition = desk_definition(desk);
    int r;

    if (!definition || desk_facts(desk).has_statement
        || !phase_may(desk_phase(desk), ACT_SIGN_STATEMENT)) {
        return PREPARE_NOT_DUE;
    }
    document = document_new(ENTRY_STATEMENT, definition->constituency_count);
    if (!document) {
        return FAULT(FAULT_MEMORY);
    }
    document->base = *base;
    document->of.statement.count = definition->constituency_count;
    r = fill_statement(desk, &document->of.statement);
    if (r != 0) {
        return r;
    }
    r = codec_write(document, out);
    return r > 0 ? PREPARE_IMPOSSIBLE : r;
}

/* One constituency's counts; PREPARE_NOT_DUE while they do not agree. */
static int count_box(const struct ledger *ledger,
                     const struct box_inputs *inputs,
                     const struct constituency *constituency,
                     struct box_list *out)
{
    struct ledger_state state = {0};
    uint64_t rejected = 0;
    size_t i;

    ledger_constituency(ledger, out->cid, &state);
    out->online = state.online;
    out->entered = state.entered;
    out->disqualified = state.disqualified;
    for (i = 0; i < CHANNEL_END; i++) {
        out->received += state.received[i];
    }
    for (i = 0; i < HEADINGS; i++) {
        out->rejected[i] = inputs->rejected[i];
        rejected += inputs->rejected[i];
    }
    out->is_waived = inputs->is_waived && state.online < constituency->floor;
    return out->received == out->entered + rejected
                   && (state.online >= constituency->floor || out->is_waived)
               ? 0
               : PREPARE_NOT_DUE;
}

static int fill_box(struct desk *desk, struct box_document *out)
{
    const struct definition *definition = desk_definition(desk);
    const struct ledger *ledger = journal_rules(desk->journal);
    uint16_t cid;
    int r = 0;

    for (cid = 1; r == 0 && cid <= definition->constituency_count; cid++) {
        struct box_list *list = &out->lists[out->count];

        if (ledger_is_polled(ledger, cid)) {
            list->cid = cid;
            r = count_box(ledger,
                          &desk->box[cid - 1],
                          definition_constituency(definition, cid),
                          list);
            out->count++;
        }
    }
    journal_release(desk->journal);
    return r;
}

int prepare_box(struct desk *desk, const struct base *base, struct buf *out)
{
    CLEANUP(document_freep) struct document *document = NULL;
    struct facts facts = desk_facts(desk);
    int r;

    if (!desk_definition(desk) || !facts.has_close || facts.has_box
        || !phase_may(desk_phase(desk), ACT_BOX)) {
        return PREPARE_NOT_DUE;
    }
    document = document_new(ENTRY_BOX, 0);
    if (!document) {
        return FAULT(FAULT_MEMORY);
    }
    document->base = *base;
    r = fill_box(desk, &document->of.box);
    return r != 0 ? r : FOLD(codec_write(document, out));
}
