/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Inside audit: what its own checks find wrong. What the ledger refuses is named by the
 * type of the entry and the rule it breaks.
 */
#ifndef AUDIT_DEFECT_H
#define AUDIT_DEFECT_H

#include "audit/violation.h"
#include "core/document.h"

enum defect {
    DEFECT_NONE,
    DEFECT_CHECKPOINT_FORM,
    DEFECT_LOG_KEY, /* key or origin are none */
    DEFECT_CHECKPOINT_SIGNATURE,
    DEFECT_OLDER_SIGNATURE,
    DEFECT_OLDER_SIZE, /* it was longer once */
    DEFECT_OLDER_ROOT,
    DEFECT_ENTRY_MISSING,
    DEFECT_ENTRY_FIRST,
    DEFECT_ROOT,
    DEFECT_ENTRY_FORM,
    DEFECT_ENTRY_TIME,
    DEFECT_DOCUMENT_FORM,
    DEFECT_BASE_SIZE,
    DEFECT_BASE_ROOT,
    DEFECT_TILE_MISSING,
    DEFECT_TILE,
    DEFECT_OBJECT_NAME,
    DEFECT_COSIGNED, /* of another history */
    DEFECT_COSIGNATURE,
    DEFECT_COSIGNED_TIME,
    DEFECT_ELECTION_CODE,
    DEFECT_CEREMONY_MISSING, /* of an object: absent, and next to it false */
    DEFECT_CEREMONY_FALSE,
    DEFECT_CEREMONY_FORM,
    DEFECT_CEREMONY_NONCE,
    DEFECT_CEREMONY_THRESHOLD,
    DEFECT_CEREMONY_PEOPLE,
    DEFECT_CEREMONY_COMMIT,
    DEFECT_CEREMONY_POSSESSION,
    DEFECT_CEREMONY_CERTIFICATE,
    DEFECT_CEREMONY_IDENTITY,
    DEFECT_CEREMONY_KEY,
    DEFECT_BALLOT_ENCODING, /* in the order of enum ballot_refusal */
    DEFECT_BALLOT_SIGNATURE,
    DEFECT_BALLOT_PROOF,
    DEFECT_ENTERED_ENCODING,
    DEFECT_ENTERED_SIGNATURE,
    DEFECT_ENTERED_PROOF,
    DEFECT_ELECTORS,
    DEFECT_MIX_MISSING,
    DEFECT_MIX_FALSE,
    DEFECT_MIX_FORM, /* in the order of enum shuffle_refusal */
    DEFECT_MIX_TASK,
    DEFECT_MIX_T1,
    DEFECT_MIX_T2,
    DEFECT_MIX_T3,
    DEFECT_MIX_T4,
    DEFECT_MIX_T5,
    DEFECT_MIX_CHAIN,
    DEFECT_MIX_AGAIN, /* by a mixer of an earlier one */
    DEFECT_MIX_ORGANISATION,
    DEFECT_MIX_NONE,
    DEFECT_SHARES_MISSING,
    DEFECT_SHARES_FALSE,
    DEFECT_SHARES_FORM, /* in the order of enum share_refusal */
    DEFECT_SHARES_TASK,
    DEFECT_SHARES_KEY,
    DEFECT_SHARES_SUM,
    DEFECT_SHARES_FEW,
    DEFECT_RECOUNT_LIST,
    DEFECT_RECOUNT_LOT,
    DEFECT_RESULT_COUNTS,
    DEFECT_RESULT_ELECTS,
    DEFECT_RESULT_UNREADABLE,
    DEFECT_RESULT_SHEET,
    DEFECT_SHEET_MISSING,
    DEFECT_SHEET_FALSE,
    DEFECTS,
};

const struct violation *violation_of_defect(enum defect defect);

/* Of an entry of this type that the ledger refuses for this reason. */
const struct violation *violation_of_rule(enum entry_type type, int reason);

#endif
