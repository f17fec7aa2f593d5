// SPDX-License-Identifier: AGPL-3.0-or-later
#include "candidacy.h"

#include "nomination_view.h"
#include "public/album.h"
#include "routes.h"
#include "signin/gate.h"

/* What the page is filled from; the album points into it. */
struct shown {
    struct nomination_view view;
    char name[VISITOR_NAME_SIZE];
    struct album album;
};

static int
find(const struct site *site, const struct request *request, struct shown *out)
{
    int r = nomination_view_find(site, request, &out->view);

    if (r != 0) {
        return r;
    }
    visitor_name(&out->view.member, out->name);
    out->album = (struct album){.member = out->view.member.id,
                                .name = out->name,
                                .site = &out->view.office.face.site,
                                .desk = &out->view.office.desk,
                                .officer = &out->view.office.officer->key,
                                .form = out->view.id};
    return 0;
}

int serve_photo_desk(const struct site *site,
                     const struct request *request,
                     struct reply *reply)
{
    struct shown shown;
    int r = find(site, request, &shown);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, (enum problem)r);
    }
    return album_show(site, &shown.album, reply);
}

int serve_photo_desk_keep(const struct site *site,
                          const struct request *request,
                          struct reply *reply)
{
    struct shown shown;
    int r = find(site, request, &shown);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, (enum problem)r);
    }
    return album_take(site, &shown.album, request, reply);
}

int serve_photo_desk_picture(const struct site *site,
                             const struct request *request,
                             struct reply *reply)
{
    struct shown shown;
    int r = find(site, request, &shown);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, (enum problem)r);
    }
    return album_send(site->desk, shown.album.member, reply);
}

int serve_photo_desk_admit(const struct site *site,
                           const struct request *request,
                           size_t *limit)
{
    struct sign_key officer;

    *limit = ROUTES_PHOTO_MAX;
    return gate_officer(site, request, &officer) == 0 ? 0 : PROBLEM_KEYLESS;
}
