/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a notice is kept as: lines of text, in order. Inside post/ only. */
#ifndef POST_NOTICE_LINES_H
#define POST_NOTICE_LINES_H

#include <stddef.h>

#include "post/notice.h"

enum notice_kind {
    NOTICE_SECTION,
    NOTICE_PART,
    NOTICE_TEXT,
    NOTICE_FACT,
    NOTICE_ITEM,
};

/* Where its texts begin in `texts`; each ends with a NUL. */
struct notice_line {
    enum notice_kind kind;
    size_t name; /* of a fact */
    size_t text;
};

struct notice {
    struct buf texts;
    size_t title;
    size_t count;
    size_t room;
    struct notice_line *lines;
    int fault;

    /* Of notice_page. */
    struct page_notice_sections *sections;
    struct page_notice_sections_texts *page_texts;
    struct page_notice_sections_facts *page_facts;
    struct page_notice_sections_items *page_items;
};

/* The text that begins there; valid until the next is added. */
const char *notice_at(const struct notice *notice, size_t place);

#endif
