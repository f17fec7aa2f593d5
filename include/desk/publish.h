/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The record as it is served (protocol.md §7): checkpoint, hash tiles, entry bundles,
 * objects, cosigned checkpoints; and what is withheld while the poll lasts.
 */
#ifndef DESK_PUBLISH_H
#define DESK_PUBLISH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "desk/desk.h"

enum publish_refusal {
    PUBLISH_UNKNOWN = 1, /* no such resource, or not yet */
    PUBLISH_WITHHELD,    /* served from the close of poll on */
};

enum publish_kind {
    PUBLISH_CHECKPOINT = 1, /* changes: not to be cached */
    PUBLISH_TILE,
    PUBLISH_BUNDLE,
    PUBLISH_OBJECT,
    PUBLISH_COSIGNED, /* as the checkpoint */
};

/* The bytes behind /record/PATH, appended to out: "checkpoint", "tile/0/x001/234",
 * "tile/entries/000.p/5", "objects/<sha256>", "cosigned/<size>", and "cosigned/sizes":
 * of those there are, a line each. */
MUST_USE int desk_publish(struct desk *desk,
                          const char *path,
                          enum publish_kind *kind,
                          struct buf *out);

/* The definition's text with which everything begins, as signed. PUBLISH_UNKNOWN. */
MUST_USE int desk_definition_text(struct desk *desk, struct buf *out);

/* The text of the signed statement. PUBLISH_UNKNOWN: there is none yet. */
MUST_USE int desk_statement_text(struct desk *desk, struct buf *out);

#endif
