/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A challenge that carries its own seal: u64 when ‖ 8 random bytes ‖ the first 16 bytes
 * of SHA-256(secret ‖ key ‖ both), so that remembering it takes no memory and a flood
 * of requests crowds out nobody. It does not say whether it was answered before.
 */
#ifndef DAEMON_CHALLENGE_H
#define DAEMON_CHALLENGE_H

#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"

enum challenge_refusal {
    CHALLENGE_FOREIGN = 1, /* not made with this secret for this key */
};

MUST_USE int challenge_make(const struct nonce *secret,
                            const struct sign_key *key,
                            int64_t now,
                            struct nonce *out);

/* Gives the time it was made at. */
MUST_USE int challenge_check(const struct nonce *secret,
                             const struct sign_key *key,
                             const struct nonce *challenge,
                             int64_t *out);

#endif
