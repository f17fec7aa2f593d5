// SPDX-License-Identifier: AGPL-3.0-or-later
#include "candidacy.h"

#include "nomination_view.h"
#include "public/album.h"
#include "routes.h"
#include "signin/gate.h"

static struct album album_of(const struct nomination_view *view,
                             char name[static VISITOR_NAME_SIZE])
{
    visitor_name(&view->member, name);
    return (struct album){.member = view->member.id,
                          .name = name,
                          .site = &view->office.face.site,
                          .desk = &view->office.desk,
                          .officer = &view->office.officer->key,
                          .form = view->id};
}

static int
show(const struct site *site, const struct nomination_view *view, struct reply *reply)
{
    char name[VISITOR_NAME_SIZE];
    struct album album = album_of(view, name);

    return album_show(site, &album, reply);
}

int serve_photo_desk(const struct site *site,
                     const struct request *request,
                     struct reply *reply)
{
    return nomination_view_show(site, request, show, reply);
}

static int
take(const struct site *site, const struct nomination_view *view, struct reply *reply)
{
    char name[VISITOR_NAME_SIZE];
    struct album album = album_of(view, name);

    return album_take(site, &album, view->request, reply);
}

int serve_photo_desk_keep(const struct site *site,
                          const struct request *request,
                          struct reply *reply)
{
    return nomination_view_show(site, request, take, reply);
}

static int
send(const struct site *site, const struct nomination_view *view, struct reply *reply)
{
    return album_send(site->desk, view->member.id, reply);
}

int serve_photo_desk_picture(const struct site *site,
                             const struct request *request,
                             struct reply *reply)
{
    return nomination_view_show(site, request, send, reply);
}

int serve_photo_desk_admit(const struct site *site,
                           const struct request *request,
                           size_t *limit)
{
    struct sign_key officer;

    *limit = ROUTES_PHOTO_MAX;
    return gate_officer(site, request, &officer) == 0 ? 0 : PROBLEM_KEYLESS;
}
