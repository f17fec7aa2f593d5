// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pasted.h"

#include "base/buf.h"
#include "base/fault.h"
#include "wire/card.h"

#include "http/urlform.h"

static void put_plain(const char *text, struct buf *out)
{
    for (; *text != '\0'; text++) {
        if (*text != '\r') {
            buf_put_u8(out, (uint8_t)*text);
        }
    }
}

int pasted_each(const char *text, pasted_visit visit, void *context, size_t *count)
{
    CLEANUP(buf_deinit) struct buf plain;
    struct span rest;
    size_t found = 0;
    int r;

    buf_init(&plain, URLFORM_BODY_MAX);
    put_plain(text, &plain);
    r = FOLD(buf_status(&plain));
    rest = buf_span(&plain);
    while (r == 0 && rest.size > 0) {
        struct span card = card_next(&rest);

        if (card.size > 0) {
            r = visit(context, card, ++found);
        }
    }
    if (r == 0) {
        *count = found;
    }
    return r;
}
