// SPDX-License-Identifier: AGPL-3.0-or-later
/* The entries one by one through the ledger, ballots through their cryptography too. */
#include "replay.h"

#include <inttypes.h>

#include "base/fault.h"
#include "seal/ballot.h"

/* Where a refusal belongs: the stage that looks at this type of entry. */
static const enum stage stages[ENTRY_TYPES] = {
    [ENTRY_DEFINITION] = STAGE_DEFINITION,
    [ENTRY_STATEMENT] = STAGE_ROLL,
    [ENTRY_ROLL] = STAGE_ROLL,
    [ENTRY_OPEN] = STAGE_RULES,
    [ENTRY_CLOSE] = STAGE_RULES,
    [ENTRY_BALLOT] = STAGE_RULES,
    [ENTRY_REPLACE] = STAGE_RULES,
    [ENTRY_DISQUALIFY] = STAGE_RULES,
    [ENTRY_MIX] = STAGE_MIXES,
    [ENTRY_SHARES] = STAGE_SHARES,
    [ENTRY_RESULT] = STAGE_RESULT,
    [ENTRY_NOTE] = STAGE_RULES,
    [ENTRY_RECEIVED] = STAGE_RULES,
    [ENTRY_ENTERED] = STAGE_RULES,
    [ENTRY_BOX] = STAGE_BOX,
};

static int check_ballot(const struct audit *audit, struct span bytes)
{
    const struct definition *definition = ledger_definition(audit->ledger);
    struct entry entry;
    struct ballot ballot;
    int r;

    if (definition == NULL || entry_parse(bytes, &entry) != 0
        || ballot_parse(entry.ballot, &ballot) != 0) {
        return AUDIT_BAD;
    }
    r = ballot_check(&ballot, &definition->election_key);
    return r > 0 ? AUDIT_BAD : r;
}

/* A bad ballot is put aside: an entry with reason `invalid` may name it later. */
static int apply_ballot(struct audit *audit, struct span bytes)
{
    int r = check_ballot(audit, bytes);

    if (r < 0) {
        return r;
    }
    audit->ballots++;
    if (r == 0) {
        r = ledger_apply(audit->ledger, bytes);
        if (r <= 0) {
            return r;
        }
    }
    audit->set_aside++;
    return ledger_set_aside(audit->ledger, bytes);
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
        struct span bytes = audit_entry(audit, i);

        r = entry_is_ballot(audit->items[i].type) ? apply_ballot(audit, bytes)
                                                  : ledger_apply(audit->ledger, bytes);
        if (r < 0) {
            return r;
        }
        if (r > 0) {
            audit->refused = (struct refused){stages[audit->items[i].type], i, r};
            return 0;
        }
        progress_tell(audit->input.progress, i + 1, audit->item_count);
    }
    return 0;
}

int audit_refused_here(struct audit *audit)
{
    if (audit->refused.stage != audit->stage) {
        return 0;
    }
    return audit_bad(audit,
                     "entry %" PRIu64 " breaks the rule \"%s\"",
                     audit->refused.entry,
                     ledger_refusal_name(audit->refused.reason));
}
