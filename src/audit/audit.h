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
#include "record/checkpoint.h"
#include "record/entry.h"
#include "record/ledger_view.h"
#include "record/parcel.h"
#include "record/tree.h"
#include "seal/ceremony.h"
#include "seal/share.h"
#include "seal/shuffle.h"

enum audit_refusal { /* of a check; both leave a finding */
    AUDIT_BAD = 1,
    AUDIT_WAITING,
};

/* A mix or a set of shares that was accepted: an object of the record, or one just made
 * for it. */
struct held {
    uint8_t j; /* of shares: the trustee */
    struct parcel *parcel;
    struct buf made;
    struct span span;
};

/* A constituency that was polled, from its input to its count sheet. */
struct polled {
    uint16_t cid;
    const struct constituency *constituency;
    const struct nominees *nominees;
    size_t count;      /* N */
    uint64_t *ballots; /* the entries of its input, in order */
    struct audit *audit;
    unsigned mix_count; /* accepted */
    struct sign_key mixers[MIXERS_MAX];
    struct held last;    /* the newest accepted mix */
    enum defect ignored; /* of the mix or shares ignored last */
    size_t share_count;  /* accepted, of different trustees */
    struct held shares[TRUSTEES_MAX];
    struct point *plain;
    uint64_t unreadable;
    struct rankings *rankings;
    struct slate *slate;
    struct sheet *sheet;
    struct buf sheet_text;
};

/* An entry the ledger would not have: the first of all, or a ballot set aside. */
struct refused {
    enum entry_type type; /* 0: none */
    uint64_t entry;
    const struct violation *violation;
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
    struct buf entry; /* the one read last */
    struct tree *tree;
    struct document *definition; /* of entry 0, to be believed from its stage on */
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

void audit_polled_deinit(struct polled *polled);

/* AUDIT_BAD of the first entry that the ledger would not have. */
int audit_bad_entry(struct audit *audit);

/* The object, checked against its reference; AUDIT_BAD when not: `missing`, or the
 * defect behind it, which is of a false one. */
MUST_USE int audit_object(struct audit *audit,
                          const struct object_ref *object,
                          enum defect missing,
                          struct buf *out);

/* The same of one too large to hold. */
MUST_USE int audit_parcel(struct audit *audit,
                          const struct object_ref *object,
                          enum defect missing,
                          struct parcel **out);

struct pieces audit_held_pieces(struct held *held);
void audit_held_deinit(struct held *held);

/* The ciphertexts the next mix starts from: of the last accepted, or the input. */
struct pieces audit_output(struct polled *polled);

/* H's inputs of a mix by this mixer, or of a trustee's shares. */
void audit_mix_task(const struct audit *audit,
                    struct polled *polled,
                    const struct sign_key *mixer,
                    struct shuffle_task *out);
void audit_share_task(const struct audit *audit,
                      struct polled *polled,
                      unsigned j,
                      struct share_task *out);

/* Why this mixer may not make the next mix of it; DEFECT_NONE when it may. */
enum defect audit_mixer_objection(const struct audit *audit,
                                  const struct polled *polled,
                                  const struct sign_key *mixer);

/* Count of decrypted votes under lots, into sheet and sheet_text. AUDIT_LOT of a tie.
 */
enum audit_count_refusal {
    AUDIT_LOT = 1, /* `needed` says between whom */
};
MUST_USE int
audit_count(struct polled *polled, const struct lots *lots, struct tie *needed);

#endif
