/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The plain verifier of mixes and shares: whole objects in memory, one equation after
 * another, every multiplication by libsodium, nothing weighted or batched. What seal
 * says of a proof is held against it, and tests change a proof's fields through it.
 */
#ifndef TESTS_ORACLE_H
#define TESTS_ORACLE_H

#include "base/buf.h"
#include "seal/point.h"
#include "seal/scalar.h"
#include "seal/share.h"
#include "seal/shuffle.h"

/* A mix object in memory; every point and scalar is decoded when it was parsed. */
struct oracle_mix {
    struct eid eid;
    uint16_t cid;
    struct digest box;
    uint8_t k;
    struct sign_key mixer;
    size_t count;
    void *memory; /* of the lists, N of each */
    struct ciphertext *output;
    struct point *c;
    struct point *chain;
    struct point *chain_commitments;
    struct point t[SHUFFLE_COMMITMENTS];
    struct scalar s[SHUFFLE_RESPONSES];
    struct scalar *chain_responses;
    struct scalar *responses;
};

MUST_USE int oracle_mix_parse(struct span object, struct oracle_mix **out);
void oracle_mix_write(const struct oracle_mix *mix, struct buf *out);
void oracle_mix_free(struct oracle_mix *mix);

/* As shuffle_verify of the object. `input` is the task's. */
MUST_USE int oracle_mix_verify(const struct shuffle_task *task,
                               const struct ciphertext *input,
                               struct span object);

/* What shuffle_verify says of an object; FAULT_BUG when the oracle says otherwise. */
MUST_USE int oracle_mix_judge(const struct shuffle_task *task,
                              const struct ciphertext *input,
                              struct span object);
MUST_USE int oracle_mix_judge_written(const struct shuffle_task *task,
                                      const struct ciphertext *input,
                                      const struct oracle_mix *mix);

struct oracle_shares {
    struct eid eid;
    uint16_t cid;
    struct digest box;
    uint8_t j;
    size_t count;
    struct point *d;
    struct point a1;
    struct point a2;
    struct scalar s;
};

MUST_USE int oracle_shares_parse(struct span object, struct oracle_shares **out);
void oracle_shares_write(const struct oracle_shares *shares, struct buf *out);
void oracle_shares_free(struct oracle_shares *shares);

/* As share_verify of the object. `output` is the task's. */
MUST_USE int oracle_shares_verify(const struct share_task *task,
                                  const struct ciphertext *output,
                                  struct span object);

OWNED(oracle_mix)
OWNED(oracle_shares)

#endif
