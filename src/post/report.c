// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/report.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "post/sentence.h"

enum {
    WIDTH = 78,
    INDENT = 2,
    NAME_WIDTH = 34,
    FIGURE_WIDTH = 14,
    TEXT_MAX = 1 << 20,
};

/* How many places on a terminal: bytes of UTF-8 that begin a character. */
static size_t width_of(const uint8_t *text, size_t size)
{
    size_t width = 0;

    for (size_t i = 0; i < size; i++) {
        width += (text[i] & 0xc0U) != 0x80U;
    }
    return width;
}

static void put_spaces(struct buf *out, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_put_u8(out, ' ');
    }
}

/* Words in lines of the terminal's width, all so far from the left; of the first what
 * stands before is written already. */
static void put_lines(struct buf *out, struct span text, size_t left)
{
    size_t used = left;
    size_t at = 0;

    while (at < text.size) {
        size_t end = at;
        size_t width;

        while (end < text.size && text.data[end] != ' ') {
            end++;
        }
        width = width_of(text.data + at, end - at);
        if (used > left && used + 1 + width > WIDTH) {
            buf_put_u8(out, '\n');
            put_spaces(out, left);
            used = left;
        } else if (used > left) {
            buf_put_u8(out, ' ');
            used++;
        }
        buf_put(out, text.data + at, end - at);
        used += width;
        at = end + 1;
    }
    buf_put_u8(out, '\n');
}

static void put_paragraph(struct buf *out, struct span text)
{
    buf_put_text(out, "  - ");
    put_lines(out, text, INDENT + 2);
}

/* A rule is not cited again by the fact after it. */
static void put_fact(const struct story *story,
                     const struct fact *fact,
                     const struct fact *before,
                     struct buf *out)
{
    CLEANUP(buf_deinit) struct buf text;
    const char *rule = before != NULL && before->step == fact->step
                           ? NULL
                           : sentence_rule(story, fact);

    buf_init(&text, TEXT_MAX);
    sentence_fact(story, fact, &text);
    if (rule != NULL) {
        buf_printf(&text, " [%s]", rule);
    }
    put_paragraph(out, buf_span(&text));
}

static void put_left(struct buf *out, const char *text, size_t width)
{
    size_t used = width_of((const uint8_t *)text, strlen(text));

    buf_put_text(out, text);
    put_spaces(out, used < width ? width - used : 1);
}

static void put_right(struct buf *out, struct span text)
{
    size_t used = width_of(text.data, text.size);

    put_spaces(out, used < FIGURE_WIDTH ? FIGURE_WIDTH - used : 1);
    buf_put_span(out, text);
}

/* A line of a stage's table; candidate 0: what is non-transferable. */
static void
put_row(const struct story *story, unsigned section, uint8_t candidate, struct buf *out)
{
    static const char *const standings[] = {
        [STORY_CONTINUING] = "",
        [STORY_ELECTED] = "  elected",
        [STORY_EXCLUDED] = "  excluded",
        [STORY_WITHDRAWN] = "  withdrawn or died",
    };
    CLEANUP(buf_deinit) struct buf change;
    CLEANUP(buf_deinit) struct buf votes;

    buf_init(&change, TEXT_MAX);
    buf_init(&votes, TEXT_MAX);
    if (candidate == 0) {
        sentence_change_lost(story, section, &change);
        sentence_votes(story, story_lost(story, section), &votes);
    } else {
        sentence_change(story, section, candidate, &change);
        sentence_votes(story, story_votes(story, section, candidate), &votes);
    }
    put_spaces(out, INDENT);
    put_left(out,
             candidate == 0 ? "Non-transferable" : story->slate->names[candidate].name,
             NAME_WIDTH);
    if (section > 1) {
        put_right(out, buf_span(&change));
    }
    put_right(out, buf_span(&votes));
    buf_put_text(out,
                 candidate == 0 ? ""
                                : standings[story_standing(story, section, candidate)]);
    buf_put_u8(out, '\n');
}

static void put_table(const struct story *story, unsigned section, struct buf *out)
{
    const struct sheet *sheet = story->sheet;

    buf_put_u8(out, '\n');
    put_spaces(out, INDENT);
    put_left(out, "Candidate", NAME_WIDTH);
    if (section > 1) {
        put_right(out, span_of_text("Change"));
    }
    put_right(out, span_of_text("Votes"));
    buf_put_u8(out, '\n');
    for (size_t c = 1; c <= sheet->candidates; c++) {
        if (!story->slate->names[c].is_withdrawn) {
            put_row(story, section, (uint8_t)c, out);
        }
    }
    if (sheet->rules != RULES_NHS_2014_FPP) {
        put_row(story, section, 0, out);
    }
}

static void put_underlined(struct buf *out, struct span text, char line)
{
    buf_put_span(out, text);
    buf_put_u8(out, '\n');
    for (size_t i = width_of(text.data, text.size); i > 0; i--) {
        buf_put_u8(out, (uint8_t)line);
    }
    buf_put_u8(out, '\n');
}

static void put_title(const struct story *story, unsigned section, struct buf *out)
{
    CLEANUP(buf_deinit) struct buf title;

    buf_init(&title, TEXT_MAX);
    if (section > 0 && section <= story->sheet->stage_count) {
        buf_printf(&title, "Stage %u: ", section);
    }
    sentence_title(story, section, &title);
    buf_put_u8(out, '\n');
    put_underlined(out, buf_span(&title), '-');
}

