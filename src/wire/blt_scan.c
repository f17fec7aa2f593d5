// SPDX-License-Identifier: AGPL-3.0-or-later
#include "blt_scan.h"

#include <string.h>

struct blt_scan blt_scan_of(struct span text)
{
    struct blt_scan scan = {.at = text.data, .end = text.data + text.size, .line = 1};

    if (text.size >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0) {
        scan.at += 3;
    }
    return scan;
}

struct blt_error blt_error_of(const struct blt_scan *scan)
{
    return (struct blt_error){.line = scan->line, .what = scan->what};
}

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

bool blt_find_line(struct blt_scan *scan)
{
    blt_skip_blanks(scan);
    while (blt_is_line_done(scan)) {
        if (scan->at == scan->end || blt_end_line(scan) != 0) {
            return false;
        }
        blt_skip_blanks(scan);
    }
    return true;
}

int blt_begin_line(struct blt_scan *scan)
{
    return blt_find_line(scan) ? 0 : blt_malformed(scan, "the file ends too early");
}

struct span blt_take_rest(struct blt_scan *scan)
{
    size_t left = (size_t)(scan->end - scan->at);
    const uint8_t *newline = left == 0 ? NULL : memchr(scan->at, '\n', left);
    struct span rest;

    rest = span_of(scan->at, newline == NULL ? left : (size_t)(newline - scan->at));
    scan->at += rest.size;
    if (rest.size > 0 && rest.data[rest.size - 1] == '\r') {
        rest.size--;
    }
    return rest;
}

int blt_take_mark(struct blt_scan *scan, char mark, const char *wrong)
{
    if (scan->at == scan->end || *scan->at != (uint8_t)mark) {
        return blt_malformed(scan, wrong);
    }
    scan->at++;
    blt_skip_blanks(scan);
    return 0;
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
