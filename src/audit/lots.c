// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lots.h"

#include <string.h>

#include "seal/sha256.h"

static void draw(const struct lot_source *source, uint8_t candidate, struct digest *out)
{
    const uint8_t tail[] = {
        (uint8_t)(source->cid >> 8), (uint8_t)source->cid, candidate};
    struct sha256 hash;

    sha256_begin(&hash);
    sha256_add(&hash, span_of_text("GB1 lot"));
    sha256_add(&hash, SPAN(source->seed));
    sha256_add(&hash, SPAN(tail));
    sha256_end(&hash, out);
}

static int prefer(void *context, const struct tie *tie, uint8_t *out)
{
    const struct lot_source *source = context;
    struct digest best;
    struct digest drawn;
    uint8_t preferred = tie->tied[0];
    size_t i;

    draw(source, preferred, &best);
    for (i = 1; i < tie->count; i++) {
        draw(source, tie->tied[i], &drawn);
        if (memcmp(&drawn, &best, sizeof(best)) < 0) {
            best = drawn;
            preferred = tie->tied[i];
        }
    }
    *out = preferred;
    return 0;
}

struct lots audit_lots_from_seed(struct lot_source *source)
{
    return (struct lots){source, prefer};
}

struct lots
audit_lots_from_drawn(struct lot_source *source, const uint8_t *drawn, size_t count)
{
    source->list.count = count;
    if (count > 0) {
        memcpy(source->list.drawn, drawn, count);
    }
    return lot_list_lots(&source->list);
}
