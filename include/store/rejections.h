/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Papers rejected under the headings of rules FPP44 and STV44, batch by batch as they
 * were keyed: how many, never which. They are counted in the box, and wait for it here.
 */
#ifndef STORE_REJECTIONS_H
#define STORE_REJECTIONS_H

#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "core/result.h"
#include "store/roll.h"

enum {
    REJECTION_BATCH_SIZE = 16,
};

struct rejection {
    uint8_t batch[REJECTION_BATCH_SIZE]; /* drawn at random by who keyed it */
    uint16_t cid;
    uint64_t counts[HEADINGS];
    int64_t at;
    struct sign_key officer;
};

/* Refuses ROLL_DUPLICATE: this batch is counted already. */
MUST_USE int rejections_add(struct roll *roll, const struct rejection *rejection);

/* Forgets all of a constituency: they are about to be counted anew. */
MUST_USE int rejections_clear(struct roll *roll, uint16_t cid);

MUST_USE int
rejections_sum(struct roll *roll, uint16_t cid, uint64_t out[static HEADINGS]);

#endif
