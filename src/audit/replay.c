// SPDX-License-Identifier: AGPL-3.0-or-later
/* The entries one by one through the ledger, ballots through their cryptography too. */
#include "replay.h"

#include <stdlib.h>

#include "base/fault.h"
#include "batch.h"

static int make_room(struct audit *audit)
{
    size_t room = audit->set_aside_room == 0 ? 16 : 2 * audit->set_aside_room;
    struct refused *list;

    if (audit->set_aside_count < audit->set_aside_room) {
        return 0;
    }
    list = reallocarray(audit->set_aside, room, sizeof(*list));
    if (list == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    audit->set_aside = list;
    audit->set_aside_room = room;
    return 0;
}

/* A bad ballot is put aside: an entry with reason `invalid` may name it later. */
static int set_aside(struct audit *audit,
                     struct span bytes,
                     uint64_t index,
                     const struct violation *why)
{
    int r;

    r = make_room(audit);
    if (r != 0) {
        return r;
    }
    audit->set_aside[audit->set_aside_count] =
        (struct refused){(enum entry_type)audit->types[index], index, why};
    audit->set_aside_count++;
    return ledger_set_aside(audit->ledger, bytes);
}

static int apply_ballot(struct audit *audit,
                        const struct batch *batch,
                        uint64_t index,
                        struct span bytes)
{
    enum defect defect = batch_defect(batch, index);
    int r;

    audit->ballots++;
    if (defect != DEFECT_NONE) {
        return set_aside(audit, bytes, index, violation_of_defect(defect));
    }
    r = ledger_apply(audit->ledger, bytes);
    return r <= 0 ? r
                  : set_aside(
                      audit, bytes, index, violation_of_rule(audit->types[index], r));
}

int audit_bad_ballot(struct audit *audit, uint64_t entry)
{
    size_t i;

    for (i = 0; i < audit->set_aside_count; i++) {
        if (audit->set_aside[i].entry == entry) {
            audit->refused = audit->set_aside[i];
            return audit_bad_entry(audit);
        }
    }
    return FAULT(FAULT_BUG);
}

static int apply(struct audit *audit, struct batch *batch, uint64_t index)
{
    struct span bytes;
    int r = 0;

    if (!batch_holds(batch, index)) {
        r = batch_load(batch, audit, index);
    }
    if (r == 0) {
        r = audit_entry(audit, index, &bytes);
    }
    if (r != 0) {
        return r;
    }
    return entry_is_ballot(audit->types[index])
               ? apply_ballot(audit, batch, index, bytes)
               : ledger_apply(audit->ledger, bytes);
}

int audit_replay(struct audit *audit)
{
    CLEANUP(batch_freep) struct batch *batch = NULL;
    uint64_t i;
    int r;

    r = batch_new(&batch);
    if (r == 0) {
        r = ledger_new(audit->tree, audit->input.source, &audit->ledger);
    }
    if (r != 0) {
        return FOLD(r);
    }
    for (i = 0; i < audit->entry_count; i++) {
        r = apply(audit, batch, i);
        if (r < 0) {
            return r;
        }
        if (r > 0) {
            enum entry_type type = audit->types[i];

            audit->refused = (struct refused){type, i, violation_of_rule(type, r)};
            return 0;
        }
        progress_tell(audit->input.progress, i + 1, audit->entry_count);
    }
    return 0;
}

int audit_refused_here(struct audit *audit)
{
    return audit->refused.type != 0 && audit->refused.violation->stage == audit->stage
               ? audit_bad_entry(audit)
               : 0;
}
