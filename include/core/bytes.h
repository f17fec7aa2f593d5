/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Keys, points, hashes and signatures as byte structs, one type a kind, so that the
 * compiler refuses a mix-up. Plain data: nothing here computes, nothing is secret
 * (secrets live behind seal/ only). All sizes from protocol.md §2 and §10.
 */
#ifndef CORE_BYTES_H
#define CORE_BYTES_H

#include <stdint.h>

enum {
    EID_SIZE = 32,
    DIGEST_SIZE = 32,
    WIDE_SIZE = 64,
    POINT_SIZE = 32,
    SCALAR_SIZE = 32,
    SIGN_KEY_SIZE = 32,
    SIGNATURE_SIZE = 64,
    BOX_KEY_SIZE = 32,
    NONCE_SIZE = 32,
};

/* SHA-256 of the definition document: names the election. */
struct eid {
    uint8_t bytes[EID_SIZE];
};

/* A SHA-256: of an object, a leaf, a root, a file. */
struct digest {
    uint8_t bytes[DIGEST_SIZE];
};

/* A value of H (SHA-512, protocol.md §2). */
struct wide {
    uint8_t bytes[WIDE_SIZE];
};

/* An encoded ristretto255 element (RFC 9496), canonical once decoded by seal/group. */
struct point {
    uint8_t bytes[POINT_SIZE];
};

/* A public scalar of a proof, little-endian, < L once decoded by seal/group. */
struct scalar {
    uint8_t bytes[SCALAR_SIZE];
};

/* An Ed25519 public key: officer, log, trustee, mixer, witness, credential. */
struct sign_key {
    uint8_t bytes[SIGN_KEY_SIZE];
};

struct signature {
    uint8_t bytes[SIGNATURE_SIZE];
};

/* An X25519 public key: what is sealed to an officer. */
struct box_key {
    uint8_t bytes[BOX_KEY_SIZE];
};

struct nonce {
    uint8_t bytes[NONCE_SIZE];
};

/* An ElGamal ciphertext: alpha = rB, beta = rY + M. */
struct ciphertext {
    struct point alpha;
    struct point beta;
};

/* An object beside the record: its SHA-256 and exact size in bytes. */
struct object_ref {
    struct digest digest;
    uint64_t size;
};

#endif
