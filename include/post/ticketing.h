/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A ticket as what is sent: the token in its groups, the link that carries it, the
 * election's code, the label of the envelope a vote by post comes in. All of it lives
 * in guarded memory, for as long as its parcel.
 */
#ifndef POST_TICKETING_H
#define POST_TICKETING_H

#include "base/attr.h"
#include "core/bytes.h"
#include "post/outbox.h"
#include "seal/token.h"

struct ticketing;

enum {
    TICKETING_SITE_MAX = 256,
};

enum ticketing_refusal {
    TICKETING_LONG = 1, /* the site's address */
};

/* site: the address of the election's pages, without a slash at its end. */
MUST_USE int ticketing_new(const char *site,
                           const struct eid *eid,
                           const struct ticket *ticket,
                           struct ticketing **out);
void ticketing_free(struct ticketing *ticketing);

/* Fills in number, token, link, code and envelope; the parcel borrows them. */
void ticketing_fill(const struct ticketing *ticketing, struct parcel *parcel);

OWNED(ticketing)

#endif
