/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Checkpoints of the record (C2SP tlog-checkpoint in a signed note): origin, size and
 * root, without extension lines, signed by the log's key; witnesses' cosignatures
 * (C2SP tlog-cosignature) may follow. Parsing borrows and checks form only: nothing it
 * gives may be believed before checkpoint_verify.
 */
#ifndef RECORD_CHECKPOINT_H
#define RECORD_CHECKPOINT_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/definition.h"
#include "record/proof.h"
#include "record/vkey.h"
#include "seal/sign.h"

enum {
    CHECKPOINT_SIZE_MAX = 131072, /* of a note with its signatures */
    CHECKPOINT_LINES_MAX = 32,    /* of signatures */
};

enum checkpoint_refusal {
    CHECKPOINT_MALFORMED = 1,
    CHECKPOINT_ORIGIN,   /* of another log */
    CHECKPOINT_UNSIGNED, /* this key has not signed it */
    CHECKPOINT_FALSE, /* a line under this key's name and hash is not its signature */
};

/* A signature line: borrowed from the note. */
struct checkpoint_line {
    struct span name;
    uint32_t id;
    struct span base64; /* of the id and the signature */
};

struct checkpoint {
    char origin[ORIGIN_SIZE];
    struct tree_head head;
    struct span text; /* what is signed, final newline included; borrowed */
    size_t line_count;
    struct checkpoint_line lines[CHECKPOINT_LINES_MAX];
};

MUST_USE int checkpoint_parse(struct span note, struct checkpoint *out);

/* That the log signed it under its own origin. */
MUST_USE int checkpoint_verify(const struct checkpoint *checkpoint,
                               const struct vkey *log);

/* That the witness cosigned it, and when: unix seconds. It does so once: a second line
 * of its is CHECKPOINT_FALSE. */
MUST_USE int checkpoint_cosigned(const struct checkpoint *checkpoint,
                                 const struct vkey *witness,
                                 int64_t *out);

/* Appends a witness's signature line over it at this time. `witness` must be the public
 * half of the secret key. */
MUST_USE int checkpoint_cosign(const struct checkpoint *checkpoint,
                               const struct vkey *witness,
                               const struct sign_secret *secret,
                               int64_t time,
                               struct buf *out);

/* Appends the signature lines of this key as they stand; none may be there. */
MUST_USE int checkpoint_put_lines(const struct checkpoint *checkpoint,
                                  const struct vkey *signer,
                                  struct buf *out);

/* Parses and verifies in one step: what the log says, or a refusal. */
MUST_USE int
checkpoint_open(struct span note, const struct vkey *log, struct tree_head *out);

/* Appends the signed note. `log` must be the public half of the secret key. */
MUST_USE int checkpoint_write(const struct tree_head *head,
                              const struct vkey *log,
                              const struct sign_secret *secret,
                              struct buf *out);

#endif
