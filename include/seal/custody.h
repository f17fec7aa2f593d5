/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the holder of a key file does with its secrets beyond signing: a mixer mixes, a
 * trustee takes part in the ceremony and decrypts. A trustee's answer is preceded, here
 * and nowhere else, by the pledge in the key file: one output of a constituency for
 * ever (protocol.md §8.3). Whether a thing ought to be decrypted is asked above.
 */
#ifndef SEAL_CUSTODY_H
#define SEAL_CUSTODY_H

#include "base/attr.h"
#include "seal/ceremony.h"
#include "seal/keyfile.h"
#include "seal/paper.h"
#include "seal/progress.h"
#include "seal/share.h"
#include "seal/shuffle.h"

enum custody_refusal {
    CUSTODY_ROLE = 1, /* a key of another role */
    CUSTODY_STRANGER, /* not the mixer, or the trustee, that the task names */
    CUSTODY_CEREMONY, /* the key's share does not come out of this ceremony */
    CUSTODY_PLEDGED,  /* another output of this constituency was decrypted before */
    CUSTODY_KEYFILE,  /* the key file could not be read or written again */
};

/* Both append the object to `out`, which has room for it. */
MUST_USE int custody_mix(const struct keyfile *keyfile,
                         const struct shuffle_task *task,
                         const struct progress *progress,
                         struct buf *out);

/* Restores x_j, pledges the output, then makes the shares. */
MUST_USE int custody_decrypt(struct keyfile *keyfile,
                             const struct ceremony *ceremony,
                             const struct share_task *task,
                             const struct progress *progress,
                             struct buf *out);

/* One ballot of a signed order, and no pledge: what may be opened, and for whom, is
 * asked above (audit/open_one). */
MUST_USE int custody_open_one(const struct keyfile *keyfile,
                              const struct ceremony *ceremony,
                              const struct share_task *task,
                              struct buf *out);

/* The whole ceremony of n = t = 1 for an election's nonce. */
MUST_USE int custody_ceremony_alone(const struct keyfile *keyfile,
                                    const struct nonce *nonce,
                                    struct ceremony **out);

/* Round 0 of several: trustee i's msg1, kept to oneself until all commitments are in.
 */
MUST_USE int custody_ceremony_make(const struct keyfile *keyfile,
                                   const struct ceremony *ceremony,
                                   unsigned i,
                                   struct buf *msg1);

/*
 * Rounds 2 and 3, all msg1 accepted: opens the shares of trustee i, refuses one that is
 * wrong (CUSTODY_CEREMONY, `culprit` its sender), then signs the transcript.
 */
MUST_USE int custody_ceremony_sign(const struct keyfile *keyfile,
                                   struct ceremony *ceremony,
                                   unsigned i,
                                   unsigned *culprit);

/* A trustee's secrets for paper, in the order of enum paper_block; their holder wipes
 * them. */
MUST_USE int custody_paper(const struct keyfile *keyfile,
                           struct paper_secret out[PAPER_BLOCKS]);

/* A trustee's key file out of what was on paper, not yet saved. CUSTODY_STRANGER when
 * the first secret is no scalar. */
MUST_USE int custody_from_paper(const struct paper_secret secrets[PAPER_BLOCKS],
                                const char *name,
                                struct keyfile **out);

/* Whether the key file alone restores x_j of this ceremony: the restore test. */
MUST_USE int custody_restores(const struct keyfile *keyfile,
                              const struct ceremony *ceremony);

#endif
