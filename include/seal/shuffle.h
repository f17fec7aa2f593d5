/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One mix of a constituency's ballots: the shuffle of Terelius and Wikström after
 * Haenni et al. 2017, commitments sent, exactly as protocol.md §8.2, and the mix object
 * `GB1M` that carries it (§10). The input is never read from the object: whoever
 * verifies brings the own copy. Equations are checked one at a time here.
 */
#ifndef SEAL_SHUFFLE_H
#define SEAL_SHUFFLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/bytes.h"
#include "seal/progress.h"

enum {
    SHUFFLE_COUNT_MAX = 1000000, /* ballots of one constituency */
    SHUFFLE_COMMITMENTS = 5,     /* t1…t5 */
    SHUFFLE_RESPONSES = 4,       /* s1…s4 */
};

/* What a mix is about; all of it is bound into the proof. */
struct shuffle_task {
    struct eid eid;
    uint16_t cid;
    struct digest box; /* box id: leaf hash of the box entry */
    uint8_t k;         /* 1…mixes */
    struct sign_key mixer;
    struct point key; /* Y */
    size_t count;     /* N >= 1 */
    const struct ciphertext *input;
};

/* A mix object in memory. Every point and scalar is decoded: canonical and lawful. */
struct shuffle {
    struct eid eid;
    uint16_t cid;
    struct digest box;
    uint8_t k;
    struct sign_key mixer;
    size_t count;
    void *memory; /* of the lists, N of each */
    struct ciphertext *output;
    struct point *c;
    struct point *chain;             /* ĉ_1…ĉ_N */
    struct point *chain_commitments; /* t̂_1…t̂_N */
    struct point t[SHUFFLE_COMMITMENTS];
    struct scalar s[SHUFFLE_RESPONSES];
    struct scalar *chain_responses; /* ŝ_1…ŝ_N */
    struct scalar *responses;       /* s'_1…s'_N */
};

enum shuffle_refusal {
    SHUFFLE_MALFORMED = 1, /* length, magic, or a value that does not decode */
    SHUFFLE_OTHER_TASK,    /* election, constituency, box, k, mixer or N differ */
    SHUFFLE_T1,            /* the first equation that does not hold */
    SHUFFLE_T2,
    SHUFFLE_T3,
    SHUFFLE_T4,
    SHUFFLE_T5,
    SHUFFLE_CHAIN,
};

/* 395 + 224·count */
size_t shuffle_size(size_t count);

MUST_USE int shuffle_parse(struct span object, struct shuffle **out);
MUST_USE int shuffle_write(const struct shuffle *shuffle, struct buf *out);
void shuffle_free(struct shuffle *shuffle);

/*
 * Permutes and re-encrypts the input and proves it. `secret` is mixed into every nonce
 * (the mixer's own key: protocol.md §2); permutation and randomness are wiped.
 */
MUST_USE int shuffle_prove(const struct shuffle_task *task,
                           struct span secret,
                           const struct progress *progress,
                           struct shuffle **out);

/* Refuses a shuffle of another task, then names the first equation that fails. */
MUST_USE int shuffle_verify(const struct shuffle_task *task,
                            const struct shuffle *shuffle,
                            const struct progress *progress);

OWNED(shuffle)

#endif
