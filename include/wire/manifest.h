/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What lies in the sealed packets (rules 54 to 56), for whoever keeps them:
 * {"document": "packets", "election": hex, "trust": name, "notice": moment, "packets":
 * [{"file", "constituency"?, "contents", "to": name, "sha256": hex, "size"}]}. Each
 * packet is endorsed with its contents, the date of publication of the notice of
 * election, the trust and the constituency; an officer signs the whole.
 */
#ifndef WIRE_MANIFEST_H
#define WIRE_MANIFEST_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/bytes.h"
#include "core/constituency.h"
#include "wire/node.h"

enum {
    MANIFEST_PACKETS_MAX = 1200,
    MANIFEST_FILE_SIZE = 64,
    MANIFEST_SIZE_MAX = 1 << 20,
};

struct packet {
    char file[MANIFEST_FILE_SIZE]; /* a name, no path */
    uint16_t cid;                  /* 0: of the whole election */
    char contents[NAME_SIZE];
    char to[NAME_SIZE]; /* whose key opens it */
    struct object_ref object;
};

struct manifest {
    struct eid eid;
    char trust[NAME_SIZE];
    int64_t notice; /* of election, published */
    size_t count;
    struct packet packets[MANIFEST_PACKETS_MAX];
};

enum manifest_refusal {
    MANIFEST_REFUSED = 1, /* the complaint says what and where */
};

/* On the heap: free it with free(). why: may be NULL. */
MUST_USE int
manifest_parse(struct span text, struct node_complaint *why, struct manifest **out);

/* Appends the text. What does not fit the ceiling of out is MANIFEST_REFUSED. */
MUST_USE int manifest_write(const struct manifest *manifest, struct buf *out);

#endif
