/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A public notice of the rules (election, statement, poll, result): its content once,
 * shown as a page and printed for the notice board. Within a section come paragraphs,
 * then facts, then a list. It knows no rule: who fills it does.
 */
#ifndef POST_NOTICE_H
#define POST_NOTICE_H

#include "base/attr.h"
#include "base/buf.h"
#include "web/pages.h"

struct notice;

MUST_USE int notice_new(const char *title, struct notice **out);
void notice_free(struct notice *notice);

/* Sections, and parts of them (a candidate). What follows belongs to the last. */
void notice_section(struct notice *notice, const char *heading);
void notice_part(struct notice *notice, const char *heading);

void notice_text(struct notice *notice, const char *format, ...) PRINTF(2, 3);
void notice_item(struct notice *notice, const char *format, ...) PRINTF(2, 3);

/* "Telephone": "01632 960 123". */
void notice_fact(struct notice *notice, const char *name, const char *format, ...)
    PRINTF(3, 4);

/* The page's title and sections, borrowed from the notice: it is complete now. */
MUST_USE int notice_page(struct notice *notice, struct page_notice *out);

/* Appends a PDF: the trust above the title, a warning ("PRACTICE", or NULL) on top of
 * every page. */
MUST_USE int notice_print(const struct notice *notice,
                          const char *trust,
                          const char *warning,
                          struct buf *out);

OWNED(notice)

#endif
