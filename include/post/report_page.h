/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The report of a count as part of a page: the steps in words, the flow picture and the
 * count sheet; and as a page of its own that needs no other file. The words are those
 * of post/sentence.
 */
#ifndef POST_REPORT_PAGE_H
#define POST_REPORT_PAGE_H

#include "base/attr.h"
#include "base/buf.h"
#include "post/report.h"
#include "web/pages.h"

struct report_page;

/* Fills the part. What the report points to is needed only for this call. */
MUST_USE int report_page_new(const struct report *report, struct report_page **out);
void report_page_free(struct report_page *page);

/* Borrowed. */
const struct part_report *report_page_part(const struct report_page *page);

/* Appends the page of its own. */
MUST_USE int report_page_write(const struct report *report, struct buf *out);

OWNED(report_page)

#endif