static void put_section(const struct story *story, unsigned section, struct buf *out)
{
    const struct fact *facts;
    size_t count = story_section(story, section, &facts);
    bool is_stage = section > 0 && section <= story->sheet->stage_count;

    if (count == 0 && !is_stage) {
        return;
    }
    put_title(story, section, out);
    for (size_t i = 0; i < count; i++) {
        put_fact(story, &facts[i], i == 0 ? NULL : &facts[i - 1], out);
    }
    if (is_stage) {
        put_table(story, section, out);
    }
}

void report_summary(const struct report *report, struct buf *out)
{
    const struct sheet *sheet = report->story->sheet;

    buf_printf(out,
               "%s: %u %s, %" PRIu64 " valid %s",
               rulebook_title(sheet->rules),
               sheet->seats,
               sheet->seats == 1 ? "seat" : "seats",
               sheet->valid,
               sheet->valid == 1 ? "ballot" : "ballots");
    if (sheet->decimals > 0) {
        buf_put_text(out, ", quota ");
        sentence_quota(report->story, sheet->quota, out);
    }
    buf_put_u8(out, '.');
}

static void put_heading(const struct report *report, struct buf *out)
{
    CLEANUP(buf_deinit) struct buf text;
    const char *title = report->story->slate->title;

    if (report->warning != NULL) {
        buf_printf(out, "%s\n\n", report->warning);
    }
    put_underlined(out, span_of_text(title == NULL ? "" : title), '=');
    buf_init(&text, TEXT_MAX);
    report_summary(report, &text);
    put_lines(out, buf_span(&text), 0);
}

static void put_elected(const struct story *story, struct buf *out)
{
    const struct sheet *sheet = story->sheet;

    const char *rule = rulebook_cite(sheet->rules, STEP_ORDER);

    buf_put_text(out, "\nElected, in this order");
    if (rule != NULL) {
        buf_printf(out, " [%s]", rule);
    }
    buf_put_text(out, ":\n");
    for (size_t i = 0; i < sheet->elected_count; i++) {
        uint8_t candidate = sheet->elected[i].candidate;

        buf_printf(out, "  %zu. %s\n", i + 1, story->slate->names[candidate].name);
    }
    if (sheet->elected_count == 0) {
        buf_put_text(out, "  nobody\n");
    }
}

static void put_seed(const struct report *report, struct buf *out)
{
    CLEANUP(buf_deinit) struct buf text = {.data = NULL};

    if (report->seed == NULL || report->story->sheet->lot_count == 0) {
        return;
    }
    buf_init(&text, TEXT_MAX);
    sentence_seed(report->seed, &text);
    put_paragraph(out, buf_span(&text));
}

void report_text(const struct report *report, struct buf *out)
{
    const struct story *story = report->story;

    put_heading(report, out);
    put_elected(story, out);
    for (unsigned section = 0; section < story->sections; section++) {
        put_section(story, section, out);
    }
    put_seed(report, out);
}

/* What a candidate has at the end of a stage, and the quota. */
static void put_standing(const struct story *story,
                         unsigned section,
                         uint8_t candidate,
                         struct buf *out)
{
    CLEANUP(buf_deinit) struct buf text;

    buf_init(&text, TEXT_MAX);
    buf_put_text(&text, "Votes after this stage: ");
    sentence_votes(story, story_votes(story, section, candidate), &text);
    if (section > 1) {
        buf_put_text(&text, " (");
        sentence_change(story, section, candidate, &text);
        buf_put_u8(&text, ')');
    }
    if (story->sheet->decimals > 0) {
        buf_put_text(&text, "; quota ");
        sentence_quota(story, story_quota(story, section), &text);
    }
    put_paragraph(out, buf_span(&text));
}

/* Whether the candidate's own votes moved in the section. */
static bool is_source(const struct story *story, unsigned section, uint8_t candidate)
{
    const struct sheet *sheet = story->sheet;
    const struct sheet_stage *stage;

    if (section == 0 || section > sheet->stage_count) {
        return section == 0;
    }
    stage = &sheet->stages[section - 1];
    return memchr(stage->from, candidate, stage->from_count) != NULL;
}

static void put_part(const struct story *story,
                     unsigned section,
                     uint8_t candidate,
                     struct buf *out)
{
    CLEANUP(buf_deinit) struct buf told;
    const struct fact *facts;
    size_t count = story_section(story, section, &facts);
    bool is_all = is_source(story, section, candidate);
    bool is_stage = section > 0 && section <= story->sheet->stage_count;

    buf_init(&told, TEXT_MAX);
    for (size_t i = 0; i < count; i++) {
        if (is_all || facts[i].kind == FACT_QUOTA
            || fact_is_about(&facts[i], candidate)) {
            put_fact(story, &facts[i], NULL, &told);
        }
    }
    if (told.size > 0 || is_stage) {
        put_title(story, section, out);
        buf_put_span(out, buf_span(&told));
    }
    if (is_stage) {
        put_standing(story, section, candidate, out);
    }
}

/* Whether a stage comes after the one at whose end the candidate was out. */
static bool is_over(const struct story *story, unsigned section, uint8_t candidate)
{
    return section > 1 && section <= story->sheet->stage_count
           && story_standing(story, section - 1, candidate) == STORY_EXCLUDED
           && story_votes(story, section, candidate) == 0;
}

void report_candidate(const struct report *report, uint8_t candidate, struct buf *out)
{
    const struct story *story = report->story;

    put_heading(report, out);
    buf_printf(out, "\n%s: ", story->slate->names[candidate].name);
    sentence_outcome(story, candidate, out);
    buf_put_text(out, ".\n");
    for (unsigned section = 0; section + 1 < story->sections; section++) {
        if (!is_over(story, section, candidate)) {
            put_part(story, section, candidate, out);
        }
    }
    put_part(story, (unsigned)story->sections - 1, candidate, out);
    put_seed(report, out);
}
