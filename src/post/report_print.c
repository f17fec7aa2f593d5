// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/report_print.h"

#include "base/fault.h"
#include "paper.h"
#include "post/sentence.h"
#include "print_flow.h"

enum {
    TEXT_MAX = 1 << 20,
    SPACE = 6, /* points between columns */
    NAME = 150,
};

static void put_text(struct paper *paper, enum paper_style style, struct buf *text)
{
    paper_put(paper, style, buf_span(text));
    buf_reset(text);
}

static void put_head(struct paper *paper, const struct report *report, struct buf *text)
{
    const struct story *story = report->story;
    const struct sheet *sheet = story->sheet;
    const char *rule = rulebook_cite(sheet->rules, STEP_ORDER);

    buf_put_text(text, story->slate->title == NULL ? "" : story->slate->title);
    put_text(paper, PAPER_TITLE, text);
    buf_put_text(text, "Report of the count");
    put_text(paper, PAPER_HEADING, text);
    report_summary(report, text);
    put_text(paper, PAPER_TEXT, text);
    buf_printf(text,
               rule == NULL ? "Elected, in this order%s"
                            : "Elected, in this order (%s)",
               rule == NULL ? "" : rule);
    put_text(paper, PAPER_HEADING, text);
    for (size_t i = 0; i < sheet->elected_count; i++) {
        uint8_t candidate = sheet->elected[i].candidate;

        buf_printf(text, "%zu. ", i + 1);
        sentence_names(story, &candidate, 1, text);
        buf_put_text(text, " – ");
        sentence_outcome(story, candidate, text);
        put_text(paper, PAPER_TEXT, text);
    }
}

static void put_title(struct paper *paper,
                      const struct story *story,
                      unsigned section,
                      struct buf *text)
{
    if (section > 0 && section <= story->sheet->stage_count) {
        buf_printf(text, "Stage %u: ", section);
    }
    sentence_title(story, section, text);
    paper_need(paper, 5 * paper_line());
    paper_outline(paper, buf_text(text));
    put_text(paper, PAPER_HEADING, text);
}

static void put_section(struct paper *paper,
                        const struct story *story,
                        unsigned section,
                        struct buf *text)
{
    const struct fact *facts;
    size_t count = story_section(story, section, &facts);

    if (count == 0) {
        return;
    }
    put_title(paper, story, section, text);
    for (size_t i = 0; i < count; i++) {
        bool is_same = i > 0 && facts[i - 1].step == facts[i].step;
        const char *rule = is_same ? NULL : sentence_rule(story, &facts[i]);

        sentence_fact(story, &facts[i], text);
        if (rule != NULL) {
            buf_printf(text, " (%s)", rule);
        }
        put_text(paper, PAPER_ITEM, text);
    }
}

/* How wide a column of figures is: the widest there can be. */
static double
figure_width(struct paper *paper, const struct story *story, struct buf *text)
{
    const struct sheet *sheet = story->sheet;
    double width;

    buf_put_u8(text, '+');
    sentence_votes(story, (int64_t)sheet->valid * sheet->unit, text);
    width = paper_measure(paper, buf_span(text));
    buf_reset(text);
    return (width < 40 ? 40 : width) + SPACE;
}

/* The stages of one table: from `first`, as many as fit. */
struct table {
    const struct story *story;
    unsigned first;
    unsigned last;
    double figure;
};

static double end_of(const struct table *table, unsigned stage)
{
    return paper_left() + NAME + (stage - table->first + 1) * 2 * table->figure;
}

static void
put_table_head(struct paper *paper, const struct table *table, struct buf *text)
{
    paper_begin(paper, "TR");
    paper_begin(paper, "TH");
    paper_put_left(paper, paper_left(), NAME, span_of_text("Candidate"));
    paper_end(paper, "TH");
    for (unsigned i = table->first; i <= table->last; i++) {
        buf_printf(text, "Stage %u", i);
        paper_begin(paper, "TH");
        paper_put_right(
            paper, end_of(table, i) - table->figure, span_of_text("Change"));
        paper_end(paper, "TH");
        paper_begin(paper, "TH");
        paper_put_right(paper, end_of(table, i), buf_span(text));
        paper_end(paper, "TH");
        buf_reset(text);
    }
    paper_end(paper, "TR");
    paper->y += paper_line() + 2;
}

