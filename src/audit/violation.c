// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit/violation.h"

#include "base/attr.h"
#include "defect.h"
#include "record/ledger.h"

struct rule_row {
    struct violation violation;
    enum entry_type type;
    int reason; /* of the ledger */
};

static const enum stage stages[ENTRY_TYPES] = {
    [ENTRY_DEFINITION] = STAGE_DEFINITION,
    [ENTRY_STATEMENT] = STAGE_ROLL,
    [ENTRY_ROLL] = STAGE_ROLL,
    [ENTRY_OPEN] = STAGE_RULES,
    [ENTRY_CLOSE] = STAGE_RULES,
    [ENTRY_BALLOT] = STAGE_RULES,
    [ENTRY_REPLACE] = STAGE_RULES,
    [ENTRY_DISQUALIFY] = STAGE_RULES,
    [ENTRY_NOTE] = STAGE_RULES,
    [ENTRY_RECEIVED] = STAGE_RULES,
    [ENTRY_ENTERED] = STAGE_RULES,
    [ENTRY_BOX] = STAGE_BOX,
    [ENTRY_MIX] = STAGE_MIXES,
    [ENTRY_SHARES] = STAGE_SHARES,
    [ENTRY_RESULT] = STAGE_RESULT,
};

static const struct violation defects[DEFECTS] = {
    [DEFECT_CHECKPOINT_FORM] = {"checkpoint-form", STAGE_CHECKPOINT, false},
    [DEFECT_LOG_KEY] = {"log-key", STAGE_CHECKPOINT, false},
    [DEFECT_CHECKPOINT_SIGNATURE] = {"checkpoint-signature", STAGE_CHECKPOINT, false},
    [DEFECT_OLDER_SIGNATURE] = {"older-signature", STAGE_CONSISTENCY, false},
    [DEFECT_OLDER_SIZE] = {"older-size", STAGE_CONSISTENCY, false},
    [DEFECT_OLDER_ROOT] = {"older-root", STAGE_CONSISTENCY, false},
    [DEFECT_ENTRY_MISSING] = {"entry-missing", STAGE_ENTRIES, false},
    [DEFECT_ENTRY_FIRST] = {"entry-first", STAGE_ENTRIES, false},
    [DEFECT_ROOT] = {"root", STAGE_ENTRIES, false},
    [DEFECT_ENTRY_FORM] = {"entry-form", STAGE_ENTRIES, false},
    [DEFECT_ENTRY_TIME] = {"entry-time", STAGE_ENTRIES, false},
    [DEFECT_DOCUMENT_FORM] = {"document-form", STAGE_ENTRIES, false},
    [DEFECT_BASE_SIZE] = {"base-size", STAGE_ENTRIES, false},
    [DEFECT_BASE_ROOT] = {"base-root", STAGE_ENTRIES, false},
    [DEFECT_TILE_MISSING] = {"tile-missing", STAGE_ENTRIES, false},
    [DEFECT_TILE] = {"tile-false", STAGE_ENTRIES, false},
    [DEFECT_OBJECT_NAME] = {"object-false", STAGE_ENTRIES, false},
    [DEFECT_COSIGNED] = {"cosigned-false", STAGE_ENTRIES, false},
    [DEFECT_COSIGNATURE] = {"cosignature-false", STAGE_ENTRIES, false},
    [DEFECT_COSIGNED_TIME] = {"cosigned-time", STAGE_ENTRIES, false},
    [DEFECT_ELECTION_CODE] = {"election-code", STAGE_DEFINITION, false},
    [DEFECT_CEREMONY_MISSING] = {"ceremony-missing", STAGE_CEREMONY, false},
    [DEFECT_CEREMONY_FALSE] = {"ceremony-false", STAGE_CEREMONY, true},
    [DEFECT_CEREMONY_FORM] = {"ceremony-form", STAGE_CEREMONY, false},
    [DEFECT_CEREMONY_NONCE] = {"ceremony-nonce", STAGE_CEREMONY, false},
    [DEFECT_CEREMONY_THRESHOLD] = {"ceremony-threshold", STAGE_CEREMONY, true},
    [DEFECT_CEREMONY_PEOPLE] = {"ceremony-people", STAGE_CEREMONY, false},
    [DEFECT_CEREMONY_COMMIT] = {"ceremony-commit", STAGE_CEREMONY, false},
    [DEFECT_CEREMONY_POSSESSION] = {"ceremony-possession", STAGE_CEREMONY, false},
    [DEFECT_CEREMONY_CERTIFICATE] = {"ceremony-certificate", STAGE_CEREMONY, false},
    [DEFECT_CEREMONY_IDENTITY] = {"ceremony-identity", STAGE_CEREMONY, false},
    [DEFECT_CEREMONY_KEY] = {"ceremony-key", STAGE_CEREMONY, false},
    [DEFECT_BALLOT_ENCODING] = {"ballot-encoding", STAGE_RULES, false},
    [DEFECT_BALLOT_SIGNATURE] = {"ballot-signature", STAGE_RULES, false},
    [DEFECT_BALLOT_PROOF] = {"ballot-proof", STAGE_RULES, false},
    [DEFECT_ENTERED_ENCODING] = {"entered-encoding", STAGE_RULES, false},
    [DEFECT_ENTERED_SIGNATURE] = {"entered-signature", STAGE_RULES, false},
    [DEFECT_ENTERED_PROOF] = {"entered-proof", STAGE_RULES, false},
    [DEFECT_ELECTORS] = {"electors", STAGE_ELECTORS, true},
    [DEFECT_MIX_MISSING] = {"mix-missing", STAGE_MIXES, false},
    [DEFECT_MIX_FALSE] = {"mix-false", STAGE_MIXES, true},
    [DEFECT_MIX_FORM] = {"mix-form", STAGE_MIXES, false},
    [DEFECT_MIX_TASK] = {"mix-task", STAGE_MIXES, false},
    [DEFECT_MIX_T1] = {"mix-t1", STAGE_MIXES, false},
    [DEFECT_MIX_T2] = {"mix-t2", STAGE_MIXES, false},
    [DEFECT_MIX_T3] = {"mix-t3", STAGE_MIXES, false},
    [DEFECT_MIX_T4] = {"mix-t4", STAGE_MIXES, false},
    [DEFECT_MIX_T5] = {"mix-t5", STAGE_MIXES, false},
    [DEFECT_MIX_CHAIN] = {"mix-chain", STAGE_MIXES, false},
    [DEFECT_MIX_AGAIN] = {"mix-again", STAGE_MIXES, false},
    [DEFECT_MIX_ORGANISATION] = {"mix-organisation", STAGE_MIXES, false},
    [DEFECT_MIX_NONE] = {"mix-none", STAGE_MIXES, true},
    [DEFECT_SHARES_MISSING] = {"shares-missing", STAGE_SHARES, false},
    [DEFECT_SHARES_FALSE] = {"shares-false", STAGE_SHARES, true},
    [DEFECT_SHARES_FORM] = {"shares-form", STAGE_SHARES, false},
    [DEFECT_SHARES_TASK] = {"shares-task", STAGE_SHARES, false},
    [DEFECT_SHARES_KEY] = {"shares-key", STAGE_SHARES, false},
    [DEFECT_SHARES_SUM] = {"shares-sum", STAGE_SHARES, false},
    [DEFECT_SHARES_FEW] = {"shares-few", STAGE_SHARES, true},
    [DEFECT_RECOUNT_LIST] = {"recount-list", STAGE_RECOUNT, true},
    [DEFECT_RECOUNT_LOT] = {"recount-lot", STAGE_RECOUNT, false},
    [DEFECT_RESULT_COUNTS] = {"result-figures", STAGE_RESULT, true},
    [DEFECT_RESULT_ELECTS] = {"result-elects", STAGE_RESULT, false},
    [DEFECT_RESULT_UNREADABLE] = {"result-unreadable", STAGE_RESULT, false},
    [DEFECT_RESULT_SHEET] = {"result-sheet", STAGE_RESULT, false},
    [DEFECT_SHEET_MISSING] = {"sheet-missing", STAGE_RESULT, false},
    [DEFECT_SHEET_FALSE] = {"sheet-false", STAGE_RESULT, true},
};

