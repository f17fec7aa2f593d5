/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The inside of verifying a mix: all equations as one sum, portion by portion. */
#ifndef SEAL_SHUFFLE_CHECK_H
#define SEAL_SHUFFLE_CHECK_H

#include "element.h"
#include "portion.h"
#include "shuffle_object.h"

/*
 * The equations as Σ weight·(left − right) = 0. Those of the chain have a weight each,
 * drawn where they are put down; nothing is drawn for what is not asked.
 */
struct shuffle_check {
    const struct shuffle_task *task;
    const struct pieces *object;
    const struct progress *progress;
    struct portions portions;
    struct wide seed;
    struct scalar c;
    struct element h; /* h_0 */
    struct scalar weights[SHUFFLE_COMMITMENTS];
    bool is_chain_asked;
    struct element total;
    struct scalar base;    /* how often B comes into it */
    struct scalar product; /* Π u_i */
    uint64_t done;
};

/* All ballots into total, base and product. SHUFFLE_MALFORMED. */
MUST_USE int shuffle_check_ballots(struct shuffle_check *check);

/* 128 random bits as a scalar. */
void shuffle_weight(const uint8_t bits[16], struct scalar *out);

#endif
