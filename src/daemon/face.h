/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What every page shows: the trust, whom to ask, whether it is practice; and the words
 * of a problem as a page. Texts are borrowed from the definition, which lives as long
 * as the desk.
 */
#ifndef DAEMON_FACE_H
#define DAEMON_FACE_H

#include "base/attr.h"
#include "base/buf.h"
#include "seal/code.h"
#include "web/pages.h"

#include "http/problem.h"
#include "http/reply.h"
#include "serve.h"

#define FACE_HTML "text/html; charset=utf-8"

struct face {
    struct part_site site;
    const struct definition *definition; /* NULL before there is one */
    bool is_town_only;                   /* of candidates' addresses */
    char code[CODE_TEXT_SIZE];           /* of the election; "" before */
};

void face_fill(const struct site *site, struct face *out);

/* A page begins: 200 and HTML. */
struct buf *face_page(struct reply *reply);

/* The problem's page. `detail` stands for the advice unless it is NULL. */
MUST_USE int face_problem(const struct site *site,
                          enum problem problem,
                          const char *detail,
                          struct buf *out);

/* In words: "There is a poll". Never NULL. */
const char *face_state(enum desk_state state);

/* By when a countermanded poll is held anew (rule FPP59), or 0. */
int64_t face_new_election(const struct site *site, uint16_t cid);

/* The constituency's number in a path: 1 to how many there are, without zeroes. */
MUST_USE int face_number(const struct face *face, struct span text, uint16_t *out);

enum face_refusal {
    FACE_NO_SUCH = 1,
};

#endif
