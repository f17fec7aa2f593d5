// SPDX-License-Identifier: AGPL-3.0-or-later
#include "addressed.h"

#include "base/fault.h"

#include "particulars.h"
#include "state.h"

bool addressed_is_by_email(const struct desk *desk, const struct member *member)
{
    return members_is_by_email(member)
           || (desk->is_email_only && member->email[0] != '\0');
}

void addressed_to(struct desk *desk,
                  enum parcel_kind kind,
                  const struct member *member,
                  struct addressed *out)
{
    const struct definition *definition = desk_definition(desk);
    bool is_by_email = member->email[0] != '\0'
                       && (kind != PARCEL_TOKEN || addressed_is_by_email(desk, member));

    particulars_name(member, out->name);
    out->parcel = (struct parcel){
        .kind = kind,
        .way = is_by_email ? PARCEL_EMAIL : PARCEL_LETTER,
        .definition = definition,
        .constituency =
            definition ? definition_constituency(definition, member->cid) : NULL,
        .name = out->name,
        .email = member->email,
        .lines = {member->address[0],
                  member->address[1],
                  member->address[2],
                  member->town,
                  member->postcode},
    };
}

int addressed_send(struct desk *desk, const struct parcel *parcel)
{
    int r;

    (void)pthread_mutex_lock(&desk->outbox_lock);
    r = desk->outbox->hand(desk->outbox->self, parcel);
    if (r == 0) {
        r = desk->outbox->finish(desk->outbox->self);
    }
    (void)pthread_mutex_unlock(&desk->outbox_lock);
    return r < 0 ? r : 0;
}

void addressed_candidate(struct desk *desk,
                         enum parcel_kind kind,
                         const struct member *member,
                         const struct form *form,
                         struct addressed *out)
{
    addressed_to(desk, kind, member, out);
    if (form->email[0] != '\0') {
        out->parcel.way = PARCEL_EMAIL;
        out->parcel.email = form->email;
    }
}

int addressed_mail(struct desk *desk, const struct parcel *parcel)
{
    return parcel->way == PARCEL_EMAIL ? addressed_send(desk, parcel) : 0;
}
