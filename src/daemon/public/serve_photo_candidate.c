// SPDX-License-Identifier: AGPL-3.0-or-later
#include "candidacy.h"

#include "base/text.h"
#include "wire/picture.h"

#include "album.h"

int serve_photo_candidate(const struct site *site,
                          const struct request *request,
                          struct reply *reply)
{
    CLEANUP(buf_deinit) struct buf kept;
    uint64_t number = 0;
    uint16_t cid = 0;
    struct face face;
    int r;

    buf_init(&kept, PICTURE_SIZE_MAX);
    face_fill(site, &face);
    r = face_number(&face, request->captures[0], &cid);
    if (r == 0) {
        r = text_number(request->captures[1], CANDIDATES_MAX, &number);
    }
    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_NOT_FOUND);
    }
    r = desk_photo_candidate(site->desk, cid, (unsigned)number, &kept);
    return album_answer(r, &kept, reply);
}
