// SPDX-License-Identifier: AGPL-3.0-or-later
#include "blt_scan.h"

#include <string.h>

int blt_end_line(struct blt_scan *scan)
{
    const uint8_t *newline;

    blt_skip_blanks(scan);
    if (!blt_is_line_done(scan)) {
        return blt_malformed(scan, "more than belongs on this line");
    }
    newline = scan->at == scan->end
                  ? NULL
                  : memchr(scan->at, '\n', (size_t)(scan->end - scan->at));
    if (newline == NULL) {
        scan->at = scan->end;
    } else {
        scan->at = newline + 1;
        scan->line++;
    }
    return 0;
}

int blt_begin_line(struct blt_scan *scan)
{
    int r = 0;

    blt_skip_blanks(scan);
    while (r == 0 && blt_is_line_done(scan)) {
        if (scan->at == scan->end) {
            return blt_malformed(scan, "the file ends too early");
        }
        r = blt_end_line(scan);
        blt_skip_blanks(scan);
    }
    return r;
}

int blt_take_word(struct blt_scan *scan, uint32_t limit, uint32_t *out)
{
    int r = blt_take_number(scan, limit, out);

    if (r != 0) {
        return r;
    }
    if (!blt_is_line_done(scan) && !blt_is_blank(*scan->at)) {
        return blt_malformed(scan, "not a number");
    }
    blt_skip_blanks(scan);
    return 0;
}
