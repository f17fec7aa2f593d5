/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Where a record is read from: a folder that `tally fetch` left (record/folder), or
 * rows and objects that desk supplies. A source only reads; what it gives is believed
 * once a hash says so.
 */
#ifndef RECORD_SOURCE_H
#define RECORD_SOURCE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "core/bytes.h"
#include "core/definition.h"

enum source_refusal {
    SOURCE_ABSENT = 1, /* no such entry or object here */
    SOURCE_FALSE,      /* an object of another size or hash than its name says */
    SOURCE_TOO_LARGE,  /* an object that the buffer given cannot hold */
};

struct record_source {
    void *context;

    /* Appends the bytes of an entry. SOURCE_ABSENT. */
    int (*entry)(void *context, uint64_t index, struct buf *out);

    /* Size of an object. SOURCE_ABSENT. */
    int (*object_size)(void *context, const struct digest *digest, uint64_t *out);

    /* Appends `size` bytes of an object from `offset`, all of them there. */
    int (*object_piece)(void *context,
                        const struct digest *digest,
                        uint64_t offset,
                        size_t size,
                        struct buf *out);
};

MUST_USE int
source_entry(const struct record_source *source, uint64_t index, struct buf *out);

/* That the object is here with its size; its bytes are not looked at. */
MUST_USE int source_has_object(const struct record_source *source,
                               const struct object_ref *object);

/* That the object is here and is what its reference says, read in pieces. */
MUST_USE int source_check_object(const struct record_source *source,
                                 const struct object_ref *object);

/* Appends the whole object, checked. */
MUST_USE int source_read_object(const struct record_source *source,
                                const struct object_ref *object,
                                struct buf *out);

#endif
