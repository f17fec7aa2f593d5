/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The files the browser gets besides pages: styles and scripts, inside the program,
 * under an address that names their bytes and so may be cached for ever.
 */
#ifndef WEB_ASSET_H
#define WEB_ASSET_H

#include <stddef.h>

#include "base/span.h"
#include "core/bytes.h"

struct asset {
    const char *name; /* "vote.js" */
    const char *hash; /* SHA-256 in hexadecimal, as in /assets/{hash}/{name} */
    struct digest digest;
    const char *type; /* for Content-Type */
    struct span bytes;
};

/* NULL unless exactly this name has exactly this hash. */
const struct asset *asset_find(const char *hash, const char *name);

/* NULL when there is no such name. */
const struct asset *asset_named(const char *name);

/* The voting page's code: its digest is `page` of the definition. */
const struct asset *asset_vote(void);

/* All of them; made by tools/embed. */
extern const struct asset asset_table[];
extern const size_t asset_table_count;

#endif
