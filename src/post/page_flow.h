/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The flow picture as shapes of a page, and the memory of a page in the making. */
#ifndef POST_PAGE_FLOW_H
#define POST_PAGE_FLOW_H

#include <stddef.h>

#include "base/attr.h"
#include "base/buf.h"
#include "post/story.h"
#include "web/pages.h"

/* Texts and lists that live as long as the page. What found no memory is remembered. */
struct page_store {
    void **blocks;
    size_t count;
    size_t room;
    int fault;
};

void page_store_deinit(struct page_store *store);
int page_store_status(const struct page_store *store);

/* A copy of the text in the buf; "" for want of memory. */
const char *page_store_text(struct page_store *store, struct buf *text);

/* Zeroed items; NULL for want of memory. */
void *page_store_list(struct page_store *store, size_t count, size_t size);

/* The style sheet within the page, so that the page is one file; NULL: see status. */
const char *page_store_style(struct page_store *store);

/* Fills in columns, shapes and labels; none where the count has no picture. */
MUST_USE int page_flow_fill(struct page_store *store,
                            const struct story *story,
                            struct part_report *out);

#endif
