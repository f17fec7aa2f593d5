/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The passphrase of a key file: asked on the terminal without echo, or the first line
 * of a file; never from argv or the environment. Kept in guarded memory.
 */
#ifndef TALLY_PASSPHRASE_H
#define TALLY_PASSPHRASE_H

#include "base/attr.h"
#include "base/span.h"
#include "seal/keyfile.h"

struct passphrase;

enum passphrase_use {
    PASSPHRASE_OPEN, /* asked once */
    PASSPHRASE_NEW,  /* asked twice, and at least 8 characters */
};

/* file: NULL asks on the terminal. COMMAND_REFUSED, said on stderr, when there is none.
 */
MUST_USE int passphrase_get(const char *file,
                            enum passphrase_use use,
                            const char *whose,
                            struct passphrase **out);
/* Another secret typed on the terminal, without echo. COMMAND_REFUSED, said. */
MUST_USE int passphrase_ask(const char *question, struct passphrase **out);

struct span passphrase_span(const struct passphrase *passphrase);
void passphrase_free(struct passphrase *passphrase);

/* Opens a key file with its passphrase; COMMAND_REFUSED, said on stderr, when it cannot
 * or when it is of another role. */
MUST_USE int passphrase_open_key(const char *path,
                                 const char *file,
                                 enum key_role role,
                                 struct keyfile **out);

/* As passphrase_open_key, of any role. */
MUST_USE int
passphrase_open_any(const char *path, const char *file, struct keyfile **out);

OWNED(passphrase)

#endif