static const struct rule_row rules[] = {
    {{"definition-first", STAGE_DEFINITION, false}, ENTRY_DEFINITION, LEDGER_FIRST},
    {{"definition-signers", STAGE_DEFINITION, false}, ENTRY_DEFINITION, LEDGER_SIGNERS},
    {{"definition-signature", STAGE_DEFINITION, false},
     ENTRY_DEFINITION,
     LEDGER_SIGNATURE},
    {{"definition-rules", STAGE_DEFINITION, false},
     ENTRY_DEFINITION,
     LEDGER_DEFINITION},
    {{"statement-signers", STAGE_ROLL, false}, ENTRY_STATEMENT, LEDGER_SIGNERS},
    {{"statement-signature", STAGE_ROLL, false}, ENTRY_STATEMENT, LEDGER_SIGNATURE},
    {{"statement-repeated", STAGE_ROLL, false}, ENTRY_STATEMENT, LEDGER_REPEATED},
    {{"statement-early", STAGE_ROLL, false}, ENTRY_STATEMENT, LEDGER_EARLY},
    {{"statement-once", STAGE_ROLL, false}, ENTRY_STATEMENT, LEDGER_ONCE},
    {{"statement-lists", STAGE_ROLL, false}, ENTRY_STATEMENT, LEDGER_STATEMENT},
    {{"roll-signers", STAGE_ROLL, false}, ENTRY_ROLL, LEDGER_SIGNERS},
    {{"roll-signature", STAGE_ROLL, false}, ENTRY_ROLL, LEDGER_SIGNATURE},
    {{"roll-repeated", STAGE_ROLL, false}, ENTRY_ROLL, LEDGER_REPEATED},
    {{"roll-early", STAGE_ROLL, false}, ENTRY_ROLL, LEDGER_EARLY},
    {{"roll-once", STAGE_ROLL, false}, ENTRY_ROLL, LEDGER_ONCE},
    {{"roll-lists", STAGE_ROLL, false}, ENTRY_ROLL, LEDGER_LISTS},
    {{"roll-object", STAGE_ROLL, false}, ENTRY_ROLL, LEDGER_OBJECT},
    {{"roll-object-missing", STAGE_ROLL, false}, ENTRY_ROLL, LEDGER_OBJECT_MISSING},
    {{"roll-key", STAGE_ROLL, false}, ENTRY_ROLL, LEDGER_KEY},
    {{"roll-taken", STAGE_ROLL, false}, ENTRY_ROLL, LEDGER_TAKEN},
    {{"open-signers", STAGE_RULES, false}, ENTRY_OPEN, LEDGER_SIGNERS},
    {{"open-repeated", STAGE_RULES, false}, ENTRY_OPEN, LEDGER_REPEATED},
    {{"open-early", STAGE_RULES, false}, ENTRY_OPEN, LEDGER_EARLY},
    {{"open-once", STAGE_RULES, false}, ENTRY_OPEN, LEDGER_ONCE},
    {{"open-constituency", STAGE_RULES, false}, ENTRY_OPEN, LEDGER_CONSTITUENCY},
    {{"close-signers", STAGE_RULES, false}, ENTRY_CLOSE, LEDGER_SIGNERS},
    {{"close-repeated", STAGE_RULES, false}, ENTRY_CLOSE, LEDGER_REPEATED},
    {{"close-early", STAGE_RULES, false}, ENTRY_CLOSE, LEDGER_EARLY},
    {{"close-once", STAGE_RULES, false}, ENTRY_CLOSE, LEDGER_ONCE},
    {{"close-not-open", STAGE_RULES, false}, ENTRY_CLOSE, LEDGER_NOT_OPEN},
    {{"ballot-malformed", STAGE_RULES, false}, ENTRY_BALLOT, LEDGER_MALFORMED},
    {{"ballot-election", STAGE_RULES, false}, ENTRY_BALLOT, LEDGER_ELECTION},
    {{"ballot-not-open", STAGE_RULES, false}, ENTRY_BALLOT, LEDGER_NOT_OPEN},
    {{"ballot-closed", STAGE_RULES, false}, ENTRY_BALLOT, LEDGER_CLOSED},
    {{"ballot-constituency", STAGE_RULES, false}, ENTRY_BALLOT, LEDGER_CONSTITUENCY},
    {{"ballot-number", STAGE_RULES, false}, ENTRY_BALLOT, LEDGER_NUMBER},
    {{"ballot-owner", STAGE_RULES, false}, ENTRY_BALLOT, LEDGER_OWNER},
    {{"ballot-cancelled", STAGE_RULES, false}, ENTRY_BALLOT, LEDGER_CANCELLED},
    {{"ballot-spent", STAGE_RULES, false}, ENTRY_BALLOT, LEDGER_SPENT},
    {{"ballot-struck", STAGE_RULES, false}, ENTRY_BALLOT, LEDGER_STRUCK},
    {{"ballot-wording", STAGE_RULES, false}, ENTRY_BALLOT, LEDGER_WORDING},
    {{"ballot-copied", STAGE_RULES, false}, ENTRY_BALLOT, LEDGER_COPIED},
    {{"replace-signers", STAGE_RULES, false}, ENTRY_REPLACE, LEDGER_SIGNERS},
    {{"replace-signature", STAGE_RULES, false}, ENTRY_REPLACE, LEDGER_SIGNATURE},
    {{"replace-repeated", STAGE_RULES, false}, ENTRY_REPLACE, LEDGER_REPEATED},
    {{"replace-early", STAGE_RULES, false}, ENTRY_REPLACE, LEDGER_EARLY},
    {{"replace-closed", STAGE_RULES, false}, ENTRY_REPLACE, LEDGER_CLOSED},
    {{"replace-constituency", STAGE_RULES, false}, ENTRY_REPLACE, LEDGER_CONSTITUENCY},
    {{"replace-number", STAGE_RULES, false}, ENTRY_REPLACE, LEDGER_NUMBER},
    {{"replace-cancelled", STAGE_RULES, false}, ENTRY_REPLACE, LEDGER_CANCELLED},
    {{"replace-spent", STAGE_RULES, false}, ENTRY_REPLACE, LEDGER_SPENT},
    {{"replace-unspent", STAGE_RULES, false}, ENTRY_REPLACE, LEDGER_UNSPENT},
    {{"replace-sequence", STAGE_RULES, false}, ENTRY_REPLACE, LEDGER_SEQUENCE},
    {{"replace-key", STAGE_RULES, false}, ENTRY_REPLACE, LEDGER_KEY},
    {{"replace-taken", STAGE_RULES, false}, ENTRY_REPLACE, LEDGER_TAKEN},
    {{"disqualify-signers", STAGE_RULES, false}, ENTRY_DISQUALIFY, LEDGER_SIGNERS},
    {{"disqualify-signature", STAGE_RULES, false}, ENTRY_DISQUALIFY, LEDGER_SIGNATURE},
    {{"disqualify-repeated", STAGE_RULES, false}, ENTRY_DISQUALIFY, LEDGER_REPEATED},
    {{"disqualify-not-open", STAGE_RULES, false}, ENTRY_DISQUALIFY, LEDGER_NOT_OPEN},
    {{"disqualify-frozen", STAGE_RULES, false}, ENTRY_DISQUALIFY, LEDGER_FROZEN},
    {{"disqualify-constituency", STAGE_RULES, false},
     ENTRY_DISQUALIFY,
     LEDGER_CONSTITUENCY},
    {{"disqualify-number", STAGE_RULES, false}, ENTRY_DISQUALIFY, LEDGER_NUMBER},
    {{"disqualify-target", STAGE_RULES, false}, ENTRY_DISQUALIFY, LEDGER_TARGET},
    {{"note-signers", STAGE_RULES, false}, ENTRY_NOTE, LEDGER_SIGNERS},
    {{"note-signature", STAGE_RULES, false}, ENTRY_NOTE, LEDGER_SIGNATURE},
    {{"note-repeated", STAGE_RULES, false}, ENTRY_NOTE, LEDGER_REPEATED},
    {{"note-early", STAGE_RULES, false}, ENTRY_NOTE, LEDGER_EARLY},
    {{"note-closed", STAGE_RULES, false}, ENTRY_NOTE, LEDGER_CLOSED},
    {{"note-once", STAGE_RULES, false}, ENTRY_NOTE, LEDGER_ONCE},
    {{"note-constituency", STAGE_RULES, false}, ENTRY_NOTE, LEDGER_CONSTITUENCY},
    {{"note-target", STAGE_RULES, false}, ENTRY_NOTE, LEDGER_TARGET},
    {{"note-extension", STAGE_RULES, false}, ENTRY_NOTE, LEDGER_EXTENSION},
    {{"received-signers", STAGE_RULES, false}, ENTRY_RECEIVED, LEDGER_SIGNERS},
    {{"received-signature", STAGE_RULES, false}, ENTRY_RECEIVED, LEDGER_SIGNATURE},
    {{"received-repeated", STAGE_RULES, false}, ENTRY_RECEIVED, LEDGER_REPEATED},
    {{"received-not-open", STAGE_RULES, false}, ENTRY_RECEIVED, LEDGER_NOT_OPEN},
    {{"received-frozen", STAGE_RULES, false}, ENTRY_RECEIVED, LEDGER_FROZEN},
    {{"received-constituency", STAGE_RULES, false},
     ENTRY_RECEIVED,
     LEDGER_CONSTITUENCY},
    {{"received-channel", STAGE_RULES, false}, ENTRY_RECEIVED, LEDGER_CHANNEL},
    {{"received-number", STAGE_RULES, false}, ENTRY_RECEIVED, LEDGER_NUMBER},
    {{"received-cancelled", STAGE_RULES, false}, ENTRY_RECEIVED, LEDGER_CANCELLED},
    {{"received-spent", STAGE_RULES, false}, ENTRY_RECEIVED, LEDGER_SPENT},
    {{"entered-malformed", STAGE_RULES, false}, ENTRY_ENTERED, LEDGER_MALFORMED},
    {{"entered-election", STAGE_RULES, false}, ENTRY_ENTERED, LEDGER_ELECTION},
    {{"entered-not-open", STAGE_RULES, false}, ENTRY_ENTERED, LEDGER_NOT_OPEN},
    {{"entered-frozen", STAGE_RULES, false}, ENTRY_ENTERED, LEDGER_FROZEN},
    {{"entered-constituency", STAGE_RULES, false}, ENTRY_ENTERED, LEDGER_CONSTITUENCY},
    {{"entered-number", STAGE_RULES, false}, ENTRY_ENTERED, LEDGER_NUMBER},
    {{"entered-wording", STAGE_RULES, false}, ENTRY_ENTERED, LEDGER_WORDING},
    {{"entered-signers", STAGE_RULES, false}, ENTRY_ENTERED, LEDGER_SIGNERS},
    {{"entered-copied", STAGE_RULES, false}, ENTRY_ENTERED, LEDGER_COPIED},
    {{"box-signers", STAGE_BOX, false}, ENTRY_BOX, LEDGER_SIGNERS},
    {{"box-signature", STAGE_BOX, false}, ENTRY_BOX, LEDGER_SIGNATURE},
    {{"box-repeated", STAGE_BOX, false}, ENTRY_BOX, LEDGER_REPEATED},
    {{"box-early", STAGE_BOX, false}, ENTRY_BOX, LEDGER_EARLY},
    {{"box-once", STAGE_BOX, false}, ENTRY_BOX, LEDGER_ONCE},
    {{"box-lists", STAGE_BOX, false}, ENTRY_BOX, LEDGER_LISTS},
    {{"box-counts", STAGE_BOX, false}, ENTRY_BOX, LEDGER_COUNTS},
    {{"box-floor", STAGE_BOX, false}, ENTRY_BOX, LEDGER_FLOOR},
    {{"mix-signers", STAGE_MIXES, false}, ENTRY_MIX, LEDGER_SIGNERS},
    {{"mix-signature", STAGE_MIXES, false}, ENTRY_MIX, LEDGER_SIGNATURE},
    {{"mix-repeated", STAGE_MIXES, false}, ENTRY_MIX, LEDGER_REPEATED},
    {{"mix-early", STAGE_MIXES, false}, ENTRY_MIX, LEDGER_EARLY},
    {{"mix-once", STAGE_MIXES, false}, ENTRY_MIX, LEDGER_ONCE},
    {{"mix-constituency", STAGE_MIXES, false}, ENTRY_MIX, LEDGER_CONSTITUENCY},
    {{"mix-sequence", STAGE_MIXES, false}, ENTRY_MIX, LEDGER_SEQUENCE},
    {{"mix-object", STAGE_MIXES, false}, ENTRY_MIX, LEDGER_OBJECT},
    {{"shares-signers", STAGE_SHARES, false}, ENTRY_SHARES, LEDGER_SIGNERS},
    {{"shares-signature", STAGE_SHARES, false}, ENTRY_SHARES, LEDGER_SIGNATURE},
    {{"shares-repeated", STAGE_SHARES, false}, ENTRY_SHARES, LEDGER_REPEATED},
    {{"shares-early", STAGE_SHARES, false}, ENTRY_SHARES, LEDGER_EARLY},
    {{"shares-once", STAGE_SHARES, false}, ENTRY_SHARES, LEDGER_ONCE},
    {{"shares-constituency", STAGE_SHARES, false}, ENTRY_SHARES, LEDGER_CONSTITUENCY},
    {{"shares-sequence", STAGE_SHARES, false}, ENTRY_SHARES, LEDGER_SEQUENCE},
    {{"shares-object", STAGE_SHARES, false}, ENTRY_SHARES, LEDGER_OBJECT},
    {{"result-signers", STAGE_RESULT, false}, ENTRY_RESULT, LEDGER_SIGNERS},
    {{"result-signature", STAGE_RESULT, false}, ENTRY_RESULT, LEDGER_SIGNATURE},
    {{"result-repeated", STAGE_RESULT, false}, ENTRY_RESULT, LEDGER_REPEATED},
    {{"result-early", STAGE_RESULT, false}, ENTRY_RESULT, LEDGER_EARLY},
    {{"result-once", STAGE_RESULT, false}, ENTRY_RESULT, LEDGER_ONCE},
    {{"result-lists", STAGE_RESULT, false}, ENTRY_RESULT, LEDGER_LISTS},
    {{"result-counts", STAGE_RESULT, false}, ENTRY_RESULT, LEDGER_COUNTS},
    {{"result-elected", STAGE_RESULT, false}, ENTRY_RESULT, LEDGER_ELECTED},
    {{"result-seed", STAGE_RESULT, false}, ENTRY_RESULT, LEDGER_SEED},
};

