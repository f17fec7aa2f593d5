// SPDX-License-Identifier: AGPL-3.0-or-later
#include "naming.h"

#include "base/buf.h"
#include "base/fault.h"
#include "base/text.h"

/* An empty text is the caller's business. */
static int tidy(struct blt_scan *scan, struct span raw, struct buf *out)
{
    int r;

    if (raw.size > NAMING_MAX) {
        return blt_malformed(scan, "a name too long");
    }
    r = text_tidy(raw, TEXT_ONE_LINE, out);
    if (r == TEXT_LONG) {
        return blt_malformed(scan, "a name too long");
    }
    if (r > 0 && r != TEXT_EMPTY) {
        return blt_malformed(scan, text_refusal_name(r));
    }
    return r < 0 ? r : 0;
}

int naming_candidate(struct blt_scan *scan,
                     struct slate *slate,
                     size_t number,
                     struct span raw)
{
    CLEANUP(buf_deinit) struct buf name;
    int r;

    buf_init(&name, NAMING_MAX);
    r = tidy(scan, raw, &name);
    if (r != 0) {
        return r;
    }
    if (name.size == 0) {
        return blt_malformed(scan, "a candidate without a name");
    }
    return FOLD(slate_name(slate, number, buf_span(&name)));
}

int naming_title(struct blt_scan *scan, struct slate *slate, struct span raw)
{
    CLEANUP(buf_deinit) struct buf title;
    int r;

    buf_init(&title, NAMING_MAX);
    r = tidy(scan, raw, &title);
    return r != 0 ? r : FOLD(slate_title(slate, buf_span(&title)));
}
