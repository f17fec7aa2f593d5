/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who cosigns: a witness's opened key, its public half as notes name it, the clock. */
#ifndef TALLY_COSIGNER_H
#define TALLY_COSIGNER_H

#include "base/attr.h"
#include "base/clock.h"
#include "record/vkey.h"
#include "seal/keyfile.h"

struct cosigner_wish {
    const char *key;
    const char *passphrase_file; /* NULL: asked for */
    const char *clock;           /* a file with the time; NULL: the system's */
};

struct cosigner {
    struct keyfile *keyfile;
    struct vkey vkey;
    struct clock *clock;
};

/* COMMAND_REFUSED, said on stderr. Release in either case. */
MUST_USE int cosigner_open(const struct cosigner_wish *wish, struct cosigner *out);
void cosigner_deinit(struct cosigner *cosigner);

#endif