/* A rule that no row foresees: found all the same. */
static const struct violation unforeseen[STAGES] = {
    [STAGE_DEFINITION] = {"definition-other", STAGE_DEFINITION, true},
    [STAGE_ROLL] = {"roll-other", STAGE_ROLL, true},
    [STAGE_RULES] = {"rules-other", STAGE_RULES, true},
    [STAGE_BOX] = {"box-other", STAGE_BOX, true},
    [STAGE_MIXES] = {"mix-other", STAGE_MIXES, true},
    [STAGE_SHARES] = {"shares-other", STAGE_SHARES, true},
    [STAGE_RESULT] = {"result-other", STAGE_RESULT, true},
};

const struct violation *violation_at(size_t place)
{
    const size_t first = DEFECT_NONE + 1;

    if (place < DEFECTS - first) {
        return &defects[place + first];
    }
    place -= DEFECTS - first;
    return place < ARRAY_SIZE(rules) ? &rules[place].violation : NULL;
}

const struct violation *defect_violation(enum defect defect)
{
    return &defects[defect];
}

const struct violation *defect_of_rule(enum entry_type type, int reason)
{
    size_t i;

    for (i = 0; i < ARRAY_SIZE(rules); i++) {
        if (rules[i].type == type && rules[i].reason == reason) {
            return &rules[i].violation;
        }
    }
    return &unforeseen[stages[type]];
}

enum stage defect_stage(enum entry_type type)
{
    return stages[type];
}
