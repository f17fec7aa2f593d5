/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The acts of the tally on a verified record: a mixer mixes, a trustee decrypts, an
 * officer declares. Each makes signed documents, and objects beside them, and hands
 * them to a sink; nothing is sent. What one act made the next builds on, as if it were
 * in the record already: so that one machine with every key at hand does them all.
 */
#ifndef AUDIT_PERFORM_H
#define AUDIT_PERFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/verify.h"
#include "base/attr.h"
#include "core/document.h"
#include "core/lot.h"
#include "seal/keyfile.h"

enum {
    PRODUCT_NAME_SIZE = 48,
    PRODUCT_SIGNERS_MAX = 2,
};

struct product_signer {
    struct sign_key key;
    struct signature signature;
};

/* A document to submit, or an object alone (`document` empty). Borrowed. */
struct product {
    char name[PRODUCT_NAME_SIZE]; /* "mix-3-1" */
    enum entry_type type;
    struct span document;
    size_t signer_count;
    struct product_signer signers[PRODUCT_SIGNERS_MAX];
    struct span object;
    struct object_ref reference; /* of the object */
};

/* Where products go. What `put` refuses or faults ends the act with it. */
struct sink {
    void *context;
    int (*put)(void *context, const struct product *product);
};

enum perform_refusal {
    PERFORM_STAGE = 1, /* the record is not verified, or does not reach that far */
    PERFORM_ROLE,      /* not this key's act */
    PERFORM_NOTHING,   /* there is nothing left to do for this key */
    PERFORM_PLEDGED,   /* the trustee decrypted another output before */
    PERFORM_KEYFILE,   /* the key does not fit the ceremony, or cannot be written */
    PERFORM_LOT,       /* a lot is needed */
    PERFORM_SEED,      /* not the seed that the definition promised */
    PERFORM_HANDS,     /* fewer officers than the definition asks */
    PERFORM_SINK,      /* the sink would not have a product */
};

/* A constituency before anything of it is opened: what a trustee is shown. */
struct polled_summary {
    uint16_t cid;
    const char *name;
    uint64_t electors;
    uint64_t ballots; /* into the mixes */
    uint64_t online;
    uint64_t disqualified;
    unsigned floor;
    bool is_waived;
    unsigned mixes; /* accepted */
    size_t shares;  /* accepted */
};

/* How many constituencies were polled, and one of them. After STAGE_INPUTS. */
size_t perform_polled(const struct audit *audit);
void perform_summary(const struct audit *audit, size_t at, struct polled_summary *out);

/* Whether any polled constituency has mixes, or shares, due. */
bool perform_needs_mix(const struct audit *audit);
bool perform_needs_shares(const struct audit *audit);

/* The next mix of every constituency that this mixer may make. After STAGE_INPUTS. */
MUST_USE int
perform_mix(struct audit *audit, const struct keyfile *mixer, const struct sink *sink);

/* This trustee's shares of every constituency that is mixed. After STAGE_INPUTS. */
MUST_USE int
perform_decrypt(struct audit *audit, struct keyfile *trustee, const struct sink *sink);

/* What is drawn where; `cid` 0: wherever a lot is needed. */
struct drawn {
    uint16_t cid;
    struct lot_list list;
};

struct declaration {
    const struct keyfile *const *officers;
    size_t officer_count;
    size_t drawn_count;
    const struct drawn *drawn;
    const struct digest *seed; /* or NULL */
    const char *sentence;
};

/* Where a count stopped for want of a lot. */
struct lot_needed {
    uint16_t cid;
    const char *constituency;
    struct tie tie;
};

/* Counts and declares all of them in one document, with a sheet each. `needed` is
 * written with PERFORM_LOT only. */
MUST_USE int perform_declare(struct audit *audit,
                             const struct declaration *declaration,
                             const struct sink *sink,
                             struct lot_needed *needed);

#endif
