/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Documents that one of two has signed: officers, or issuer and officer; and those that
 * an officer has prepared and nobody signed yet. They are kept in the roll's file and
 * in memory, so that no signature given is lost. Inside desk/ only, under the desk's
 * submit_lock.
 */
#ifndef DESK_HANDS_H
#define DESK_HANDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "desk/desk.h"
#include "record/entry.h"

enum {
    HANDS_MAX = 64, /* of one signer */
};

enum hands_refusal {
    HANDS_FULL = 1, /* too many of this signer's wait, or the disk is full */
};

struct half_signed {
    int64_t id;
    enum entry_type type;
    struct signer signer;
    struct buf document;
};

struct hands {
    size_t count;
    struct half_signed *list; /* the oldest first */
};

/* At the start: what waited, but what the record has by now. */
MUST_USE int hands_load(struct desk *desk);
void hands_free(struct hands *hands);

/*
 * Adds the other's signature to the entry if this document was signed before by
 * another; else keeps it and says false. Refuses HANDS_FULL.
 */
MUST_USE int hands_join(struct desk *desk, struct entry *entry, bool *joined);

/* Keeps what an officer has prepared, as an act of theirs. Refuses HANDS_FULL. */
MUST_USE int hands_prepare(struct desk *desk,
                           enum entry_type type,
                           struct span document,
                           const struct sign_key *officer);
bool hands_is_signed(const struct half_signed *half);

/* How many of them nobody has signed. */
size_t hands_prepared(const struct hands *hands);

/* Whether a document of this type, or this document, waits for its second hand. */
bool hands_wait(const struct hands *hands, enum entry_type type);
bool hands_have(const struct hands *hands, struct span document);

/* Forgets all of a type but this document. */
MUST_USE int
hands_supersede(struct desk *desk, enum entry_type type, struct span document);

/* The document is in the record: it waits no longer, nor does what it leaves no room
 * for. A full disk leaves that for the next start. */
MUST_USE int
hands_recorded(struct desk *desk, enum entry_type type, struct span document);

/* Forgets one: the document is no longer what it would have to be. */
MUST_USE int hands_drop(struct desk *desk, size_t place);

/* An officer takes it back. HANDS_FULL: the disk is, and it stays. */
MUST_USE int
hands_withdraw(struct desk *desk, size_t place, const struct sign_key *officer);

OWNED(hands)

#endif
