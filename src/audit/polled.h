/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A constituency on its way from the box to the count. */
#ifndef AUDIT_POLLED_H
#define AUDIT_POLLED_H

#include "base/buf.h"
#include "base/pieces.h"
#include "core/definition.h"
#include "core/lot.h"
#include "core/rankings.h"
#include "core/sheet.h"
#include "core/slate.h"
#include "core/statement.h"
#include "defect.h"
#include "record/parcel.h"
#include "seal/share.h"
#include "seal/shuffle.h"

struct audit;

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

void audit_polled_deinit(struct polled *polled);
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
