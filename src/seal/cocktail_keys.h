/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Between two participants: H6, and the share sealed under what it gives. */
#ifndef SEAL_COCKTAIL_KEYS_H
#define SEAL_COCKTAIL_KEYS_H

#include "seal/cocktail.h"

/* The inputs of H6; the two shared ones are secret. */
struct cocktail_pair {
    struct point shared_ephemeral; /* e_i P_j = d_j E_i */
    struct point shared_static;    /* d_i P_j = d_j P_i */
    struct point ephemeral;        /* E of the sender */
    struct point sender;
    struct point recipient;
    struct span context;
};

void cocktail_pair_seal(const struct cocktail_pair *pair,
                        const struct scalar *share,
                        struct cocktail_sealed *out);

/* Refuses COCKTAIL_SEALED, and COCKTAIL_SHARE for what is no scalar. */
MUST_USE int cocktail_pair_open(const struct cocktail_pair *pair,
                                const struct cocktail_sealed *sealed,
                                struct scalar *out);

/* Σ_k at^k C_k */
void cocktail_commitment_at(const struct cocktail *cocktail,
                            const struct cocktail_message *message,
                            unsigned at,
                            struct point *out);

#endif
