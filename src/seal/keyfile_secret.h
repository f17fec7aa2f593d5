/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The inside of an opened key file, for seal/ alone. */
#ifndef SEAL_KEYFILE_SECRET_H
#define SEAL_KEYFILE_SECRET_H

#include <sodium.h>
#include <stdbool.h>

#include "base/file.h"
#include "seal/keyfile.h"

enum {
    KEYFILE_PLEDGES_MAX = 128,
    KEYFILE_SIZE_MAX = 32768,
};

/* How the file is locked: its plain head, and the key made from the passphrase. */
struct keyfile_lock {
    uint64_t operations;
    uint64_t memory;
    uint8_t salt[crypto_pwhash_SALTBYTES];
    uint8_t key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
};

/* Lives in guarded memory as a whole. */
struct keyfile {
    struct key_person person;
    struct sign_seed seed;
    uint8_t unseal[crypto_box_SECRETKEYBYTES]; /* officers, issuers */
    struct scalar d;                           /* trustees */
    struct sign_secret *sign;
    size_t pledge_count;
    struct pledge pledges[KEYFILE_PLEDGES_MAX];
    struct keyfile_lock lock;
    char path[FILE_PATH_SIZE]; /* "" until saved or opened */
};

/* Whether something can be sealed to who has this role. */
bool keyfile_has_box(enum key_role role);

/* Fills in `person` and `sign` from the secrets. */
MUST_USE int keyfile_complete(struct keyfile *keyfile);

/* The secrets as bytes and back, KEYFILE_MALFORMED when they are none. */
MUST_USE int keyfile_pack(const struct keyfile *keyfile, struct buf *out);
MUST_USE int keyfile_unpack(struct span bytes, struct keyfile *keyfile);

/* New lock from a passphrase; the same key again from a read lock. */
MUST_USE int keyfile_lock_new(struct span passphrase, struct keyfile_lock *out);
MUST_USE int keyfile_lock_derive(struct span passphrase, struct keyfile_lock *lock);

/* The file's bytes under its lock. Shutting needs the lock's key, opening it too. */
MUST_USE int keyfile_shut(const struct keyfile *keyfile, struct buf *out);
MUST_USE int keyfile_read_lock(struct span file, struct keyfile_lock *out);
MUST_USE int keyfile_unshut(struct span file,
                            const struct keyfile_lock *lock,
                            struct keyfile *keyfile);

#endif
