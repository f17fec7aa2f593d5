// SPDX-License-Identifier: AGPL-3.0-or-later
#include "candidacy.h"

#include <stdio.h>

#include "base/fault.h"
#include "desk/photo.h"
#include "wire/picture.h"

#include "darkroom.h"
#include "gate.h"
#include "multipart.h"
#include "nomination_view.h"
#include "routes.h"

enum {
    STATUS_OK = 200,
    PATH_SIZE = 64,
};

static const enum problem problems[PHOTO_REFUSALS] = {
    [PHOTO_UNKNOWN] = PROBLEM_NOT_FOUND,
    [PHOTO_TIME] = PROBLEM_PHASE,
    [PHOTO_GRANT] = PROBLEM_GRANT,
    [PHOTO_NO_ROOM] = PROBLEM_BUSY,
};

static const char *const sentences[DARKROOM_REFUSALS] = {
    [DARKROOM_KIND] = "The file is not a JPEG or PNG photograph. Save it as JPEG, then "
                      "choose it again",
    [DARKROOM_DAMAGED] = "We cannot open this photograph. Choose another one",
    [DARKROOM_LARGE] = "The photograph is too large. Make it smaller, then choose it "
                       "again",
    [DARKROOM_SMALL] = "The photograph is too small: it must be at least 100 pixels "
                       "wide and high",
    [DARKROOM_BUSY] = "We are busy with other photographs. Wait a minute, then send it "
                      "again",
    [DARKROOM_GONE] = "We cannot take photographs now. Ring the returning officer",
};

/* Whose photograph it is, and on which page. */
struct album {
    int64_t member;
    const char *name;
    const struct part_site *site;
    const struct part_desk *desk; /* NULL: the member's own page */
    int64_t form;                 /* of the nomination that the officer looks at */
};

static int write_album(struct desk *desk,
                       const struct album *album,
                       int wrong,
                       struct reply *reply)
{
    CLEANUP(buf_deinit) struct buf kept;
    const char *text = wrong > 0 ? sentences[wrong] : NULL;
    const struct part_errors_problems problem = {.field = "photo", .text = text};
    const struct part_errors errors = {.problems = &problem, .problems_count = 1};
    char action[PATH_SIZE] = "/me/nomination/photo";
    char picture[PATH_SIZE] = "/me/nomination/picture";
    int r;

    buf_init(&kept, PICTURE_SIZE_MAX);
    r = desk_photo(desk, album->member, &kept);
    if (r < 0) {
        return r;
    }
    if (album->desk != NULL) {
        long long form = album->form;

        (void)snprintf(action, sizeof(action), "/console/nominations/%lld/photo", form);
        (void)snprintf(
            picture, sizeof(picture), "/console/nominations/%lld/picture", form);
    }
    {
        const struct page_photo page = {.site = album->site,
                                        .desk = album->desk,
                                        .id = (uint64_t)album->form,
                                        .name = album->name,
                                        .action = action,
                                        .picture = r == 0 ? picture : NULL,
                                        .errors = text != NULL ? &errors : NULL,
                                        .error_photo = text};

        return page_photo_write(&page, face_page(reply));
    }
}

/* What was sent, developed; empty to remove what there is. */
static int
develop(const struct site *site, const struct multipart *form, struct buf *out)
{
    struct span file = multipart_value(form, "photo");

    if (span_is_equal(multipart_value(form, "act"), span_of_text("remove"))) {
        return 0;
    }
    if (site->darkroom == NULL) {
        return DARKROOM_GONE;
    }
    return file.size == 0 ? DARKROOM_KIND : darkroom_develop(site->darkroom, file, out);
}

static int send_picture(int r, const struct buf *kept, struct reply *reply)
{
    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_NOT_FOUND);
    }
    buf_put_span(reply_begin(reply, STATUS_OK, "image/jpeg"), buf_span(kept));
    return 0;
}

static struct album album_of_visitor(const struct visitor *here)
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
    album = album_of_visitor(&here);
    return write_album(site->desk, &album, 0, reply);
}

int serve_photo_keep(const struct site *site,
                     const struct request *request,
                     struct reply *reply)
{
    CLEANUP(buf_deinit) struct buf picture;
    struct multipart form;
    struct visitor here;
    struct album album;
    int r = visitor_find(site, request, &here);

