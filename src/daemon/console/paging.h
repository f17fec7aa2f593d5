/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A long list, a page at a time: which rows are shown, and what leads to the others. */
#ifndef DAEMON_PAGING_H
#define DAEMON_PAGING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

enum {
    PAGING_LINK_SIZE = 120,
};

struct paging {
    size_t first; /* the first row shown, from 0 */
    size_t size;  /* rows a page */
    size_t total; /* counted as they come */
    char before[PAGING_LINK_SIZE];
    char after[PAGING_LINK_SIZE];
};

/* From the text of a form's field: digits, or the beginning. */
void paging_begin(struct span from, size_t size, struct paging *out);

/* The next row comes: whether it is shown, as row *at of this page. */
bool paging_shows(struct paging *paging, size_t *at);

/* After the last row: makes the links, "href?more&from=N". `more` may be "". */
void paging_end(struct paging *paging, const char *href, const char *more);

/* A link if it leads anywhere, else NULL. */
const char *paging_link(const char *link);

#endif
