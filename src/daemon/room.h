/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The table in a room where trustees lay down the files of their ceremony, before there
 * is a definition. Whoever knows the room's word may read and add, nobody may change;
 * nothing leaves memory. The daemon judges none of it: the trustees' tools do.
 */
#ifndef DAEMON_ROOM_H
#define DAEMON_ROOM_H

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"

enum {
    ROOM_FILE_MAX = 8 << 10, /* the message of 20 trustees, as text, is half of it */
    ROOM_WORD_LEAST = 16,
};

struct room;

enum room_refusal {
    ROOM_UNKNOWN = 1, /* another word, or no name of such a file */
    ROOM_ABSENT,      /* nobody has laid it down */
    ROOM_TAKEN,       /* another file of that name lies there */
    ROOM_LARGE,
};

MUST_USE int room_new(const char *word, struct room **out);
void room_free(struct room *room);

/* From any thread. A name is commitment-2, message-2, signature-2 for trustee 2. The
 * same file again is fine. */
struct room_file {
    struct span word;
    struct span name;
};
MUST_USE int
room_put(struct room *room, const struct room_file *file, struct span text);
MUST_USE int room_get(struct room *room, const struct room_file *file, struct buf *out);

/* Forgets all of it. */
void room_clear(struct room *room);

OWNED(room)

#endif
