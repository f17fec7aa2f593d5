/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Provers that cheat in one thing and prove all else as well as can be, written from
 * protocol.md §8 alone. They overwrite a proof made honestly.
 */
#ifndef TESTS_CHEATS_H
#define TESTS_CHEATS_H

#include "../unit/oracle.h"

/* A vote changed on its way through the mix: in beta; in alpha. */
void cheat_beta(const struct shuffle_task *task,
                const struct ciphertext *input,
                struct oracle_mix *shuffle);
void cheat_alpha(const struct shuffle_task *task,
                 const struct ciphertext *input,
                 struct oracle_mix *shuffle);

/* A vote thrown away, and another one put in twice. */
void cheat_copy(const struct shuffle_task *task,
                const struct ciphertext *input,
                struct oracle_mix *shuffle);

/* A commitment to no permutation, and a chain with a break in it. */
void cheat_permutation(const struct shuffle_task *task,
                       const struct ciphertext *input,
                       struct oracle_mix *shuffle);

/* One share altered; two altered so that their sum is right. */
void cheat_share(const struct share_task *task,
                 const struct ciphertext *output,
                 const struct scalar *x,
                 struct oracle_shares *share);
void cheat_cancelling(const struct share_task *task,
                      const struct ciphertext *output,
                      const struct scalar *x,
                      struct oracle_shares *share);

#endif
