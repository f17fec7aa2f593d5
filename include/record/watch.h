/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A witness of one log: C2SP tlog-witness, add-checkpoint, without its HTTP. It
 * cosigns a checkpoint that extends the last one it cosigned, and nothing else; a
 * checkpoint that the log signed and that does not is evidence.
 */
#ifndef RECORD_WATCH_H
#define RECORD_WATCH_H

#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "record/checkpoint.h"
#include "record/proof.h"
#include "record/vkey.h"

/* A request's body: `old N`, the proof, an empty line, the checkpoint. */
struct watch_request {
    uint64_t old;
    struct proof proof;
    struct span note; /* borrowed */
    struct checkpoint checkpoint;
};

enum watch_refusal {
    WATCH_MALFORMED = 1, /* 400 */
    WATCH_UNKNOWN,       /* 404: of another log */
    WATCH_UNSIGNED,      /* 403: the log did not sign it */
    WATCH_CONFLICT,      /* 409: it begins at another size than the last cosigned */
    WATCH_FORK,          /* 422: the log signed it, and it does not extend the last */
};

/* The status that tlog-witness gives a refusal; 200 for 0. */
unsigned watch_status(int refusal);

MUST_USE int watch_parse(struct span body, struct watch_request *out);

/* The size a witness answers 409 with, less the line's end. WATCH_MALFORMED. */
MUST_USE int watch_parse_size(struct span text, uint64_t *out);

/* Appends the body; the other way round. */
MUST_USE int
watch_write(uint64_t old, const struct proof *proof, struct span note, struct buf *out);

/* Whether it may be cosigned after `last`, whose size is 0 before the first. */
MUST_USE int watch_judge(const struct watch_request *request,
                         const struct vkey *log,
                         const struct tree_head *last);

#endif
