/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Verifier keys of C2SP signed notes, `name+hash+base64`: the log's (Ed25519, 0x01) and
 * a witness's (timestamped cosignatures, 0x04). One line for one key.
 */
#ifndef RECORD_VKEY_H
#define RECORD_VKEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/bytes.h"
#include "core/definition.h"

enum vkey_type {
    VKEY_LOG = 0x01,
    VKEY_WITNESS = 0x04,
};

enum vkey_refusal {
    VKEY_MALFORMED = 1, /* name, hash or key are not what they must be */
    VKEY_TYPE,          /* a signature type we do not use */
};

struct vkey {
    char name[ORIGIN_SIZE]; /* of a log: its origin */
    enum vkey_type type;
    uint32_t id; /* SHA-256(name ‖ LF ‖ type ‖ key)[:4] */
    struct sign_key key;
};

/* Whether it may name a key: not empty, and no blank, control character or plus. */
bool vkey_is_name(struct span name);

MUST_USE int vkey_make(const char *name,
                       enum vkey_type type,
                       const struct sign_key *key,
                       struct vkey *out);

/* The line without its end. */
MUST_USE int vkey_parse(struct span text, struct vkey *out);
void vkey_write(const struct vkey *vkey, struct buf *out);

#endif
