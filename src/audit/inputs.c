// SPDX-License-Identifier: AGPL-3.0-or-later
/* Which ciphertexts of each polled constituency go into its first mix. */
#include <inttypes.h>
#include <stdlib.h>

#include "audit.h"
#include "base/fault.h"
#include "checks.h"
#include "seal/ballot.h"

static int
read_input(struct audit *audit, struct polled *polled, const uint64_t *entries)
{
    struct ballot ballot;
    struct entry entry;
    size_t i;

    for (i = 0; i < polled->count; i++) {
        if (entry_parse(audit_entry(audit, entries[i]), &entry) != 0
            || ballot_parse(entry.ballot, &ballot) != 0) {
            return FAULT(FAULT_BUG);
        }
        polled->input[i] = ballot.vote;
    }
    return 0;
}

static int add_polled(struct audit *audit, uint16_t cid)
{
    struct polled *polled = &audit->polled[audit->polled_count];
    uint64_t *entries;
    int r;

    *polled = (struct polled){.cid = cid};
    polled->constituency =
        definition_constituency(ledger_definition(audit->ledger), cid);
    polled->nominees = &ledger_statement(audit->ledger)->lists[cid - 1];
    polled->count = (size_t)ledger_input_count(audit->ledger, cid);
    audit->polled_count++;
    polled->input = calloc(polled->count + 1, sizeof(*polled->input));
    entries = calloc(polled->count + 1, sizeof(*entries));
    if (polled->input == NULL || entries == NULL) {
        free(entries);
        return FAULT(FAULT_MEMORY);
    }
    ledger_inputs(audit->ledger, cid, entries);
    r = read_input(audit, polled, entries);
    free(entries);
    return r;
}

/* A function of the record up to the box; ballots without standing are out of it. */
int audit_check_inputs(struct audit *audit)
{
    const struct definition *definition = ledger_definition(audit->ledger);
    uint16_t cid;
    int r;

    for (cid = 1; cid <= definition->constituency_count; cid++) {
        if (!ledger_is_polled(audit->ledger, cid)) {
            continue;
        }
        r = add_polled(audit, cid);
        if (r != 0) {
            return r;
        }
        audit->counted += audit->polled[audit->polled_count - 1].count;
    }
    return 0;
}

const struct ciphertext *audit_output(const struct polled *polled)
{
    return polled->last == NULL ? polled->input : polled->last->output;
}

void audit_mix_task(const struct audit *audit,
                    const struct polled *polled,
                    const struct sign_key *mixer,
                    struct shuffle_task *out)
{
    *out = (struct shuffle_task){
        .eid = audit->eid,
        .cid = polled->cid,
        .box = *ledger_box_id(audit->ledger),
        .k = (uint8_t)(polled->mix_count + 1),
        .mixer = *mixer,
        .key = ledger_definition(audit->ledger)->election_key,
        .count = polled->count,
        .input = audit_output(polled),
    };
}

void audit_share_task(const struct audit *audit,
                      const struct polled *polled,
                      unsigned j,
                      struct share_task *out)
{
    *out = (struct share_task){
        .eid = audit->eid,
        .cid = polled->cid,
        .box = *ledger_box_id(audit->ledger),
        .j = (uint8_t)j,
        .count = polled->count,
        .output = audit_output(polled),
    };
    ceremony_share_key(audit->ceremony, j, &out->key);
}
