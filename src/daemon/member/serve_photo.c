// SPDX-License-Identifier: AGPL-3.0-or-later
#include "candidacy.h"

#include "public/album.h"
#include "routes.h"
#include "signin/gate.h"
#include "visitor.h"

static struct album album_of(const struct visitor *here)
{
    return (struct album){
        .member = here->member.id, .name = here->name, .site = &here->face.site};
}

static int
show(const struct site *site, const struct visitor *here, struct reply *reply)
{
    struct album album = album_of(here);

    return album_show(site, &album, reply);
}

int serve_photo(const struct site *site,
                const struct request *request,
                struct reply *reply)
{
    return visitor_show(site, request, show, reply);
}

static int
take(const struct site *site, const struct visitor *here, struct reply *reply)
{
    struct album album = album_of(here);

    return album_take(site, &album, here->request, reply);
}

int serve_photo_keep(const struct site *site,
                     const struct request *request,
                     struct reply *reply)
{
    return visitor_show(site, request, take, reply);
}

static int
send(const struct site *site, const struct visitor *here, struct reply *reply)
{
    return album_send(site->desk, here->member.id, reply);
}

int serve_photo_picture(const struct site *site,
                        const struct request *request,
                        struct reply *reply)
{
    return visitor_show(site, request, send, reply);
}

int serve_photo_admit(const struct site *site,
                      const struct request *request,
                      size_t *limit)
{
    int64_t member;

    *limit = ROUTES_PHOTO_MAX;
    return gate_member(site, request, &member) == 0 ? 0 : PROBLEM_SIGN_IN;
}
