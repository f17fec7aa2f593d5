/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Where photographs are developed: a child of the daemon, forked before any thread,
 * database or secret. For each photograph it forks a worker that may compute and answer
 * and nothing else: no files, no calls but those for memory and for its two streams,
 * little time. A photograph that is an attack on the decoder takes over that worker.
 */
#ifndef DAEMON_DARKROOM_H
#define DAEMON_DARKROOM_H

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"

struct darkroom;

enum darkroom_refusal {
    DARKROOM_KIND = 1, /* as wire/picture */
    DARKROOM_DAMAGED,  /* or the worker died of it */
    DARKROOM_LARGE,
    DARKROOM_SMALL,
    DARKROOM_BUSY, /* others' photographs are being developed */
    DARKROOM_GONE, /* the child is no more */
    DARKROOM_REFUSALS,
};

/* Forks. */
MUST_USE int darkroom_start(struct darkroom **out);
void darkroom_free(struct darkroom *darkroom);

/* Appends the picture made of the file (wire/picture); one at a time, any thread. */
MUST_USE int
darkroom_develop(struct darkroom *darkroom, struct span file, struct buf *out);

OWNED(darkroom)

#endif
