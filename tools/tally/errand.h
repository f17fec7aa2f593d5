/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A session of many small acts: an officer signs in once, looks at the record once, and
 * then signs and sends one document after the other. What the daemon answers is handed
 * back and not said, so that each act can be told in a line of its own.
 */
#ifndef TALLY_ERRAND_H
#define TALLY_ERRAND_H

#include "base/attr.h"
#include "copy.h"
#include "login.h"

struct errand {
    struct login login;
    struct copy *copy; /* of the record */
    struct base base;  /* of every document: the record as the session found it */
};

/* record: a folder of the copy, or NULL. COMMAND_REFUSED, said on stderr. */
MUST_USE int
errand_open(const struct login_wish *who, const char *record, struct errand *out);
void errand_deinit(struct errand *errand);

const struct definition *errand_definition(const struct errand *errand);

/* The officer who is signed in. */
const struct officer *errand_officer(const struct errand *errand);

enum errand_end {
    ERRAND_RECORDED = 1, /* `entry` says where */
    ERRAND_WAITING,      /* for a second officer's signature */
    ERRAND_KNOWN,        /* the record has it already */
    ERRAND_REFUSED,      /* `words` say why */
};

struct errand_answer {
    enum errand_end end;
    uint64_t entry;
    char words[REMOTE_DETAIL_SIZE];
};

/* Fills in `base`, signs and sends. COMMAND_REFUSED, said, when nobody answers. */
MUST_USE int errand_sign(struct errand *errand,
                         struct document *document,
                         struct errand_answer *out);

/* The same of a keyed paper's 267 bytes, signed already. */
MUST_USE int
errand_paper(struct errand *errand, struct span ballot, struct errand_answer *out);

#endif
