// SPDX-License-Identifier: AGPL-3.0-or-later
#include "paging.h"

#include <stdio.h>

enum {
    DIGITS = 7,
};

void paging_begin(struct span from, size_t size, struct paging *out)
{
    size_t first = 0;
    size_t i;

    for (i = 0; i < from.size && from.size <= DIGITS; i++) {
        if (from.data[i] < '0' || from.data[i] > '9') {
            first = 0;
            break;
        }
        first = first * 10 + (size_t)(from.data[i] - '0');
    }
    *out = (struct paging){.first = first, .size = size};
}

bool paging_shows(struct paging *paging, size_t *at)
{
    size_t row = paging->total++;

    if (row < paging->first || row - paging->first >= paging->size) {
        return false;
    }
    *at = row - paging->first;
    return true;
}

static void make_link(char out[static PAGING_LINK_SIZE],
                      const char *href,
                      const char *more,
                      size_t from)
{
    (void)snprintf(out,
                   PAGING_LINK_SIZE,
                   "%s?%s%sfrom=%zu",
                   href,
                   more,
                   more[0] != '\0' ? "&" : "",
                   from);
}

void paging_end(struct paging *paging, const char *href, const char *more)
{
    if (paging->first > 0) {
        make_link(paging->before,
                  href,
                  more,
                  paging->first > paging->size ? paging->first - paging->size : 0);
    }
    if (paging->first + paging->size < paging->total) {
        make_link(paging->after, href, more, paging->first + paging->size);
    }
}

const char *paging_link(const char *link)
{
    return link[0] != '\0' ? link : NULL;
}
