// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/report_page.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fault.h"
#include "page_flow.h"
#include "post/sentence.h"

enum {
    TEXT_MAX = 1 << 20,
};

struct report_page {
    struct page_store store;
    struct part_report part;
};

void report_page_free(struct report_page *page)
{
    if (page != NULL) {
        page_store_deinit(&page->store);
        free(page);
    }
}

const struct part_report *report_page_part(const struct report_page *page)
{
    return &page->part;
}

/* What a writer of words appends, kept as a text. */
#define KEEP(store, buf, call) (buf_reset(buf), (call), page_store_text(store, buf))

static void fill_facts(struct page_store *store,
                       const struct story *story,
                       unsigned number,
                       struct part_report_sections *section)
{
    CLEANUP(buf_deinit) struct buf text;
    const struct fact *facts;
    size_t count = story_section(story, number, &facts);
    struct part_report_sections_facts *out =
        page_store_list(store, count, sizeof(*out));

    buf_init(&text, TEXT_MAX);
    for (size_t i = 0; out != NULL && i < count; i++) {
        bool is_same = i > 0 && facts[i - 1].step == facts[i].step;

        out[i].text = KEEP(store, &text, sentence_fact(story, &facts[i], &text));
        out[i].rule = is_same ? NULL : sentence_rule(story, &facts[i]);
    }
    section->facts = out;
    section->facts_count = out == NULL ? 0 : count;
}

static const char *
title_of(struct page_store *store, const struct story *story, unsigned section)
{
    CLEANUP(buf_deinit) struct buf text;

    buf_init(&text, TEXT_MAX);
    if (section > 0 && section <= story->sheet->stage_count) {
        buf_printf(&text, "Stage %u: ", section);
    }
    sentence_title(story, section, &text);
    return page_store_text(store, &text);
}

static void fill_sections(struct report_page *page, const struct story *story)
{
    struct part_report_sections *out =
        page_store_list(&page->store, story->sections, sizeof(*out));
    size_t told = 0;

    for (unsigned i = 0; out != NULL && i < story->sections; i++) {
        const struct fact *facts;

        if (story_section(story, i, &facts) > 0) {
            out[told].number = i;
            out[told].title = title_of(&page->store, story, i);
            fill_facts(&page->store, story, i, &out[told]);
            told++;
        }
    }
    page->part.sections = out;
    page->part.sections_count = told;
}

/* A line of the sheet; candidate 0: what is non-transferable. */
static void fill_row(struct page_store *store,
                     const struct story *story,
                     uint8_t candidate,
                     struct part_report_rows *row)
{
    CLEANUP(buf_deinit) struct buf text;
    size_t count = story->sheet->stage_count;
    struct part_report_rows_cells *cells =
        page_store_list(store, count, sizeof(*cells));

    buf_init(&text, TEXT_MAX);
    for (unsigned i = 1; cells != NULL && i <= count; i++) {
        struct part_report_rows_cells *cell = &cells[i - 1];

        cell->change = "";
        if (i > 1) {
            cell->change =
                candidate == 0
                    ? KEEP(store, &text, sentence_change_lost(story, i, &text))
                    : KEEP(store, &text, sentence_change(story, i, candidate, &text));
        }
        cell->votes =
            KEEP(store,
                 &text,
                 sentence_votes(story,
                                candidate == 0 ? story_lost(story, i)
                                               : story_votes(story, i, candidate),
                                &text));
    }
    row->cells = cells;
    row->cells_count = cells == NULL ? 0 : count;
    row->name = "Non-transferable";
    row->result = "";
    if (candidate > 0) {
        buf_reset(&text);
        buf_put_text(&text, story->slate->names[candidate].name);
        row->name = page_store_text(store, &text);
        row->result = KEEP(store, &text, sentence_outcome(story, candidate, &text));
    }
}

static void fill_sheet(struct report_page *page, const struct story *story)
{
    CLEANUP(buf_deinit) struct buf text;
    const struct sheet *sheet = story->sheet;
    struct part_report_stages *stages =
        page_store_list(&page->store, sheet->stage_count, sizeof(*stages));
    struct part_report_rows *rows =
        page_store_list(&page->store, sheet->candidates + 1, sizeof(*rows));
    size_t count = 0;

    buf_init(&text, TEXT_MAX);
    for (unsigned i = 1; stages != NULL && i <= sheet->stage_count; i++) {
        stages[i - 1].number = i;
        stages[i - 1].title =
            KEEP(&page->store, &text, sentence_title(story, i, &text));
    }
    for (size_t c = 1; rows != NULL && c <= sheet->candidates; c++) {
        if (!story->slate->names[c].is_withdrawn) {
            fill_row(&page->store, story, (uint8_t)c, &rows[count++]);
        }
    }
    if (rows != NULL && sheet->rules != RULES_NHS_2014_FPP) {
        fill_row(&page->store, story, 0, &rows[count++]);
    }
    page->part.stages = stages;
    page->part.stages_count = stages == NULL ? 0 : sheet->stage_count;
    page->part.rows = rows;
    page->part.rows_count = count;
}

static int fill(struct report_page *page, const struct report *report)
{
    CLEANUP(buf_deinit) struct buf text;
    const struct story *story = report->story;
    int r;

    buf_init(&text, TEXT_MAX);
    page->part.rules = rulebook_title(story->sheet->rules);
    if (report->seed != NULL && story->sheet->lot_count > 0) {
        page->part.seed = KEEP(&page->store, &text, sentence_seed(report->seed, &text));
    }
    fill_sections(page, story);
    fill_sheet(page, story);
    r = page_flow_fill(&page->store, story, &page->part);
    return r != 0 ? r : page_store_status(&page->store);
}

int report_page_new(const struct report *report, struct report_page **out)
{
    struct report_page *page = calloc(1, sizeof(*page));
    int r;

    if (page == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = fill(page, report);
    if (r != 0) {
        report_page_free(page);
        return r;
    }
    *out = page;
    return 0;
}

static void fill_elected(struct page_store *store,
                         const struct story *story,
                         struct page_report *out)
{
    CLEANUP(buf_deinit) struct buf text;
    size_t count = story->sheet->elected_count;
    struct page_report_elected *elected =
        page_store_list(store, count, sizeof(*elected));

    buf_init(&text, TEXT_MAX);
    for (size_t i = 0; elected != NULL && i < count; i++) {
        uint8_t candidate = story->sheet->elected[i].candidate;

        elected[i].name =
            KEEP(store, &text, sentence_names(story, &candidate, 1, &text));
        elected[i].outcome =
            KEEP(store, &text, sentence_outcome(story, candidate, &text));
    }
    out->elected = elected;
    out->elected_count = elected == NULL ? 0 : count;
}

int report_page_write(const struct report *report, struct buf *out)
{
    CLEANUP(report_page_freep) struct report_page *part = NULL;
    CLEANUP(buf_deinit) struct buf text = {.data = NULL};
    struct page_report page = {.warning = report->warning};
    const char *title = report->story->slate->title;
    int r = report_page_new(report, &part);

    if (r != 0) {
        return r;
    }
    buf_init(&text, TEXT_MAX);
    page.report = &part->part;
    page.title = title == NULL ? "" : title;
    page.summary = KEEP(&part->store, &text, report_summary(report, &text));
    page.style = page_store_style(&part->store);
    fill_elected(&part->store, report->story, &page);
    r = page_store_status(&part->store);
    return r != 0 ? r : page_report_write(&page, out);
}
