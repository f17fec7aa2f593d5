/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The numbers of a poll: whose credential each is, and what became of it. A number is
 * 1…highest of its constituency; a credential stands once in the whole election.
 */
#ifndef RECORD_ELECTORS_H
#define RECORD_ELECTORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "core/constituency.h"

enum elector_flag {
    ELECTOR_CANCELLED = 1 << 0, /* another number took its place */
    ELECTOR_SPENT = 1 << 1,     /* `spender` stands */
    ELECTOR_BALLOTED = 1 << 2,  /* `ballot` was cast, whether or not it stands */
    ELECTOR_STRUCK = 1 << 3,    /* a vote was disqualified: only a received one may
                                   follow */
};

struct elector {
    struct sign_key credential;
    uint64_t ballot;  /* entries in the record */
    uint64_t spender; /* the last one that spent it */
    uint8_t flags;
    uint8_t channel; /* of the spender */
};

enum electors_refusal {
    ELECTORS_TAKEN = 1, /* the credential stands already */
};

struct electors;

MUST_USE int electors_new(struct electors **out);
void electors_free(struct electors *electors);

/* Gives the credential the next number of the constituency (1 … CONSTITUENCIES_MAX). */
MUST_USE int electors_add(struct electors *electors,
                          uint16_t cid,
                          const struct sign_key *credential);

uint32_t electors_highest(const struct electors *electors, uint16_t cid);

/* NULL when there is no such number. */
struct elector *
electors_get(const struct electors *electors, uint16_t cid, uint32_t number);

struct elector_place {
    uint16_t cid;
    uint32_t number;
};

bool electors_find(const struct electors *electors,
                   const struct sign_key *credential,
                   struct elector_place *out);

OWNED(electors)

#endif
