/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Where the lots of a constituency come from: a list the officer drew, or the seed
 * whose hash stands in the definition. Under a seed candidates come in the order of
 * SHA-256("GB1 lot" ‖ seed ‖ u16 cid ‖ u8 candidate).
 */
#ifndef AUDIT_LOTS_H
#define AUDIT_LOTS_H

#include "core/bytes.h"
#include "core/lot.h"

struct lot_source {
    uint16_t cid;
    struct digest seed;
    struct lot_list list;
};

/* Both borrow the source. */
struct lots audit_lots_from_seed(struct lot_source *source);
struct lots
audit_lots_from_drawn(struct lot_source *source, const uint8_t *drawn, size_t count);

#endif
