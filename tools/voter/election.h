/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The election as a voter needs it, from GET /api/election: read out of the definition
 * and the statement exactly as they are signed, the election's id computed and not
 * believed.
 */
#ifndef VOTER_ELECTION_H
#define VOTER_ELECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "core/constituency.h"
#include "record/vkey.h"
#include "seal/choice.h"

/* A constituency of it. */
struct election_list {
    bool is_contested;
    struct choice_rules rules;
    unsigned wordings; /* declarations of identity; 0: none is asked for */
};

struct election {
    struct eid eid;
    struct point key; /* Y */
    struct vkey log;
    size_t count; /* number cid is lists[cid - 1] */
    struct election_list lists[CONSTITUENCIES_MAX];
};

enum election_refusal {
    ELECTION_ABSENT = 1, /* no answer, or not one of a daemon; said on stderr */
    ELECTION_OTHER,      /* not the election of the code given */
};

/* code: what the voter was given to compare, or NULL. */
MUST_USE int election_fetch(const char *url, const char *code, struct election *out);

#endif
