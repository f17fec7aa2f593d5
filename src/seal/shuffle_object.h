/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What prover and verifier of a mix share: memory for N, and the proof's transcripts.
 */
#ifndef SEAL_SHUFFLE_OBJECT_H
#define SEAL_SHUFFLE_OBJECT_H

#include "seal/shuffle.h"

/* A shuffle with room for count of everything, zeroed. */
MUST_USE int shuffle_new(size_t count, struct shuffle **out);

/* H("mix-seed", …): task, output and c are in place. */
void shuffle_seed(const struct shuffle_task *task,
                  const struct shuffle *shuffle,
                  struct wide *out);

/* u_i = H("mix-u", seed, i), i = 1…N */
void shuffle_exponent(const struct wide *seed, uint32_t index, struct scalar *out);

/* H("mix", …): seed's inputs, ĉ, t and t̂ are in place. */
void shuffle_challenge(const struct wide *seed,
                       const struct shuffle *shuffle,
                       struct scalar *out);

#endif
