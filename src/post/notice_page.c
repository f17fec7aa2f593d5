// SPDX-License-Identifier: AGPL-3.0-or-later
#include <stdlib.h>

#include "base/fault.h"

#include "notice_lines.h"

/* Room for as many as there can be of each. */
static int make_room(struct notice *notice)
{
    size_t count = notice->count + 1;

    notice->sections = calloc(count, sizeof(*notice->sections));
    notice->page_texts = calloc(count, sizeof(*notice->page_texts));
    notice->page_facts = calloc(count, sizeof(*notice->page_facts));
    notice->page_items = calloc(count, sizeof(*notice->page_items));
    return notice->sections != NULL && notice->page_texts != NULL
                   && notice->page_facts != NULL && notice->page_items != NULL
               ? 0
               : FAULT(FAULT_MEMORY);
}

/* A section or part, behind what was added so far. */
struct filling {
    size_t sections;
    size_t texts;
    size_t facts;
    size_t items;
};

static struct page_notice_sections *begin(struct notice *notice,
                                          struct filling *filling)
{
    struct page_notice_sections *section = &notice->sections[filling->sections++];

    section->texts = &notice->page_texts[filling->texts];
    section->facts = &notice->page_facts[filling->facts];
    section->items = &notice->page_items[filling->items];
    return section;
}

static void add_line(struct notice *notice,
                     const struct notice_line *line,
                     struct filling *filling,
                     struct page_notice_sections *section)
{
    const char *text = notice_at(notice, line->text);

    switch (line->kind) {
    case NOTICE_SECTION:
    case NOTICE_PART:
        section->heading = text;
        section->is_part = line->kind == NOTICE_PART;
        return;
    case NOTICE_TEXT:
        notice->page_texts[filling->texts++].text = text;
        section->texts_count++;
        return;
    case NOTICE_FACT:
        notice->page_facts[filling->facts].name = notice_at(notice, line->name);
        notice->page_facts[filling->facts++].text = text;
        section->facts_count++;
        return;
    case NOTICE_ITEM:
        notice->page_items[filling->items++].text = text;
        section->items_count++;
        return;
    }
}

int notice_page(struct notice *notice, struct page_notice *out)
{
    struct filling filling = {0};
    struct page_notice_sections *section = NULL;
    size_t i;
    int r = notice->fault != 0 ? notice->fault : FOLD(buf_status(&notice->texts));

    if (r == 0) {
        r = make_room(notice);
    }
    if (r != 0) {
        return r;
    }
    for (i = 0; i < notice->count; i++) {
        const struct notice_line *line = &notice->lines[i];

        if (section == NULL || line->kind <= NOTICE_PART) {
            section = begin(notice, &filling);
        }
        add_line(notice, line, &filling, section);
    }
    out->title = notice_at(notice, notice->title);
    out->sections = notice->sections;
    out->sections_count = filling.sections;
    return 0;
}
