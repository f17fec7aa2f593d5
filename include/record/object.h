/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Objects of the record: rolls, mixes, shares, ceremony, count sheets, each a file
 * `objects/<sha256 hex>` named by a document with its exact size. Written once, in one
 * step, and never under a name that is not its hash.
 */
#ifndef RECORD_OBJECT_H
#define RECORD_OBJECT_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/document.h"

enum {
    OBJECT_NAMES_MAX = CONSTITUENCIES_MAX, /* that one document may name */
    OBJECT_SIZE_MAX = 256 << 20,           /* a mix of a million ballots has 224 MB */
};

enum object_answer {
    OBJECT_ABSENT = 1,
    OBJECT_FALSE, /* the bytes are not what the name says */
};

/* folder ‖ "/" ‖ hash in hexadecimal, into out[FILE_PATH_SIZE]. OBJECT_ABSENT when that
 * is longer than a path may be. */
MUST_USE int object_path(const char *folder, const struct digest *digest, char *out);

/* Keeps the bytes; 0 also when they are there already. OBJECT_FALSE. */
MUST_USE int
object_put(const char *folder, const struct object_ref *object, struct span bytes);

/* OBJECT_ABSENT. */
MUST_USE int
object_size(const char *folder, const struct digest *digest, uint64_t *out);

/* Bytes of an object, for record_source. OBJECT_ABSENT. */
struct object_part {
    struct digest digest;
    uint64_t offset;
    size_t size;
};
MUST_USE int
object_read(const char *folder, const struct object_part *part, struct buf *out);

/* The objects a document names, in its order; returns how many. */
size_t object_named(const struct document *document,
                    struct object_ref out[OBJECT_NAMES_MAX]);

#endif
