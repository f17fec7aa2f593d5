/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Colours of the flow picture: each elected candidate has one of eight, others grey. A
 * picture never says anything by colour alone. */
#ifndef POST_PALETTE_H
#define POST_PALETTE_H

#include <stdint.h>

#include "post/story.h"

struct palette_colour {
    uint8_t red;
    uint8_t green;
    uint8_t blue;
};

/* Of a candidate, or of what post/flow names instead of one. */
struct palette_colour palette_of(const struct story *story, uint8_t candidate);

#endif
