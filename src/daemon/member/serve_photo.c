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

int serve_photo(const struct site *site,
                const struct request *request,
                struct reply *reply)
{
    struct visitor here;
    struct album album;
    int r = visitor_find(site, request, &here);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_SIGN_IN);
    }
    album = album_of(&here);
    return album_show(site, &album, reply);
}

int serve_photo_keep(const struct site *site,
                     const struct request *request,
                     struct reply *reply)
{
    struct visitor here;
    struct album album;
    int r = visitor_find(site, request, &here);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_SIGN_IN);
    }
    album = album_of(&here);
    return album_take(site, &album, request, reply);
}

int serve_photo_picture(const struct site *site,
                        const struct request *request,
                        struct reply *reply)
{
    struct visitor here;
    int r = visitor_find(site, request, &here);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_SIGN_IN);
    }
    return album_send(site->desk, here.member.id, reply);
}

int serve_photo_admit(const struct site *site,
                      const struct request *request,
                      size_t *limit)
{
    int64_t member;

    *limit = ROUTES_PHOTO_MAX;
    return gate_member(site, request, &member) == 0 ? 0 : PROBLEM_SIGN_IN;
}
