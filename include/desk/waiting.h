/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What waits for an officer's signature: documents the daemon has prepared (statement,
 * roll, replacements, box) and those one of two hands has signed. `tally sign` fetches,
 * shows, signs and submits them; the console says that they wait.
 */
#ifndef DESK_WAITING_H
#define DESK_WAITING_H

#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/document.h"
#include "desk/desk.h"

enum {
    WAITING_MAX = 128,
};

/* One document that waits. */
struct waiting_item {
    enum entry_type type;
    uint16_t cid;         /* of a replacement */
    struct span document; /* the exact text; empty for a replacement */
    /* A replacement: the officer's tool opens `sealed` for the old number and writes
     * the document itself. */
    enum replace_register kept_in;
    uint32_t number;
    struct sign_key credential;
    struct span sealed; /* empty with register omitted */
    struct base base;
};

/* Prepares what is due and calls back for each, until one is not 0. */
typedef int (*waiting_visit)(void *context, const struct waiting_item *item);
MUST_USE int desk_waiting(struct desk *desk, waiting_visit visit, void *context);

/* The whole answer of GET /api/unsigned as JSON. */
MUST_USE int desk_waiting_json(struct desk *desk, struct buf *out);

/* What the officer must add before the box can be prepared: the rejected papers of a
 * constituency by heading, and the waiver of the floor. Held until the box is signed.
 */
MUST_USE int desk_box_rejected(struct desk *desk,
                               uint16_t cid,
                               const uint64_t rejected[static HEADINGS]);
MUST_USE int desk_box_waive(struct desk *desk, uint16_t cid);

#endif
