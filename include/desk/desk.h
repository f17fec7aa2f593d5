/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The desk: one open election folder (house.md §8), its lock, clock, definition, record
 * and roll, shared by all acts of the daemon. Acts may be called from any thread. What
 * an act finds it asks for itself (phase, time, rules), so it is right whoever calls.
 */
#ifndef DESK_DESK_H
#define DESK_DESK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/clock.h"
#include "core/bytes.h"
#include "core/definition.h"
#include "core/holidays.h"
#include "core/phase.h"
#include "core/retention.h"
#include "post/outbox.h"

struct desk;

enum {
    DESK_ADDRESS_SIZE = 201,
};

struct desk_options {
    const char *dir;
    struct clock *clock;         /* borrowed */
    const struct outbox *outbox; /* borrowed */
    const char *address;         /* of the site: "https://vote.example.nhs.uk" */
    struct digest page;          /* SHA-256 of this program's voting page code */
    bool is_town_only;           /* of candidates' addresses: desk/privacy */
    bool is_practice_only;       /* a movable clock or a mail folder is in use */
    bool is_email_only;          /* who has email gets the voting code so (r. 22.3) */
    struct holidays holidays;    /* proclaimed later */
};

enum desk_refusal {
    DESK_MISSING = 1, /* no election folder there, or a file of it is missing */
    DESK_LOCKED,      /* another program holds DIR/lock */
    DESK_FOREIGN,     /* a database of something else, or of a later program */
    DESK_KEY, /* daemon.key and daemon.vkey are not a pair, or its mode is open */
    DESK_ROLLED_BACK,   /* the database is behind the checkpoint file: an old copy */
    DESK_NO_CHECKPOINT, /* the checkpoint file of a published record is gone */
    DESK_FORKED,        /* tree and checkpoint file contradict each other */
    DESK_BROKEN_RECORD, /* an entry in the database breaks the record's rules */
    DESK_NOT_PRACTICE,  /* a movable clock or a mail folder, and a real election */
    DESK_OTHER_PAGE, /* the definition names another voting page than this program's */
};

/*
 * Opens the folder: takes the lock, opens both databases, rebuilds tree and rules from
 * the entries and compares them with the checkpoint file, undoes in the roll what has
 * no entry, and signs a checkpoint if entries were committed without one. No thread
 * runs until desk_start.
 */
MUST_USE int desk_open(const struct desk_options *options, struct desk **out);
void desk_free(struct desk *desk);

/* Starts the committer's thread, for which casts and submissions wait; ends it after
 * what is queued, and further ones are refused as busy. */
MUST_USE int desk_start(struct desk *desk);
void desk_stop(struct desk *desk);

/* One batch of the committer on the caller's thread, for tests; see desk/committer. */
MUST_USE int desk_step(struct desk *desk, size_t *told);

/* A fault that must end the process (a COMMIT failed), or 0. main asks each second. */
int desk_fault(struct desk *desk);

/* Words for a refusal of desk_open: what is wrong and what to do. */
const char *desk_refusal_words(int refusal);

/* The definition once it is in the record, else NULL. It lives as long as the desk. And
 * its id; zero before. */
const struct definition *desk_definition(struct desk *desk);
struct eid desk_eid(struct desk *desk);

/* Whether the definition names an officer with this key that is not revoked. */
bool desk_is_officer(struct desk *desk, const struct sign_key *key);

/* The daemon's log key, the officer pinned by init, and the voting page's hash. */
struct sign_key desk_log_key(struct desk *desk);
struct sign_key desk_pinned_officer(struct desk *desk);
struct digest desk_page(struct desk *desk);

/* The site's, without a slash at the end. Both live as long as the desk. */
const char *desk_address(struct desk *desk);
const struct holidays *desk_holidays(struct desk *desk);
int64_t desk_now(struct desk *desk);

/* The close of poll, as last extended. 0 without a definition. */
int64_t desk_close_at(struct desk *desk);
struct facts desk_facts(struct desk *desk);
enum phase desk_phase(struct desk *desk);

/* How long what is personal is kept, as the record says. */
struct retention desk_retention(struct desk *desk);

/* The state of a constituency beside the phase (house.md §2). */
enum desk_state {
    DESK_UNSETTLED, /* the statement is not signed yet */
    DESK_CONTESTED,
    DESK_UNOPPOSED,
    DESK_SHORT,
    DESK_COUNTERMANDED, /* a death under first past the post */
    DESK_ABANDONED,     /* by a note, for another reason */
    DESK_DECLARED,      /* its result is in the record */
};
enum desk_state desk_state(struct desk *desk, uint16_t cid);

/* When the poll of a constituency was stopped; 0 where it was not. */
int64_t desk_stopped_at(struct desk *desk, uint16_t cid);

OWNED(desk)

#endif
