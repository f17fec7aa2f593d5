/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The list of replacements that wait, for replace.c and pending.c alone. */
#ifndef DESK_PENDING_ROWS_H
#define DESK_PENDING_ROWS_H

#include <stdint.h>

#include "base/attr.h"
#include "core/document.h"
#include "desk/replace.h"
#include "seal/sealbox.h"
#include "seal/token.h"
#include "store/members.h"

#include "pending.h"

struct pending {
    int64_t member;
    uint16_t cid;
    enum replace_register kept_in;
    unsigned gates;
    struct sign_key officer;
    struct sign_key credential;
    /* What an issuer gave: the server holds no reference of its own then. */
    size_t sealed_size;
    uint8_t sealed[SEALBOX_REFERENCE_MAX + SEALBOX_EXTRA];
};

struct replacements {
    size_t count;
    struct pending rows[REPLACEMENTS_MAX];
    struct token *tokens; /* guarded; one a row */
};

/* Draws the token, or takes the issuer's key. REPLACE_PENDING, REPLACE_FULL. */
MUST_USE int pending_add(struct desk *desk,
                         const struct replace_order *order,
                         const struct member *member);

/* The row is done with; its token is wiped. */
void pending_remove(struct replacements *list, size_t place);

/* The place of what this document replaces. PENDING_NOT_PREPARED. */
MUST_USE int pending_find(const struct desk *desk,
                          const struct replacement *replacement,
                          size_t *out);

#endif
