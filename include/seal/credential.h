/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Credentials: the Ed25519 key pair made from a token for one election (protocol.md
 * §4): seed = HKDF-SHA-512(ikm = the token's 15 bytes, salt = eid, info =
 * "GB1 credential", 32). Another election gives another key. The secret half is at
 * rest nowhere.
 */
#ifndef SEAL_CREDENTIAL_H
#define SEAL_CREDENTIAL_H

#include "base/attr.h"
#include "core/bytes.h"
#include "seal/sign.h"
#include "seal/token.h"

/* The pair, for voting. */
MUST_USE int credential_new(const struct token *token,
                            const struct eid *eid,
                            struct sign_secret **out);

/* The public half alone, for rolls and for "did my vote count?". */
void credential_key(const struct token *token,
                    const struct eid *eid,
                    struct sign_key *out);

#endif