static void put_cell(struct paper *paper, double x, struct buf *text)
{
    paper_begin(paper, "TD");
    paper_put_right(paper, x, buf_span(text));
    paper_end(paper, "TD");
    buf_reset(text);
}

/* A line of the sheet; candidate 0: what is non-transferable. */
static void put_row(struct paper *paper,
                    const struct table *table,
                    uint8_t candidate,
                    struct buf *text)
{
    const struct story *story = table->story;

    if (candidate == 0) {
        buf_put_text(text, "Non-transferable");
    } else {
        sentence_names(story, &candidate, 1, text);
    }
    paper_begin(paper, "TR");
    paper_begin(paper, "TH");
    paper_put_left(paper, paper_left(), NAME, buf_span(text));
    paper_end(paper, "TH");
    buf_reset(text);
    for (unsigned i = table->first; i <= table->last; i++) {
        if (i > 1 && candidate == 0) {
            sentence_change_lost(story, i, text);
        } else if (i > 1) {
            sentence_change(story, i, candidate, text);
        }
        put_cell(paper, end_of(table, i) - table->figure, text);
        sentence_votes(story,
                       candidate == 0 ? story_lost(story, i)
                                      : story_votes(story, i, candidate),
                       text);
        put_cell(paper, end_of(table, i), text);
    }
    paper_end(paper, "TR");
    paper->y += paper_line();
}

/* Lines that do not fit go on a further page, under the same head. */
static void put_rows(struct paper *paper, const struct table *table, struct buf *text)
{
    const struct story *story = table->story;
    int page;

    paper_need(paper, 4 * paper_line());
    paper_begin(paper, "Table");
    put_table_head(paper, table, text);
    page = paper->page;
    for (size_t c = 1; c <= story->sheet->candidates + 1; c++) {
        uint8_t candidate = c > story->sheet->candidates ? 0 : (uint8_t)c;

        if (candidate > 0 && story->slate->names[candidate].is_withdrawn) {
            continue;
        }
        if (candidate == 0 && story->sheet->rules == RULES_NHS_2014_FPP) {
            continue;
        }
        if (paper_is_full(paper)) {
            paper_end(paper, "Table");
            paper_need(paper, 4 * paper_line());
            paper_begin(paper, "Table");
        }
        if (paper->page != page) {
            page = paper->page;
            put_table_head(paper, table, text);
        }
        put_row(paper, table, candidate, text);
    }
    paper_end(paper, "Table");
    paper->y += 2 * paper_line();
}

static void put_sheet(struct paper *paper, const struct story *story, struct buf *text)
{
    struct table table = {.story = story, .first = 1};
    unsigned stages = (unsigned)story->sheet->stage_count;
    unsigned fit;

    paper_turn_wide(paper);
    table.figure = figure_width(paper, story, text);
    fit = (unsigned)((paper_room(paper) - NAME) / (2 * table.figure));
    paper_outline(paper, "The count sheet");
    buf_put_text(text, "The count sheet");
    put_text(paper, PAPER_HEADING, text);
    while (fit > 0 && table.first <= stages) {
        table.last = table.first + fit - 1 < stages ? table.first + fit - 1 : stages;
        put_rows(paper, &table, text);
        table.first = table.last + 1;
    }
}

static int put_all(struct paper *paper, const struct report *report, struct buf *text)
{
    const struct story *story = report->story;
    int r;

    paper_turn_upright(paper);
    put_head(paper, report, text);
    for (unsigned section = 0; section < story->sections; section++) {
        put_section(paper, story, section, text);
    }
    if (report->seed != NULL && story->sheet->lot_count > 0) {
        sentence_seed(report->seed, text);
        put_text(paper, PAPER_TEXT, text);
    }
    put_sheet(paper, story, text);
    r = print_flow(paper, story, text);
    return r != 0 ? r : FOLD(buf_status(text));
}

int report_print(const struct report *report, struct buf *out)
{
    CLEANUP(buf_deinit) struct buf text;
    const char *title = report->story->slate->title;
    struct paper paper;
    int r;

    buf_init(&text, TEXT_MAX);
    r = paper_init(&paper, title == NULL ? "" : title, report->warning);
    if (r == 0) {
        r = put_all(&paper, report, &text);
    }
    if (r == 0) {
        r = paper_finish(&paper, out);
    }
    paper_deinit(&paper);
    return r;
}
