/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a verification has established so far: the inside of an audit. */
#ifndef AUDIT_AUDIT_H
#define AUDIT_AUDIT_H

#include "audit/verify.h"
#include "core/lot.h"
#include "core/rankings.h"
#include "core/sheet.h"
#include "core/slate.h"
#include "defect.h"
#include "polled.h"
#include "record/checkpoint.h"
#include "record/entry.h"
#include "record/ledger_view.h"
#include "record/parcel.h"
#include "record/policy.h"
#include "record/tree.h"
#include "seal/ceremony.h"
#include "seal/share.h"
#include "seal/shuffle.h"
#include "window.h"

enum audit_refusal { /* of a check; both leave a finding */
    AUDIT_BAD = 1,
    AUDIT_WAITING,
};

/* An entry the ledger would not have: the first of all, or a ballot set aside. */
struct refused {
    enum entry_type type; /* 0: none */
    uint64_t entry;
    const struct violation *violation;
};

/* An object of the folder, opened when its files were checked. */
struct filed_object {
    struct object_ref is;
    struct parcel *parcel; /* until somebody takes it */
    int refusal;           /* of parcel_open */
};

struct audit {
    struct verify_input input;
    struct findings findings;
    enum stage stage; /* of the check that runs */
    const char *check;
    uint64_t counted;
    uint64_t witnessed; /* the largest size that met the policy */

    struct tree_head head;
    uint8_t *types; /* of the entries */
    size_t entry_count;
    struct window window; /* of the entries read last */
    struct tree *tree;
    size_t object_count;
    size_t object_room;
    struct filed_object *objects;
    struct document *definition; /* of entry 0, to be believed from its stage on */
    struct policy *policy;       /* the definition's, once it was asked for */
    struct eid eid;
    bool is_eid_known;
    struct ledger *ledger;
    struct refused refused;
    uint64_t ballots; /* checked */
    size_t set_aside_count;
    size_t set_aside_room;
    struct refused *set_aside;
    struct ceremony *ceremony;
    size_t polled_count;
    struct polled polled[CONSTITUENCIES_MAX];
};

/* For checks: why it failed, why it must wait, and what is worth knowing. */
int audit_bad(struct audit *audit, enum defect defect, const char *format, ...)
    PRINTF(3, 4);
int audit_wait(struct audit *audit, const char *format, ...) PRINTF(2, 3);
int audit_note(struct audit *audit, const char *format, ...) PRINTF(2, 3);

/* An entry's bytes, until the next is asked for. They are read each time, and are those
 * that went into the tree or a fault. */
MUST_USE int audit_entry(struct audit *audit, uint64_t index, struct span *out);

/* AUDIT_BAD of the first entry that the ledger would not have. */
int audit_bad_entry(struct audit *audit);

/* The object, checked against its reference; AUDIT_BAD when not: `missing`, or the
 * defect behind it, which is of a false one. */
MUST_USE int audit_object(struct audit *audit,
                          const struct object_ref *object,
                          enum defect missing,
                          struct buf *out);

/* Of what an offer names that comes too late to count: it is here, and the offer told.
 */
MUST_USE int audit_surplus(struct audit *audit,
                           const struct ledger_offer *offer,
                           enum defect missing);

/* The same of one too large to hold. */
MUST_USE int audit_parcel(struct audit *audit,
                          const struct object_ref *object,
                          enum defect missing,
                          struct parcel **out);

/* The place of a trustee's key in the definition; 0 for a stranger's. */
unsigned audit_trustee(const struct audit *audit, const struct sign_key *key);

#endif
