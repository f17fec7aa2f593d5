/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The page of the form a definition is made by, and its words. */
#ifndef DAEMON_BLANKS_PAGE_H
#define DAEMON_BLANKS_PAGE_H

#include "base/attr.h"

#include "blanks.h"

/* "Name of the trust": what stands above the blank. */
const char *blanks_page_label(enum blank blank);

/* What the page is filled from; it points into the blanks. */
struct blanks_page;
MUST_USE int blanks_page_new(const struct blanks *blanks, struct blanks_page **out);
void blanks_page_free(struct blanks_page *page);

/* The page, to be given its site. */
struct page_definition *blanks_page(struct blanks_page *page);

OWNED(blanks_page)

#endif
