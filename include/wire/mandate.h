/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The order of whoever hears a questioned election (Part 11) to open one ballot:
 * {"document": "order", "election": hex, "constituency": c, "entry": n, "authority":
 * name, "seal": hex}. Its SHA-256 stands in the officers' note; `seal` is the key that
 * the answers are sealed to, so that the note binds who may read them. The file itself
 * is in no record.
 */
#ifndef WIRE_MANDATE_H
#define WIRE_MANDATE_H

#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/bytes.h"
#include "core/constituency.h"
#include "wire/node.h"

enum {
    MANDATE_SIZE_MAX = 4096,
};

struct mandate {
    struct eid eid;
    uint16_t cid;
    uint64_t entry; /* of the ballot */
    char authority[NAME_SIZE];
    struct box_key seal;
};

enum mandate_refusal {
    MANDATE_REFUSED = 1, /* the complaint says what and where */
};

/* why: may be NULL. */
MUST_USE int
mandate_parse(struct span text, struct node_complaint *why, struct mandate *out);

/* Appends the text. What does not fit the ceiling of out is MANDATE_REFUSED. */
MUST_USE int mandate_write(const struct mandate *mandate, struct buf *out);

#endif
