/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a desk holds, and the guards under which its parts are used. Inside desk/ only.
 * Order of locks: listings', submit_lock, roll_lock, the journal's own, outbox_lock;
 * the committer's thread takes the journal's only.
 */
#ifndef DESK_STATE_H
#define DESK_STATE_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/file.h"
#include "core/bytes.h"
#include "desk/committer.h"
#include "desk/desk.h"
#include "desk/privacy.h"
#include "post/outbox.h"
#include "seal/sign.h"
#include "store/acts.h"
#include "store/db.h"
#include "store/roll.h"

#include "act.h"
#include "journal.h"
#include "listings.h"
#include "requests.h"

struct cosigned;
struct hands;
struct issue;
struct replacements;
struct submit_state;

struct desk {
    char dir[FILE_PATH_SIZE];
    char address[DESK_ADDRESS_SIZE];
    struct clock *clock;
    const struct outbox *outbox;
    pthread_mutex_t outbox_lock; /* the last of all locks */
    struct digest page;
    enum privacy addresses;
    bool is_practice_only;
    bool is_email_only;
    struct holidays holidays;
    int lock; /* the descriptor of DIR/lock */
    struct sign_secret *secret;
    struct sign_key officer; /* pinned by init */
    struct journal *journal;
    struct committer *committer;
    struct cosigned *cosigned;  /* checkpoints that witnesses signed too */
    _Atomic unsigned witnesses; /* told of in the settings */
    _Atomic unsigned answering; /* of them */
    _Atomic int fault;          /* the first that must end the process */
    struct requests requests;   /* for sign-in links */
    struct listings listings;   /* a members' list to be confirmed */
    _Atomic unsigned casting;   /* ballots being checked */

    /* Submissions come one at a time; what follows is under submit_lock. */
    pthread_mutex_t submit_lock;
    atomic_bool has_half_result; /* a result waits for its second hand; any thread */
    struct submit_state *submit; /* what waits for an object */
    struct hands *hands;         /* what waits for a second hand */
    struct issue *issue;         /* tokens drawn, waiting for the roll's signature */
    struct replacements *replacements;
    struct box_inputs {
        uint64_t rejected[HEADINGS];
        bool is_waived;
    } box[CONSTITUENCIES_MAX];

    /* What follows is used under roll_lock. */
    pthread_mutex_t roll_lock;
    struct db *roll_db;
    struct roll *roll;
    bool is_purged; /* since this start; see purge */
};

/* An officer of the definition who is not revoked and may do this, or NULL. */
const struct officer *
desk_officer(struct desk *desk, const struct sign_key *key, unsigned grant);

MUST_USE int desk_open_roll(struct desk *desk); /* as at the start */

/* Notes a fault that must end the process; the first one stays. */
void desk_fail(struct desk *desk, int fault);

#endif
