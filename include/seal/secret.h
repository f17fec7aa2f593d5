/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Guarded memory for secrets that live long: pages of their own between guard pages,
 * locked in memory, wiped when released. Meant for a few arenas a program (one for an
 * opened key file), not for each scalar; short-lived secrets stand on the stack and
 * are wiped with secret_wipe. It never writes a secret anywhere.
 */
#ifndef SEAL_SECRET_H
#define SEAL_SECRET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"

/* size zeroed bytes. A memory that cannot be locked is a fault: libsodium ignores it.
 */
MUST_USE int secret_new(size_t size, void **out);

/* Wipes and releases; secret_free(NULL) does nothing. */
void secret_free(void *secret);

void secret_wipe(void *bytes, size_t size);

/* In constant time. */
bool secret_is_equal(const void *a, const void *b, size_t size);

/* For every main that will hold secrets: no core file, no debugger of the same user. */
MUST_USE int secret_forbid_dumps(void);

#endif
