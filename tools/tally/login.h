/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * An officer signs in: the daemon's challenge, answered with the officer's key for this
 * election, this record's origin and nothing else (protocol.md §2, §11).
 */
#ifndef TALLY_LOGIN_H
#define TALLY_LOGIN_H

#include "base/attr.h"
#include "remote.h"
#include "seal/keyfile.h"
#include "seal/sealbox.h"

enum {
    LOGIN_ADDRESS_SIZE = 256,
};

struct login_wish {
    const char *url;
    const char *key;
    const char *passphrase_file; /* NULL: asked on the terminal */
};

/* Somebody signed in. */
struct login {
    struct remote *remote;
    struct keyfile *keyfile;
    struct remote_election election;
    char address[LOGIN_ADDRESS_SIZE]; /* of the console, good once */
};

/* COMMAND_REFUSED, said on stderr. */
MUST_USE int login_open(const struct login_wish *wish, struct login *out);
void login_deinit(struct login *login);

/*
 * Opens a number that the daemon keeps sealed to the officer, given in hexadecimal; its
 * member borrows from `plain`. COMMAND_REFUSED, not said: it was sealed to another key,
 * or is of another election.
 */
MUST_USE int login_unseal(const struct login *login,
                          struct span sealed,
                          struct buf *plain,
                          struct sealed_reference *out);

/* As login_open, where remote, key file and election are there already. */
MUST_USE int login_enter(struct login *login);

#endif
