// SPDX-License-Identifier: AGPL-3.0-or-later
/* Which ciphertexts of each polled constituency go into its first mix. */
#include <stdlib.h>
#include <string.h>

#include "audit.h"
#include "base/fault.h"
#include "checks.h"
#include "seal/ballot.h"

static int read_vote(struct audit *audit, uint64_t index, struct ciphertext *out)
{
    struct ballot ballot;
    struct entry entry;
    struct span bytes;
    int r;

    r = audit_entry(audit, index, &bytes);
    if (r != 0) {
        return r;
    }
    if (entry_parse(bytes, &entry) != 0 || ballot_parse(entry.ballot, &ballot) != 0) {
        return FAULT(FAULT_BUG);
    }
    *out = ballot.vote;
    return 0;
}

/* The input as one list, out of the entries it lies in. */
static int read_votes(void *context, uint64_t offset, size_t size, void *out)
{
    const struct polled *polled = context;
    uint8_t *at = out;
    struct ciphertext vote;
    int r;

    while (size > 0) {
        size_t skipped = (size_t)(offset % sizeof(vote));
        size_t here = sizeof(vote) - skipped < size ? sizeof(vote) - skipped : size;

        r = read_vote(polled->audit, polled->ballots[offset / sizeof(vote)], &vote);
        if (r != 0) {
            return r;
        }
        memcpy(at, (const uint8_t *)&vote + skipped, here);
        at += here;
        offset += here;
        size -= here;
    }
    return 0;
}

static int add_polled(struct audit *audit, uint16_t cid)
{
    struct polled *polled = &audit->polled[audit->polled_count];

    *polled = (struct polled){.cid = cid, .audit = audit};
    polled->constituency =
        definition_constituency(ledger_definition(audit->ledger), cid);
    polled->nominees = &ledger_statement(audit->ledger)->lists[cid - 1];
    polled->count = (size_t)ledger_input_count(audit->ledger, cid);
    audit->polled_count++;
    polled->ballots = calloc(polled->count + 1, sizeof(*polled->ballots));
    if (polled->ballots == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    ledger_inputs(audit->ledger, cid, polled->ballots);
    return 0;
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

struct pieces audit_output(struct polled *polled)
{
    struct pieces object;

    if (polled->mix_count == 0) {
        return (struct pieces){
            0, polled->count * sizeof(struct ciphertext), polled, read_votes};
    }
    object = audit_held_pieces(&polled->last);
    return shuffle_output(&object, polled->count);
}

void audit_mix_task(const struct audit *audit,
                    struct polled *polled,
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
                      struct polled *polled,
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
