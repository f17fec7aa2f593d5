/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A trustee's part of decrypting a constituency: d_i = x_j α'_i of the last output,
 * with one batched proof that the same x_j as in Y_j made them all (protocol.md §8.3,
 * §8.4), and the share object `GB1S` (§10). It never decides what may be decrypted:
 * that is audit's, before calling share_make. Lists are read in pieces; all acts use
 * every processor.
 */
#ifndef SEAL_SHARE_H
#define SEAL_SHARE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/pieces.h"
#include "core/bytes.h"
#include "core/definition.h"
#include "seal/progress.h"

enum {
    SHARE_COUNT_MAX = 1000000, /* ballots of one constituency */
    SHARE_J_AT = 70,           /* where an object says its trustee */
};

/* What shares serve: the tally, or the opening of one ballot under Part 11 (§8.5). */
enum share_use {
    SHARE_TALLY,
    SHARE_OPEN_ONE, /* count 1; its object begins with `GB1O` */
    SHARE_USES,
};

/* What a set of shares is about. */
struct share_task {
    enum share_use use;
    struct eid eid;
    uint16_t cid;
    struct digest box;    /* its id; to open one, the leaf hash of the order's note */
    uint8_t j;            /* the trustee's place in the definition, from 1 */
    struct point key;     /* Y_j */
    size_t count;         /* N >= 1 */
    struct pieces output; /* of the last mix: N ciphertexts, decoded before */
};

enum share_refusal {
    SHARE_MALFORMED = 1,
    SHARE_OTHER_TASK, /* election, constituency, box, trustee or N differ */
    SHARE_KEY,        /* sB = A1 + cY_j does not hold */
    SHARE_SUM,        /* sM = A2 + cZ does not hold */
    SHARE_TOO_FEW,    /* share_combine: not as many distinct sets as asked */
};

/* 171 + 32·count */
size_t share_size(size_t count);

/* Appends the object to `out`, which has room for it. x: the trustee's share of the
 * election key, x·B = task->key or FAULT_BUG. */
MUST_USE int share_make(const struct share_task *task,
                        const struct scalar *x,
                        const struct progress *progress,
                        struct buf *out);

/* Decodes every value strictly, then asks both equations. */
MUST_USE int share_verify(const struct share_task *task,
                          const struct pieces *object,
                          const struct progress *progress);

/* Sets of shares of one output, all verified by the caller: at least as many as the
 * threshold (any subset gives the same), whose j are distinct. */
struct share_set {
    uint8_t j;
    struct pieces object;
};

struct share_sets {
    size_t count;
    const struct share_set *sets;
    size_t ballots;       /* N */
    struct pieces output; /* of the last mix */
};

/* M_i = β'_i − Σ λ_j d_ij; writes N points. */
MUST_USE int share_combine(const struct share_sets *sets,
                           const struct progress *progress,
                           struct point *out);

#endif
