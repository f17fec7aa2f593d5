/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The inside of making a mix: its secrets, and the two rounds done in portions. */
#ifndef SEAL_SHUFFLE_PROVER_H
#define SEAL_SHUFFLE_PROVER_H

#include <pthread.h>

#include "element.h"
#include "portion.h"
#include "seal/group.h"
#include "shuffle_object.h"

enum {
    PROVER_SUMS = 3, /* Σ ω'_i h_i   Σ ω'_i β'_i   Σ ω'_i α'_i */
};

/* All that must never be known; one item a ballot, wiped at the end. */
struct item {
    struct scalar rho;         /* ρ_i of input i */
    struct scalar r;           /* r_i of input i */
    struct scalar chain;       /* r̂_i of output i */
    struct scalar chain_omega; /* ω̂_i of output i */
    struct scalar omega;       /* ω'_i of output i */
    struct scalar u;           /* u_i of input i; public, but kept beside */
    struct scalar before_b;    /* ĉ_{i-1} = before_b B + before_h h */
    struct scalar before_h;
    uint32_t from; /* j_i, from 0: output i is input from */
};

/* The object's lists, where they are written. */
struct columns {
    struct ciphertext *output;
    struct point *c;
    struct point *chain;
    struct point *chain_commitments;
    struct point *t;
    struct scalar *s;
    struct scalar *chain_responses;
    struct scalar *responses;
};

struct prover {
    const struct shuffle_task *task;
    struct columns columns;
    struct secret_source source;
    struct wide statement;
    uint32_t nonces; /* drawn so far */
    struct ciphertext *input;
    struct item *items;
    struct scalar omega[SHUFFLE_RESPONSES];
    struct element_table *key_table;
    struct element_table *h_table;
    struct portions portions;
    const struct progress *progress;
    pthread_mutex_t lock; /* of what follows */
    struct element sums[PROVER_SUMS];
    uint64_t done;
};

/* Parts of threads_run: outputs, c and the sums; then the chain. */
MUST_USE int shuffle_permute(void *context, size_t at);
MUST_USE int shuffle_link(void *context, size_t at);

#endif
