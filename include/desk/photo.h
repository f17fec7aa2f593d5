/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The photograph of a candidate (rule 64): given by the candidate while nominations are
 * open, or by an officer from paper until the statement is signed; shown to everybody
 * with the statement of candidates. What is kept is what daemon/darkroom made.
 */
#ifndef DESK_PHOTO_H
#define DESK_PHOTO_H

#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "desk/desk.h"

enum photo_refusal {
    PHOTO_UNKNOWN = 1, /* no such member or candidate, or no photograph */
    PHOTO_TIME,        /* not now */
    PHOTO_GRANT,       /* this officer may not */
    PHOTO_NO_ROOM,
    PHOTO_REFUSALS,
};

/* By the member; an empty picture removes it. */
MUST_USE int desk_photo_keep(struct desk *desk, int64_t member, struct span jpeg);

/* By an officer, for the candidate of this form. */
MUST_USE int desk_photo_keep_for(struct desk *desk,
                                 int64_t form,
                                 const struct sign_key *officer,
                                 struct span jpeg);

/* Appends the member's own. */
MUST_USE int desk_photo(struct desk *desk, int64_t member, struct buf *out);

/* Appends that of a candidate of the published statement. */
MUST_USE int
desk_photo_candidate(struct desk *desk, uint16_t cid, unsigned number, struct buf *out);

#endif
