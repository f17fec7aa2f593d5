/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the protocol draws from the group (protocol.md §2, §11): generators that nobody
 * knows a relation between, and secret scalars. Points and scalars themselves are
 * seal/point and seal/scalar.
 */
#ifndef SEAL_GROUP_H
#define SEAL_GROUP_H

#include <stdint.h>

#include "base/span.h"
#include "core/bytes.h"

/* H("gen", eid, u16 cid, u32 i), of which the generator is the point. */
void group_generator_hash(const struct eid *eid,
                          uint16_t cid,
                          uint32_t index,
                          struct wide *out);

/* The scalar of place i out of a seed: u_i and e_i of protocol.md §11. */
void group_seeded(const char *tag,
                  const struct wide *seed,
                  uint32_t index,
                  struct scalar *out);

/* Generator h_i = H("gen", eid, u16 cid, u32 i) as a point; h = h_0 (§2, §11). */
void group_generator(const struct eid *eid,
                     uint16_t cid,
                     uint32_t index,
                     struct point *out);

/*
 * A secret scalar: H("nonce", tag of its use, secret, 32 random bytes, statement,
 * u32 index) mod L (§2, §11). Wiping `out` is the caller's.
 */
void group_nonce(const char *tag,
                 struct span secret,
                 struct span statement,
                 uint32_t index,
                 struct scalar *out);

/* What a secret scalar is made of; group_nonce draws `fresh` itself. */
struct secret_source {
    const char *tag;
    struct span secret;
    struct nonce fresh;
    struct span statement;
};

/* As group_nonce from random bytes already drawn: for several scalars of one act. */
void group_nonce_from(const struct secret_source *source,
                      uint32_t index,
                      struct scalar *out);

#endif
