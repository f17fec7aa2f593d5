/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Ed25519 signatures, one function per thing signed: each signs the 64 bytes of H
 * under the tag of its use (protocol.md §2, §11), so that no signature serves for
 * another; only checkpoints are signed as the C2SP notes they are. Accepted are keys
 * that are canonical and neither key nor R of small order, S < L, and the equation
 * without cofactor, byte for byte. There is no general signing of bytes.
 */
#ifndef SEAL_SIGN_H
#define SEAL_SIGN_H

#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/bytes.h"

enum sign_refusal {
    SIGN_MALFORMED = 1, /* a key that is not canonical, or not on the curve */
    SIGN_SMALL,         /* a key of small order */
    SIGN_WRONG,         /* not this key's signature over this */
};

enum {
    SIGN_SEED_SIZE = 32,
};

/* A secret key, in guarded memory and wiped when freed. */
struct sign_secret;

/* What a secret key is made from and kept as: itself a secret, its holder wipes it. */
struct sign_seed {
    uint8_t bytes[SIGN_SEED_SIZE];
};

MUST_USE int sign_secret_new(struct sign_secret **out);
MUST_USE int sign_secret_from_seed(const struct sign_seed *seed,
                                   struct sign_secret **out);
void sign_secret_free(struct sign_secret *secret);

/* For writing a key file; wipe `out` afterwards. */
void sign_secret_seed(const struct sign_secret *secret, struct sign_seed *out);

/* The public key that belongs to it; valid as long as the secret. */
const struct sign_key *sign_secret_key(const struct sign_secret *secret);

OWNED(sign_secret)

/* A public key from outside: canonical, on the curve, not of small order. */
MUST_USE int sign_key_decode(struct span bytes, struct sign_key *out);

/* A ballot: over H("ballot", head), head being all before the signature. */
void sign_ballot(const struct sign_secret *secret,
                 struct span head,
                 struct signature *out);
MUST_USE int sign_ballot_check(const struct sign_key *key,
                               struct span head,
                               const struct signature *signature);

/* A document of the record: over H("entry", u8 type, eid, document). Of a definition
 * eid is the SHA-256 of the document itself. */
void sign_entry(const struct sign_secret *secret,
                uint8_t type,
                const struct eid *eid,
                struct span document,
                struct signature *out);
MUST_USE int sign_entry_check(const struct sign_key *key,
                              uint8_t type,
                              const struct eid *eid,
                              struct span document,
                              const struct signature *signature);

/* What an officer answers to a daemon's challenge. */
struct sign_login {
    struct eid eid;
    const char *origin;
    struct sign_key key;
    struct nonce challenge;
};

/* A login to the console: over H("console"; eid, origin, key, challenge). */
void sign_console(const struct sign_secret *secret,
                  const struct sign_login *login,
                  struct signature *out);

/* Against the key that the login names. */
MUST_USE int sign_console_check(const struct sign_login *login,
                                const struct signature *signature);

/* The list of an election's sealed packets: over H("packets"; eid, document). */
void sign_packets(const struct sign_secret *secret,
                  const struct eid *eid,
                  struct span document,
                  struct signature *out);
MUST_USE int sign_packets_check(const struct sign_key *key,
                                const struct eid *eid,
                                struct span document,
                                const struct signature *signature);

/* A checkpoint: the text of a C2SP signed note as it is, final newline included. */
void sign_note(const struct sign_secret *secret,
               struct span text,
               struct signature *out);
MUST_USE int sign_note_check(const struct sign_key *key,
                             struct span text,
                             const struct signature *signature);

#endif
