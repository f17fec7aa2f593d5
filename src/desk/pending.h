/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Replacements that wait for an officer's signature: each with its token in guarded
 * memory, lost with the process. Inside desk/ only, under the desk's submit_lock.
 */
#ifndef DESK_PENDING_H
#define DESK_PENDING_H

#include <stddef.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/register.h"
#include "desk/committer.h"
#include "desk/desk.h"
#include "desk/replace.h"
#include "desk/waiting.h"
#include "store/members.h"

enum {
    REPLACEMENTS_MAX = 64,
};

enum pending_refusal {
    PENDING_NOT_PREPARED = 1, /* no such replacement waits: ask for it again */
    PENDING_NO_ROOM,
    PENDING_REFUSED, /* by the committer: see its answer */
};

struct replacements;

void pending_forget(struct replacements *replacements);

/* Under the roll lock: whether the register's gates stand open for this member. */
MUST_USE int gates_check(struct desk *desk,
                         const struct replace_order *order,
                         const struct member *member,
                         unsigned *missing);

/* How many wait. */
size_t pending_count(const struct desk *desk);

/* Calls back for each. */
MUST_USE int replace_each(struct desk *desk, waiting_visit visit, void *context);

/* The signed document of one: reference, entry, token out. */
MUST_USE int replace_commit(struct desk *desk,
                            struct span submission,
                            const struct replacement *replacement,
                            struct committed *out);

/* It waits no longer: the issuer's, once it is in the record. */
void pending_drop(struct desk *desk, const struct replacement *replacement);

/* A signed document that the rules refuse: where its register is wrong, it no longer
 * waits, so that it can be asked for anew. */
void pending_refused(struct desk *desk,
                     const struct replacement *replacement,
                     int rule);

#endif
