/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the public notices say, as the Model Election Rules ask: of election (rule 8.1),
 * the statement of nominated candidates (15), of poll (23.1), of a candidate's death
 * (FPP59, STV59) and of the result (52, 53). Rules are cited by the trust's own
 * numbers.
 */
#ifndef DAEMON_BULLETIN_H
#define DAEMON_BULLETIN_H

#include <stddef.h>

#include "base/attr.h"
#include "post/notice.h"

#include "face.h"
#include "serve.h"

enum bulletin_refusal {
    BULLETIN_EARLY = 1, /* not published yet */
};

struct bulletin {
    const char *name;  /* in the address: "election" */
    const char *title; /* "Notice of election" */

    /* Says all into an empty notice; there is a definition. */
    int (*fill)(const struct site *site, const struct face *face, struct notice *out);
};

/* All of them, in the order published. */
const struct bulletin *bulletin_all(size_t *count);

/* Shared by those who fill: a section headed with its rules, "Candidates (rule 15)";
 * and whom to ask. */
void bulletin_section(struct notice *notice,
                      const struct face *face,
                      const char *heading,
                      const char *rules);
void bulletin_officer(struct notice *notice, const struct face *face);

MUST_USE int bulletin_statement(const struct site *site,
                                const struct face *face,
                                struct notice *out);
MUST_USE int
bulletin_poll(const struct site *site, const struct face *face, struct notice *out);
MUST_USE int
bulletin_death(const struct site *site, const struct face *face, struct notice *out);
MUST_USE int
bulletin_result(const struct site *site, const struct face *face, struct notice *out);

/* That a poll is stopped, and what follows. */
void bulletin_stopped(const struct site *site,
                      const struct face *face,
                      uint16_t cid,
                      struct notice *out);

/* Why a constituency's candidates are shown: in the statement, or in the poll. */
struct standings;
void bulletin_candidates(struct notice *notice, const struct standings *standings);

#endif
