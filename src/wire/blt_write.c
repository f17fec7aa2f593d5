// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/blt.h"

#include <stdint.h>

static void write_text(const char *text, struct buf *out)
{
    buf_put_u8(out, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\') {
            buf_put_u8(out, '\\');
        }
        buf_put_u8(out, (uint8_t)*text);
    }
    buf_put_text(out, "\"\n");
}

void blt_write_ballot(const struct rankings *rankings, size_t kind, struct buf *out)
{
    const uint8_t *mark = rankings_of(rankings, kind);

    buf_printf(out, "%u ", (unsigned)rankings->weight[kind]);
    for (; *mark != 0; mark++) {
        if (*mark == RANKING_BREAK) {
            buf_put_text(out, "- ");
        } else {
            buf_printf(out, "%u ", (unsigned)*mark);
        }
    }
    buf_put_u8(out, '0');
}

int blt_write(const struct blt *blt, struct buf *out)
{
    const struct slate *slate = blt->slate;

    buf_printf(out, "%zu %u\n", slate->candidates, slate->seats);
    for (size_t i = 1; i <= slate->candidates; i++) {
        if (slate->names[i].is_withdrawn) {
            buf_printf(out, "-%zu\n", i);
        }
    }
    for (size_t i = 0; i < blt->rankings->kinds; i++) {
        blt_write_ballot(blt->rankings, i, out);
        buf_put_u8(out, '\n');
    }
    buf_put_text(out, "0\n");
    for (size_t i = 1; i <= slate->candidates; i++) {
        write_text(slate->names[i].name, out);
    }
    write_text(slate->title, out);
    return buf_status(out);
}
