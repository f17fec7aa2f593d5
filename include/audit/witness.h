/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A witness at work (C2SP tlog-witness): it cosigns the checkpoints of the logs it
 * knows, each only if it extends the last one it cosigned, which is on the disk before
 * the answer leaves. What a log signed and does not extend it is kept as evidence, both
 * checkpoints in one file:
 *
 * FOLDER/lock, FOLDER/<SHA-256 of the origin>/checkpoint, …/fork-SIZE (two roots of
 * one size: the log is false), …/unproven-SIZE (not shown to extend: hold it against
 * the log's own tiles).
 */
#ifndef AUDIT_WITNESS_H
#define AUDIT_WITNESS_H

#include <stddef.h>

#include "base/attr.h"
#include "base/clock.h"
#include "net/server.h"
#include "record/checkpoint.h"
#include "record/vkey.h"
#include "seal/sign.h"

enum {
    WITNESS_LOGS_MAX = 32,
    WITNESS_BODY_MAX = CHECKPOINT_SIZE_MAX + 4096, /* the proof takes 2,900 bytes */
};

enum witness_refusal {
    WITNESS_TAKEN = 1, /* another process works with this folder */
    WITNESS_DENIED,    /* the folder cannot be used */
    WITNESS_DAMAGED,   /* a checkpoint it kept is not of the log it belongs to */
};

/* All borrowed as long as the witness. */
struct witness_options {
    const char *folder;
    const struct vkey *key;           /* the witness's own */
    const struct sign_secret *secret; /* its other half */
    struct clock *clock;
    const struct vkey *logs; /* at most WITNESS_LOGS_MAX */
    size_t log_count;
};

struct witness;

/* Makes the folder, or goes on from what it holds. */
MUST_USE int witness_open(const struct witness_options *options, struct witness **out);
void witness_free(struct witness *witness);

/* A server_answer whose context is the witness: POST /add-checkpoint, and GET
 * /<SHA-256 of the origin>/checkpoint. One thread at a time. */
MUST_USE int witness_answer(void *witness,
                            const struct server_request *request,
                            struct server_reply *reply);

OWNED(witness)

#endif
