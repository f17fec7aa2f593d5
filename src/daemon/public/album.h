/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A candidate's photograph: the page on which it is given and seen, for the candidate
 * or for an officer who has it on paper, and the picture itself (rule 64).
 */
#ifndef DAEMON_ALBUM_H
#define DAEMON_ALBUM_H

#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "core/definition.h"
#include "desk/photo.h"

#include "face.h"
#include "http/reply.h"
#include "http/request.h"
#include "serve.h"

/* Whose photograph it is, and on which page. */
struct album {
    int64_t member;
    const char *name;
    const struct part_site *site;
    const struct part_desk *desk;   /* NULL: the member's own page */
    const struct sign_key *officer; /* NULL: the member */
    int64_t form;                   /* of the nomination that the officer looks at */
};

MUST_USE int
album_show(const struct site *site, const struct album *album, struct reply *reply);

/* Keeps what was sent, developed, or removes what there is; else the page says what is
 * wrong with it. */
MUST_USE int album_take(const struct site *site,
                        const struct album *album,
                        const struct request *request,
                        struct reply *reply);

/* The picture that a member has given. */
MUST_USE int album_send(struct desk *desk, int64_t member, struct reply *reply);

/* The answer to who asked for a picture: r is what desk/photo said of it. */
MUST_USE int album_answer(int r, const struct buf *picture, struct reply *reply);

#endif
