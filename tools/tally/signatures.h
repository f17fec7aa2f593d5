/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The signatures that lie beside a document while it travels: FILE.sig, a line a
 * signer, `keyhex signaturehex`. `tally submit` sends both. Every line is checked
 * against the document's bytes as they are now.
 */
#ifndef TALLY_SIGNATURES_H
#define TALLY_SIGNATURES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/bytes.h"
#include "core/document.h"
#include "record/entry.h"
#include "seal/keyfile.h"

/* A document and what was signed of it. */
struct signatures {
    enum entry_type type;
    struct eid eid; /* of a definition: its own SHA-256 */
    struct span document;
    size_t count;
    struct signer signers[ENTRY_SIGNERS_MAX];
};

/* Reads path ‖ ".sig"; none is no signature. COMMAND_REFUSED, said on stderr, when a
 * line is not of its form, not right over the document, or a key signs twice. */
MUST_USE int signatures_load(const char *path, struct signatures *signatures);

/* Signs the document too, behind the others. */
void signatures_add(struct signatures *signatures, const struct keyfile *keyfile);

bool signatures_has(const struct signatures *signatures, const struct sign_key *key);

/* Writes path ‖ ".sig" anew with all of them, 0644. */
MUST_USE int signatures_save(const char *path, const struct signatures *signatures);

#endif
