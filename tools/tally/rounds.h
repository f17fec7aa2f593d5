/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A ceremony of several trustees as files in a folder that they share, or carry to each
 * other by mail or on a stick: `commitment-2.txt`, `message-2.txt`, `signature-2.txt`,
 * for trustee 2. Each names its ceremony by a code, and is hexadecimal text that
 * survives a mail. Nothing in them is secret: what a message seals, only its trustee
 * opens.
 */
#ifndef TALLY_ROUNDS_H
#define TALLY_ROUNDS_H

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "seal/ceremony.h"

enum round {
    ROUND_COMMITMENT,
    ROUND_MESSAGE,
    ROUND_SIGNATURE,
    ROUNDS,
};

struct rounds {
    const char *folder;
    const struct ceremony *ceremony; /* begun */
};

enum {
    ROUNDS_NAME_SIZE = 32,
};

/* "commitment-2" for trustee 2. */
void rounds_name(enum round round, unsigned j, char out[ROUNDS_NAME_SIZE]);

/* Its file in the folder, into out[FILE_PATH_SIZE]. COMMAND_REFUSED. */
MUST_USE int
rounds_path(const struct rounds *rounds, enum round round, unsigned j, char *out);

/* Bytes of a trustee's part in a round. */
size_t rounds_size(const struct ceremony *ceremony, enum round round);

/* Leaves trustee j's part in the folder; the same again is fine, another is refused. */
MUST_USE int
rounds_put(const struct rounds *rounds, enum round round, unsigned j, struct span part);

/*
 * Appends trustee j's part to out, which has its size; leaves it empty when the file is
 * not there yet. COMMAND_REFUSED, said on stderr, when it is of another ceremony or is
 * damaged.
 */
MUST_USE int
rounds_get(const struct rounds *rounds, enum round round, unsigned j, struct buf *out);

#endif
