/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One mix of a constituency's ballots: the shuffle of Terelius and Wikström after
 * Haenni et al. 2017, commitments sent, exactly as protocol.md §8.2, and the mix object
 * `GB1M` that carries it (§10). The input is never read from the object: whoever
 * verifies brings the own copy. Both are read in pieces, so that a mix of any size is
 * verified in the same memory; both acts use every processor.
 */
#ifndef SEAL_SHUFFLE_H
#define SEAL_SHUFFLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/pieces.h"
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
    struct point key;    /* Y */
    size_t count;        /* N >= 1 */
    struct pieces input; /* N ciphertexts α‖β, decoded before */
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

/* Of an object of that size: its N ciphertexts α'‖β'. */
struct pieces shuffle_output(const struct pieces *object, size_t count);

/*
 * Permutes and re-encrypts the input and proves it, and appends the object to `out`,
 * which has room for it. `secret` is mixed into every nonce (the mixer's own key:
 * protocol.md §2); permutation and randomness are wiped.
 */
MUST_USE int shuffle_prove(const struct shuffle_task *task,
                           struct span secret,
                           const struct progress *progress,
                           struct buf *out);

/*
 * Decodes every value strictly and asks all equations at once, under fresh random
 * weights of 128 bits; when the answer is no, one after another to name the first that
 * fails.
 */
MUST_USE int shuffle_verify(const struct shuffle_task *task,
                            const struct pieces *object,
                            const struct progress *progress);

#endif
