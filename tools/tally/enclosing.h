/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What goes with the letters of members who may vote by post: made here, of the
 * definition and of the candidates as the election's pages show them.
 */
#ifndef TALLY_ENCLOSING_H
#define TALLY_ENCLOSING_H

#include "base/attr.h"
#include "base/span.h"
#include "post/pack.h"
#include "remote.h"
#include "seal/code.h"
#include "wire/node.h"

struct enclosing {
    struct remote *remote;
    struct remote_election election;
    struct node_tree *tree; /* what the daemon says of the candidates */
    char site[HTTP_ADDRESS_SIZE];
    char code[CODE_TEXT_SIZE];
    struct pack pack; /* of the last constituency asked for */
};

/* COMMAND_REFUSED, said on stderr. Release in either case. */
MUST_USE int enclosing_open(const char *url, struct enclosing *out);
void enclosing_deinit(struct enclosing *enclosing);

/* The pack with this envelope; COMMAND_REFUSED, said, when it is of another election.
 */
MUST_USE int enclosing_write(struct enclosing *enclosing,
                             struct span envelope,
                             const struct pack_sink *sink);

#endif
