/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The key file of a person (protocol.md §3): an officer's Ed25519 and X25519 keys, a
 * trustee's Ed25519 and static ristretto255 key with what was ever decrypted, a mixer's
 * or a witness's Ed25519 key, an issuer's as an officer's; under Argon2id and
 * XChaCha20-Poly1305 secretstream. The opened file lives in guarded memory. It never
 * shows a secret key: what a key does is done here or by seal/custody.
 */
#ifndef SEAL_KEYFILE_H
#define SEAL_KEYFILE_H

#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/bytes.h"
#include "core/definition.h"
#include "seal/sign.h"

enum key_role {
    KEY_OFFICER = 1,
    KEY_TRUSTEE,
    KEY_MIXER,
    KEY_WITNESS,
    KEY_ISSUER,
    KEY_ROLES,
};

/* "officer", "trustee", … */
const char *keyfile_role_name(enum key_role role);

/* What the world may know: what the definition carries. */
struct key_person {
    enum key_role role;
    char name[NAME_SIZE];
    struct sign_key sign;
    struct box_key seal;     /* officers, issuers; else zeroes */
    struct point static_key; /* trustees; else zeroes */
};

struct keyfile;

enum keyfile_refusal {
    KEYFILE_ABSENT = 1,
    KEYFILE_DENIED,     /* the system lets this user neither read nor write there */
    KEYFILE_EXISTS,     /* a key file is never written over */
    KEYFILE_MALFORMED,  /* no key file, or one of another version */
    KEYFILE_PASSPHRASE, /* wrong or empty, or the file was altered or cut */
    KEYFILE_ROLE,       /* not this role's act */
    KEYFILE_SEALED,     /* what was sealed was not sealed to this key */
    KEYFILE_PLEDGED,    /* another output of this constituency was decrypted before */
    KEYFILE_FULL,       /* no room for a further pledge */
};

/* Fresh keys for a role. The name is a text of a definition. */
MUST_USE int keyfile_new(enum key_role role, const char *name, struct keyfile **out);

/* Writes a new file, 0600, in one step; later changes go to the same path. */
MUST_USE int
keyfile_save(struct keyfile *keyfile, const char *path, struct span passphrase);

MUST_USE int
keyfile_open(const char *path, struct span passphrase, struct keyfile **out);
void keyfile_free(struct keyfile *keyfile);

/* Both valid as long as the key file. */
const struct key_person *keyfile_person(const struct keyfile *keyfile);
const struct sign_secret *keyfile_sign(const struct keyfile *keyfile);

/* Opens what was sealed to an officer or issuer (seal/sealbox), appending it to out. */
MUST_USE int
keyfile_unseal(const struct keyfile *keyfile, struct span sealed, struct buf *out);

/* What a trustee decrypts of a constituency is fixed by the first time, for ever. */
struct pledge {
    struct eid eid;
    uint16_t cid;
    struct digest output; /* SHA-256 of the last mix's α'‖β' list */
};

/*
 * Writes the pledge into the saved file before it returns 0; the same again is 0 too,
 * another output refused. The file is read again first, so that a copy in memory does
 * not forget what another process pledged.
 */
MUST_USE int keyfile_pledge(struct keyfile *keyfile, const struct pledge *pledge);

OWNED(keyfile)

#endif
