// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/order.h"

#include <string.h>

#include "base/text.h"

/* A NUL parts the pieces: no text holds one, and it stands before every letter. */
static int put_folded(const char *text, struct buf *out)
{
    int r;

    r = text_fold(span_of_text(text), out);
    if (r != 0) {
        return r < 0 ? r : ORDER_NAME;
    }
    buf_put_u8(out, 0);
    return 0;
}

int order_key(const char *surname, const char *forenames, struct buf *out)
{
    int r;

    r = put_folded(surname, out);
    if (r != 0) {
        return r;
    }
    r = put_folded(forenames, out);
    if (r != 0) {
        return r;
    }
    buf_put(out, surname, strlen(surname) + 1);
    buf_put(out, forenames, strlen(forenames) + 1);
    return buf_status(out) == BUF_FULL ? ORDER_NAME : buf_status(out);
}

int order_compare(struct span a, struct span b)
{
    size_t shorter = a.size < b.size ? a.size : b.size;
    int r = shorter == 0 ? 0 : memcmp(a.data, b.data, shorter);

    if (r != 0) {
        return r;
    }
    return (a.size > b.size) - (a.size < b.size);
}
