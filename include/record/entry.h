/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * An entry of the record (protocol.md §10): u8 type ‖ u64 time ‖ body; the body of a
 * ballot (6) or an entered paper (14) is the ballot's 267 bytes; of any other
 * u32 len ‖ document ‖ u8 k ‖ k × (key[32] ‖ signature[64]), keys ascending and
 * distinct. At most 65,535 bytes. Parsing borrows from the bytes given. It checks form
 * only: signatures by entry_verify, rules by record/ledger.
 */
#ifndef RECORD_ENTRY_H
#define RECORD_ENTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/span.h"
#include "core/bytes.h"
#include "core/document.h"

enum {
    ENTRY_SIZE_MAX = 65535,
    ENTRY_SIGNERS_MAX = 40,
};

struct signer {
    struct sign_key key;
    struct signature signature;
};

struct entry {
    enum entry_type type;
    int64_t time;         /* unix seconds, a whole minute */
    struct span ballot;   /* of types 6 and 14; else empty */
    struct span document; /* of the others */
    size_t signer_count;
    struct signer signers[ENTRY_SIGNERS_MAX];
};

enum entry_refusal {
    ENTRY_MALFORMED = 1,
    ENTRY_TOO_LARGE,
    ENTRY_SIGNATURE, /* one of the signatures is not right; entry_verify only */
};

/* Whether the body is a ballot (6, 14) and not a document. */
bool entry_is_ballot(enum entry_type type);

MUST_USE int entry_parse(struct span bytes, struct entry *out);

/* Appends the entry's bytes. The signers are put in ascending order of their keys;
 * a key twice is refused. */
MUST_USE int entry_write(const struct entry *entry, struct buf *out);

/*
 * A submission is an entry without its time (u8 type ‖ body): what POST /api/entries
 * and POST /api/ballots' bytes become once the committer stamps them.
 */
MUST_USE int submission_parse(struct span bytes, struct entry *out);
MUST_USE int submission_write(const struct entry *entry, struct buf *out);

/* Every signature is right over H("entry", u8 type, eid, document). */
MUST_USE int entry_verify(const struct entry *entry, const struct eid *eid);

/* RFC 6962 leaf hash: SHA-256(0x00 ‖ bytes). */
void entry_leaf(struct span bytes, struct digest *out);

#endif
