/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Parcels for members, as desk/ hands them to its outbox. Inside desk/ only. */
#ifndef DESK_ADDRESSED_H
#define DESK_ADDRESSED_H

#include <stdbool.h>

#include "base/attr.h"
#include "desk/desk.h"
#include "post/outbox.h"
#include "store/forms.h"
#include "store/members.h"

enum {
    PARCEL_LINK_SIZE = DESK_ADDRESS_SIZE + 100,
};

/* A parcel with the name it points to. */
struct addressed {
    struct parcel parcel;
    char name[NAME_SIZE];
};

/* Whether a voting code goes by email: by what the member and the trust have decided.
 */
bool addressed_is_by_email(const struct desk *desk, const struct member *member);

/* To a member, by email where there is one, else by letter. Borrows from the member and
 * from itself. */
void addressed_to(struct desk *desk,
                  enum parcel_kind kind,
                  const struct member *member,
                  struct addressed *out);

/* To a candidate: by the email their form gives, else by that of the roll. */
void addressed_candidate(struct desk *desk,
                         enum parcel_kind kind,
                         const struct member *member,
                         const struct form *form,
                         struct addressed *out);

/* Sends what goes by email; for who has none the console has a letter to print. */
MUST_USE int addressed_mail(struct desk *desk, const struct parcel *parcel);

/* Hands over one parcel that nobody waits for news of: what cannot be sent is dropped.
 */
MUST_USE int addressed_send(struct desk *desk, const struct parcel *parcel);

#endif
