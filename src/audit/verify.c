// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit/verify.h"

#include <stdlib.h>

#include "audit.h"
#include "base/fault.h"
#include "checks.h"

struct check {
    enum stage stage;
    const char *name;
    int (*run)(struct audit *audit);
};

/* protocol.md §9, in its order. A further check is a further row. */
static const struct check checks[] = {
    {STAGE_CHECKPOINT, "checkpoint is here", audit_check_note},
    /* Before the log's signature: entry 0 names its key. */
    {STAGE_ENTRIES, "entries are here", audit_check_present},
    {STAGE_CHECKPOINT, "checkpoint signed by the log", audit_check_checkpoint},
    /* Before the older ones: nobody is blamed for entries that are not the log's. */
    {STAGE_ENTRIES, "entries have the signed root", audit_check_root},
    {STAGE_CONSISTENCY, "older checkpoints are extended", audit_check_older},
    {STAGE_ENTRIES, "form and times of entries", audit_check_forms},
    {STAGE_ENTRIES, "bases are earlier states", audit_check_bases},
    {STAGE_ENTRIES, "files are what they should be", audit_check_files},
    {STAGE_ENTRIES, "witnesses' signatures, times and policy", audit_check_witnesses},
    {STAGE_DEFINITION, "definition, its rules and signatures", audit_check_definition},
    {STAGE_DEFINITION, "the election's code", audit_check_code},
    {STAGE_CEREMONY, "ceremony object", audit_check_ceremony_object},
    {STAGE_CEREMONY, "ceremony of these trustees", audit_check_ceremony_people},
    {STAGE_CEREMONY,
     "commitments, possession, certificates",
     audit_check_ceremony_proofs},
    {STAGE_CEREMONY, "election key out of the ceremony", audit_check_ceremony_key},
    {STAGE_ROLL, "statement of candidates", audit_check_statement},
    {STAGE_ROLL, "roll and distinct credentials", audit_check_roll},
    {STAGE_RULES, "entries by the rules", audit_check_rules},
    {STAGE_RULES, "ballots: signatures and proofs", audit_check_ballots},
    {STAGE_ELECTORS, "electors = roll + omitted = live numbers", audit_check_electors},
    {STAGE_BOX, "box and its counts", audit_check_box},
    {STAGE_INPUTS, "ballots into the mixes", audit_check_inputs},
    {STAGE_MIXES, "mixes and their proofs", audit_check_mixes},
    {STAGE_SHARES, "shares and their proofs", audit_check_shares},
    {STAGE_PLAINTEXTS, "votes decrypted", audit_check_plaintexts},
    {STAGE_RECOUNT, "recount by the rules", audit_check_recount},
    {STAGE_RESULT, "the declared result is the recount", audit_check_result},
};

const char *verify_check_name(size_t place, enum stage *stage)
{
    if (place >= ARRAY_SIZE(checks)) {
        return NULL;
    }
    *stage = checks[place].stage;
    return checks[place].name;
}

/* A check that passed says so, with what it counted. */
static PRINTF(2, 3) int add_good(struct audit *audit, const char *format, ...)
{
    const struct finding finding = {.stage = audit->stage,
                                    .verdict = VERDICT_GOOD,
                                    .check = audit->check,
                                    .violation = "",
                                    .count = audit->counted};
    va_list arguments;
    int r;

    va_start(arguments, format);
    r = finding_add(&audit->findings, &finding, format, arguments);
    va_end(arguments);
    return r;
}

static int run(struct audit *audit, const struct check *check)
{
    int r;

    if (check->stage != audit->stage && audit->input.begin != NULL) {
        audit->input.begin(audit->input.context, check->stage);
    }
    audit->stage = check->stage;
    audit->check = check->name;
    audit->counted = 0;
    r = check->run(audit);
    return r == 0 ? add_good(audit, "%s", "") : r;
}

int verify_run(const struct verify_input *input, enum stage last, struct audit **out)
{
    struct audit *audit = calloc(1, sizeof(*audit));
    size_t i;
    int r = 0;

    if (audit == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    audit->input = *input;
    window_init(&audit->window);
    for (i = 0; i < ARRAY_SIZE(checks) && checks[i].stage <= last && r == 0; i++) {
        r = run(audit, &checks[i]);
    }
    if (r < 0) {
        audit_free(audit);
        return r;
    }
    *out = audit;
    return 0;
}

const struct findings *verify_findings(const struct audit *audit)
{
    return &audit->findings;
}

const struct definition *verify_definition(const struct audit *audit)
{
    return audit->ledger == NULL ? NULL : ledger_definition(audit->ledger);
}

const struct eid *verify_eid(const struct audit *audit)
{
    return audit->is_eid_known ? &audit->eid : NULL;
}
