// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/asset.h"

#include <string.h>

const struct asset *asset_find(const char *hash, const char *name)
{
    const struct asset *asset = asset_named(name);

    return asset != NULL && strcmp(asset->hash, hash) == 0 ? asset : NULL;
}

const struct asset *asset_named(const char *name)
{
    size_t i;

    for (i = 0; i < asset_table_count; i++) {
        if (strcmp(asset_table[i].name, name) == 0) {
            return &asset_table[i];
        }
    }
    return NULL;
}

const struct asset *asset_vote(void)
{
    return asset_named("vote.js");
}
