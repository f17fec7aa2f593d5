/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The keys of an election folder: daemon.key (the log's secret, hexadecimal, 0600),
 * daemon.vkey and officer.vkey (public, hexadecimal). Inside desk/ only.
 */
#ifndef DESK_KEYS_H
#define DESK_KEYS_H

#include "base/attr.h"
#include "core/bytes.h"
#include "seal/sign.h"

enum keys_refusal {
    KEYS_MISSING = 1,
    KEYS_WRONG, /* not such a file, open to others, or not a pair */
};

/* Makes the log's key and writes the three files. */
MUST_USE int
keys_make(const char *dir, const struct sign_key *officer, struct sign_key *log);

/* Reads them; the pair must be one and the secret readable by its owner only. */
MUST_USE int
keys_read(const char *dir, struct sign_secret **secret, struct sign_key *officer);

#endif
