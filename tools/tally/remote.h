/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The daemon at the other end: what it is told and asked. It is believed in nothing: a
 * definition is what its hash says, a record what its log signed. Answers that are no
 * success are said on stderr in the daemon's own words.
 */
#ifndef TALLY_REMOTE_H
#define TALLY_REMOTE_H

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/bytes.h"
#include "core/document.h"
#include "net/http.h"

struct remote;

struct remote_message {
    enum http_verb verb;
    const char *path;
    const char *type; /* of the body */
    struct span body;
};

MUST_USE int remote_open(const char *url, struct remote **out);
void remote_free(struct remote *remote);
const char *remote_url(const struct remote *remote);

/* Every request from now on carries it; copied, and wiped at the end. */
void remote_identify(struct remote *remote, struct span bearer);

/* The answer, whatever its status. COMMAND_REFUSED, said, when there is none. */
MUST_USE int remote_send(struct remote *remote,
                         const struct remote_message *message,
                         struct buf *answer,
                         unsigned *status);

/* As remote_send, but only a status of 200 or 201 is success. */
MUST_USE int remote_ask(struct remote *remote,
                        const struct remote_message *message,
                        struct buf *answer);

enum {
    REMOTE_SLUG_SIZE = 64,
    REMOTE_TITLE_SIZE = 201,
    REMOTE_DETAIL_SIZE = 601,
};

/* What an answer that is no success says, "" where it says nothing; fit for a terminal:
 * it has no control characters. */
struct remote_problem {
    char slug[REMOTE_SLUG_SIZE];
    char title[REMOTE_TITLE_SIZE];
    char detail[REMOTE_DETAIL_SIZE];
};

void remote_read_problem(struct span answer, struct remote_problem *out);

/* Says the problem that the answer names; COMMAND_REFUSED. */
MUST_USE int remote_refuse(unsigned status, struct span answer);

/* The election that the daemon serves, from its very definition. COMMAND_REFUSED, said,
 * when the address is not that of the definition's record, or not safe to sign in to.
 */
struct remote_election {
    struct document *definition;
    struct eid eid;
    int64_t time;  /* the daemon's */
    int64_t close; /* of the poll, as the daemon says it was last extended */
};

MUST_USE int remote_find_election(struct remote *remote, struct remote_election *out);
void remote_election_deinit(struct remote_election *election);

OWNED(remote)

#endif