    buf_init(&picture, PICTURE_SIZE_MAX);
    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_SIGN_IN);
    }
    if (multipart_parse(request, &form) != 0) {
        return reply_problem(reply, PROBLEM_FORM);
    }
    r = develop(site, &form, &picture);
    if (r > 0) {
        album = album_of_visitor(&here);
        return write_album(site->desk, &album, r, reply);
    }
    if (r == 0) {
        r = desk_photo_keep(site->desk, here.member.id, buf_span(&picture));
    }
    if (r > 0) {
        return r < PHOTO_REFUSALS ? reply_problem(reply, problems[r]) : FOLD(r);
    }
    return r < 0 ? r : reply_see(reply, "/me/nomination/photo");
}

int serve_photo_picture(const struct site *site,
                        const struct request *request,
                        struct reply *reply)
{
    CLEANUP(buf_deinit) struct buf kept;
    struct visitor here;
    int r = visitor_find(site, request, &here);

    buf_init(&kept, PICTURE_SIZE_MAX);
    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_SIGN_IN);
    }
    return send_picture(desk_photo(site->desk, here.member.id, &kept), &kept, reply);
}

static struct album album_of_view(const struct nomination_view *view, const char *name)
{
    return (struct album){.member = view->member.id,
                          .name = name,
                          .site = &view->office.face.site,
                          .desk = &view->office.desk,
                          .form = view->id};
}

int serve_photo_desk(const struct site *site,
                     const struct request *request,
                     struct reply *reply)
{
    struct nomination_view view;
    char name[VISITOR_NAME_SIZE];
    struct album album;
    int r = nomination_view_find(site, request, &view);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, (enum problem)r);
    }
    visitor_name(&view.member, name);
    album = album_of_view(&view, name);
    return write_album(site->desk, &album, 0, reply);
}

int serve_photo_desk_keep(const struct site *site,
                          const struct request *request,
                          struct reply *reply)
{
    CLEANUP(buf_deinit) struct buf picture;
    struct multipart form;
    struct nomination_view view;
    char name[VISITOR_NAME_SIZE];
    char path[PATH_SIZE];
    struct album album;
    int r = nomination_view_find(site, request, &view);

    buf_init(&picture, PICTURE_SIZE_MAX);
    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, (enum problem)r);
    }
    if (multipart_parse(request, &form) != 0) {
        return reply_problem(reply, PROBLEM_FORM);
    }
    r = develop(site, &form, &picture);
    if (r > 0) {
        visitor_name(&view.member, name);
        album = album_of_view(&view, name);
        return write_album(site->desk, &album, r, reply);
    }
    if (r == 0) {
        r = desk_photo_keep_for(
            site->desk, view.id, &view.office.officer->key, buf_span(&picture));
    }
    if (r > 0) {
        return r < PHOTO_REFUSALS ? reply_problem(reply, problems[r]) : FOLD(r);
    }
    (void)snprintf(
        path, sizeof(path), "/console/nominations/%lld/photo", (long long)view.id);
    return r < 0 ? r : reply_see(reply, path);
}

int serve_photo_desk_picture(const struct site *site,
                             const struct request *request,
                             struct reply *reply)
{
    CLEANUP(buf_deinit) struct buf kept;
    struct nomination_view view;
    int r = nomination_view_find(site, request, &view);

    buf_init(&kept, PICTURE_SIZE_MAX);
    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, (enum problem)r);
    }
    return send_picture(desk_photo(site->desk, view.member.id, &kept), &kept, reply);
}

int serve_photo_candidate(const struct site *site,
                          const struct request *request,
                          struct reply *reply)
{
    CLEANUP(buf_deinit) struct buf kept;
    int64_t number = nomination_view_id(request->captures[1]);
    struct face face;
    uint16_t cid = 0;
    int r;

    buf_init(&kept, PICTURE_SIZE_MAX);
    face_fill(site, &face);
    r = face.definition == NULL ? FACE_NO_SUCH
                                : face_number(&face, request->captures[0], &cid);
    if (r != 0 || number > CANDIDATES_MAX) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_NOT_FOUND);
    }
    r = desk_photo_candidate(site->desk, cid, (unsigned)number, &kept);
    return send_picture(r, &kept, reply);
}

int serve_photo_admit(const struct site *site,
                      const struct request *request,
                      size_t *limit)
{
    int64_t member;

    *limit = ROUTES_PHOTO_MAX;
    return gate_member(site, request, &member) == 0 ? 0 : PROBLEM_SIGN_IN;
}

int serve_photo_desk_admit(const struct site *site,
                           const struct request *request,
                           size_t *limit)
{
    struct sign_key officer;

    *limit = ROUTES_PHOTO_MAX;
    return gate_officer(site, request, &officer) == 0 ? 0 : PROBLEM_KEYLESS;
}
