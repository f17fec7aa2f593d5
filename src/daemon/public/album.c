// SPDX-License-Identifier: AGPL-3.0-or-later
#include "album.h"

#include <stdio.h>

#include "base/fault.h"
#include "wire/picture.h"

#include "darkroom.h"
#include "http/multipart.h"

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

static void put_path(const struct album *album, const char *what, char out[PATH_SIZE])
{
    if (album->officer == NULL) {
        (void)snprintf(out, PATH_SIZE, "/me/nomination/%s", what);
    } else {
        long long form = album->form;

        (void)snprintf(out, PATH_SIZE, "/console/nominations/%lld/%s", form, what);
    }
}

static int
show(struct desk *desk, const struct album *album, int wrong, struct reply *reply)
{
    CLEANUP(buf_deinit) struct buf kept;
    const char *text = wrong > 0 ? sentences[wrong] : NULL;
    const struct part_errors_problems problem = {.field = "photo", .text = text};
    const struct part_errors errors = {.problems = &problem, .problems_count = 1};
    char action[PATH_SIZE];
    char picture[PATH_SIZE];
    int r;

    buf_init(&kept, PICTURE_SIZE_MAX);
    r = desk_photo(desk, album->member, &kept);
    if (r < 0) {
        return r;
    }
    put_path(album, "photo", action);
    put_path(album, "picture", picture);
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

int album_show(const struct site *site, const struct album *album, struct reply *reply)
{
    return show(site->desk, album, 0, reply);
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

int album_take(const struct site *site,
               const struct album *album,
               const struct request *request,
               struct reply *reply)
{
    CLEANUP(buf_deinit) struct buf picture;
    struct multipart form;
    char path[PATH_SIZE];
    int r;

    buf_init(&picture, PICTURE_SIZE_MAX);
    if (multipart_parse(request, &form) != 0) {
        return reply_problem(reply, PROBLEM_FORM);
    }
    r = develop(site, &form, &picture);
    if (r != 0) {
        return r < 0 ? r : show(site->desk, album, r, reply);
    }
    r = album->officer == NULL
            ? desk_photo_keep(site->desk, album->member, buf_span(&picture))
            : desk_photo_keep_for(
                site->desk, album->form, album->officer, buf_span(&picture));
    if (r > 0) {
        return r < PHOTO_REFUSALS ? reply_problem(reply, problems[r]) : FOLD(r);
    }
    put_path(album, "photo", path);
    return r < 0 ? r : reply_see(reply, path);
}

int album_answer(int r, const struct buf *kept, struct reply *reply)
{
    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_NOT_FOUND);
    }
    buf_put_span(reply_begin(reply, STATUS_OK, "image/jpeg"), buf_span(kept));
    return 0;
}

int album_send(struct desk *desk, int64_t member, struct reply *reply)
{
    CLEANUP(buf_deinit) struct buf kept;
    int r;

    buf_init(&kept, PICTURE_SIZE_MAX);
    r = desk_photo(desk, member, &kept);
    return album_answer(r, &kept, reply);
}
