// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/fault.h"

#include "notice_lines.h"
#include "paper.h"

enum {
    TEXT_MAX = 1 << 20,
    LINES = 5, /* a heading keeps so many with it */
};

static void put_heading(struct paper *paper, const char *text)
{
    paper_need(paper, LINES * paper_line());
    paper_outline(paper, text);
    paper_put(paper, PAPER_HEADING, span_of_text(text));
}

static void put_line(struct paper *paper,
                     const struct notice *notice,
                     const struct notice_line *line,
                     struct buf *text)
{
    const char *words = notice_at(notice, line->text);

    switch (line->kind) {
    case NOTICE_SECTION:
    case NOTICE_PART:
        put_heading(paper, words);
        return;
    case NOTICE_TEXT:
        paper_put(paper, PAPER_TEXT, span_of_text(words));
        return;
    case NOTICE_FACT:
        buf_printf(text, "%s: %s", notice_at(notice, line->name), words);
        paper_put(paper, PAPER_TEXT, buf_span(text));
        buf_reset(text);
        return;
    case NOTICE_ITEM:
        paper_put(paper, PAPER_ITEM, span_of_text(words));
        return;
    }
}

int notice_print(const struct notice *notice,
                 const char *trust,
                 const char *warning,
                 struct buf *out)
{
    CLEANUP(buf_deinit) struct buf text;
    const char *title = notice_at(notice, notice->title);
    struct paper paper;
    size_t i;
    int r = notice->fault != 0 ? notice->fault : FOLD(buf_status(&notice->texts));

    buf_init(&text, TEXT_MAX);
    if (r != 0) {
        return r;
    }
    r = paper_init(&paper, title, warning);
    if (r == 0) {
        paper_turn_upright(&paper);
        paper_put(&paper, PAPER_TITLE, span_of_text(title));
        paper_put(&paper, PAPER_HEADING, span_of_text(trust));
        for (i = 0; i < notice->count; i++) {
            put_line(&paper, notice, &notice->lines[i], &text);
        }
        r = FOLD(buf_status(&text));
    }
    if (r == 0) {
        r = paper_finish(&paper, out);
    }
    paper_deinit(&paper);
    return r;
}
