/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What waits for an officer's signature: documents the daemon has prepared (statement,
 * roll, replacements, box) and those one of two hands has signed. `tally sign` fetches,
 * shows, signs and submits them; the console says that they wait.
 */
#ifndef DESK_WAITING_H
#define DESK_WAITING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/document.h"
#include "desk/desk.h"
#include "record/turnout.h"

enum {
    BOX_BATCH_SIZE = 16,
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

/*
 * What officers add before the box can be prepared: the rejected papers of a
 * constituency by heading, and the waiver of its floor, which is held until the box is
 * signed or the daemon ends. A batch adds what was rejected while it was keyed, and is
 * counted once; an order without one replaces all that was said before.
 */
struct box_order {
    uint16_t cid;
    uint64_t rejected[HEADINGS];
    bool is_waived; /* without a batch */
    bool is_batch;
    uint8_t batch[BOX_BATCH_SIZE];
    struct sign_key officer;
};

enum waiting_refusal {
    WAITING_GRANT = 1, /* this officer may not */
    WAITING_TIME,      /* not before the opening, not after the box; no such place */
    WAITING_NO_ROOM,
};

MUST_USE int desk_box(struct desk *desk, const struct box_order *order);

/* What has been given, and what it must agree with. */
struct box_view {
    uint64_t rejected[HEADINGS];
    bool is_waived;
    bool is_closed; /* before that the counts below are nobody's business, and 0 */
    bool is_boxed;  /* nothing more is given */
    uint64_t online;
    uint64_t received;
    uint64_t entered;
    struct turnout turnout;
};

/* Refuses WAITING_TIME, also where there is no poll. */
MUST_USE int desk_box_view(struct desk *desk, uint16_t cid, struct box_view *out);

#endif
