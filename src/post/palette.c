// SPDX-License-Identifier: AGPL-3.0-or-later
#include "palette.h"

#include <stddef.h>

#include "base/attr.h"
#include "post/flow.h"

static const struct palette_colour elected[] = {
    {0x00, 0x5e, 0xb8}, /* the NHS's own, dark enough on white */
    {0x00, 0x7f, 0x3b},
    {0x7c, 0x28, 0x55},
    {0xb3, 0x4a, 0x00},
    {0x33, 0x00, 0x72},
    {0x00, 0x6b, 0x6b},
    {0xae, 0x25, 0x73},
    {0x8a, 0x15, 0x38},
};
static const struct palette_colour others = {0x76, 0x86, 0x92};
static const struct palette_colour lost = {0x21, 0x2b, 0x32};
static const struct palette_colour moved = {0xd6, 0x8a, 0x00};

struct palette_colour palette_of(const struct story *story, uint8_t candidate)
{
    const struct sheet *sheet = story->sheet;

    if (candidate == FLOW_LOST) {
        return lost;
    }
    if (candidate == FLOW_MOVED) {
        return moved;
    }
    for (size_t i = 0; i < sheet->elected_count; i++) {
        if (sheet->elected[i].candidate == candidate) {
            return elected[i % ARRAY_SIZE(elected)];
        }
    }
    return others;
}
