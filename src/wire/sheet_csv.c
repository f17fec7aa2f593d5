// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/sheet_csv.h"

#include <string.h>

static const char *const actions[] = {
    [SHEET_FIRST] = "First preferences",
    [SHEET_SURPLUS] = "Surplus of",
    [SHEET_EXCLUSION] = "Exclusion of",
    [SHEET_ROUND] = "Round",
};

/* One quoted text. */
static void put_text(struct buf *out, const char *text)
{
    buf_put_u8(out, '"');
    if (*text != '\0' && strchr("=+-@\t", *text) != NULL) {
        buf_put_u8(out, '\'');
    }
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            buf_put_u8(out, '"');
        }
        buf_put_u8(out, (uint8_t)*text);
    }
    buf_put_u8(out, '"');
}

static void put_votes(struct buf *out, const struct sheet *sheet, int64_t votes)
{
    char text[SHEET_VOTES_SIZE];

    sheet_print_votes(sheet, votes < 0 ? -votes : votes, text);
    buf_put_text(out, votes < 0 ? ",-" : ",");
    buf_put_text(out, text);
}

/* "Surplus of Ada Smith"; "Exclusion of Ann Lee; Bob Roe"; "Round": who goes at its end
 * moves no votes in it. */
static void
put_action(struct buf *out, const struct sheet_stage *stage, const struct slate *slate)
{
    CLEANUP(buf_deinit) struct buf label;

    buf_init(&label, SIZE_MAX);
    buf_put_text(&label, actions[stage->action]);
    for (size_t i = 0; stage->action != SHEET_ROUND && i < stage->from_count; i++) {
        buf_put_text(&label, i == 0 ? " " : "; ");
        buf_put_text(&label, slate->names[stage->from[i]].name);
    }
    buf_put_u8(out, ',');
    put_text(out, buf_text(&label));
}

static void
put_head(struct buf *out, const struct sheet *sheet, const struct slate *slate)
{
    buf_put_text(out, "Candidate");
    for (size_t i = 0; i < sheet->stage_count; i++) {
        put_action(out, &sheet->stages[i], slate);
        if (i > 0) {
            buf_printf(out, ",Stage %zu", i + 1);
        }
    }
    buf_put_text(out, ",Outcome\r\n");
}

/* What the lines below the candidates show. */
enum {
    LINE_NONTRANSFERABLE = 0,
    LINE_SUM = -1,
};

static int64_t votes_of(const struct sheet *sheet, size_t stage, int line)
{
    const struct sheet_stage *at = &sheet->stages[stage];
    int64_t sum = at->nontransferable;

    if (line > LINE_NONTRANSFERABLE) {
        return at->totals[line];
    }
    for (size_t c = 1; line == LINE_SUM && c <= sheet->candidates; c++) {
        sum += at->totals[c];
    }
    return sum;
}

/* Two columns a stage after the first: what changed, and the total. */
static void put_line(struct buf *out, const struct sheet *sheet, int line)
{
    for (size_t i = 0; i < sheet->stage_count; i++) {
        int64_t votes = votes_of(sheet, i, line);

        if (i > 0) {
            put_votes(out, sheet, votes - votes_of(sheet, i - 1, line));
        }
        put_votes(out, sheet, votes);
    }
    buf_put_u8(out, ',');
}

/* The quota at the end of each stage. */
static void put_quota(struct buf *out, const struct sheet *sheet)
{
    put_text(out, "Quota");
    for (size_t i = 0; i < sheet->stage_count; i++) {
        if (i > 0) {
            buf_put_u8(out, ',');
        }
        put_votes(out, sheet, sheet->stages[i].quota);
    }
    buf_put_text(out, ",\r\n");
}

static void put_outcome(struct buf *out, const struct sheet *sheet, size_t candidate)
{
    for (size_t i = 0; i < sheet->elected_count; i++) {
        if (sheet->elected[i].candidate == candidate) {
            buf_printf(out, "Elected at stage %u", sheet->elected[i].stage);
        }
    }
    for (size_t i = 0; i < sheet->excluded_count; i++) {
        if (sheet->excluded[i].candidate == candidate) {
            buf_printf(out, "Excluded at stage %u", sheet->excluded[i].stage);
        }
    }
}

int sheet_csv_write(const struct sheet *sheet,
                    const struct slate *slate,
                    struct buf *out)
{
    put_head(out, sheet, slate);
    for (size_t c = 1; c <= sheet->candidates; c++) {
        put_text(out, slate->names[c].name);
        put_line(out, sheet, (int)c);
        put_outcome(out, sheet, c);
        buf_put_text(out, "\r\n");
    }
    put_text(out, "Non-transferable");
    put_line(out, sheet, LINE_NONTRANSFERABLE);
    buf_put_text(out, "\r\n");
    put_text(out, "Sum");
    put_line(out, sheet, LINE_SUM);
    buf_put_text(out, "\r\n");
    if (sheet->decimals > 0) { /* crosses have none */
        put_quota(out, sheet);
    }
    return buf_status(out);
}
