/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Cosignatures gathered from witnesses (protocol.md §7, C2SP tlog-witness): the newest
 * checkpoint is offered to each by the herald, and what they sign is kept and served as
 * cosigned/SIZE. Voting never waits for any of it, and no witness for another: one that
 * does not answer is tried again, less and less often. A witness that shows a
 * checkpoint by this log's key which this record does not extend proves that the record
 * is an old copy, or another one: then nothing may go on.
 */
#ifndef DESK_GATHER_H
#define DESK_GATHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "desk/desk.h"
#include "post/herald.h"

struct gather;

enum gather_refusal {
    GATHER_OLDER = 1, /* a witness has seen entries that this record has not */
    GATHER_FORKED,    /* a witness has seen other entries */
};

/* Seconds that only go forward. */
typedef int64_t (*gather_watch)(void);

/* Desk and herald are borrowed; the herald is nobody else's. */
MUST_USE int gather_new(struct desk *desk,
                        struct herald *herald,
                        gather_watch watch,
                        struct gather **out);
void gather_free(struct gather *gather);

/* Before anything is served: asks each witness for the last checkpoint it cosigned and
 * waits for the answers, some seconds at most. */
MUST_USE int gather_meet(struct gather *gather);

/* Each second: takes what came, and offers what is new. */
MUST_USE int gather_step(struct gather *gather);

/* After a refusal: which witness, and the size of its checkpoint, whose note is in
 * DIR/witnessed. */
struct gather_proof {
    size_t witness;
    uint64_t size;
};
struct gather_proof gather_proof(const struct gather *gather);

/* How it stands with the witnesses, for the console. */
struct witnessed {
    size_t witnesses; /* told of in the settings */
    size_t answering; /* whose last answer was a cosignature or a size */
    uint64_t size;    /* of the newest checkpoint that meets the policy; 0: none */
};
struct witnessed desk_witnessed(struct desk *desk);

OWNED(gather)

#endif
