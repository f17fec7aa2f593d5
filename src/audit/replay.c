// SPDX-License-Identifier: AGPL-3.0-or-later
/* The entries one by one through the ledger, ballots through their cryptography too. */
#include "replay.h"

#include <stdlib.h>

#include "base/fault.h"
#include "seal/ballot.h"

/* DEFECT_NONE of a ballot that is one and whose cryptography holds. */
static int check_ballot(const struct audit *audit, struct span bytes, enum defect *out)
{
    struct entry entry;
    struct ballot ballot;
    int r;

    *out = DEFECT_NONE;
    if (ledger_definition(audit->ledger) == NULL || entry_parse(bytes, &entry) != 0
        || ballot_parse(entry.ballot, &ballot) != 0) {
        return 0; /* the ledger will say so */
    }
    r = ballot_check(&ballot, &ledger_definition(audit->ledger)->election_key);
    if (r > 0) {
        *out = (entry.type == ENTRY_BALLOT ? DEFECT_BALLOT_ENCODING
                                           : DEFECT_ENTERED_ENCODING)
               + (unsigned)(r - BALLOT_ENCODING);
    }
    return r < 0 ? r : 0;
}

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
static int set_aside(struct audit *audit, uint64_t index, const struct violation *why)
{
    int r;

    r = make_room(audit);
    if (r != 0) {
        return r;
    }
    audit->set_aside[audit->set_aside_count] =
        (struct refused){audit->items[index].type, index, why};
    audit->set_aside_count++;
    return ledger_set_aside(audit->ledger, audit_entry(audit, index));
}

static int apply_ballot(struct audit *audit, uint64_t index)
{
    struct span bytes = audit_entry(audit, index);
    enum defect defect = DEFECT_NONE;
    int r;

    r = check_ballot(audit, bytes, &defect);
    if (r != 0) {
        return r;
    }
    audit->ballots++;
    if (defect != DEFECT_NONE) {
        return set_aside(audit, index, defect_violation(defect));
    }
    r = ledger_apply(audit->ledger, bytes);
    return r <= 0
               ? r
               : set_aside(audit, index, defect_of_rule(audit->items[index].type, r));
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

int audit_replay(struct audit *audit)
{
    uint64_t i;
    int r;

    r = ledger_new(audit->tree, audit->input.source, &audit->ledger);
    if (r != 0) {
        return FOLD(r);
    }
    for (i = 0; i < audit->item_count; i++) {
        enum entry_type type = audit->items[i].type;

        r = entry_is_ballot(type) ? apply_ballot(audit, i)
                                  : ledger_apply(audit->ledger, audit_entry(audit, i));
        if (r < 0) {
            return r;
        }
        if (r > 0) {
            audit->refused = (struct refused){type, i, defect_of_rule(type, r)};
            return 0;
        }
        progress_tell(audit->input.progress, i + 1, audit->item_count);
    }
    return 0;
}

int audit_refused_here(struct audit *audit)
{
    return audit->refused.type != 0 && audit->refused.violation->stage == audit->stage
               ? audit_bad_entry(audit)
               : 0;
}
