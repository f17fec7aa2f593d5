// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/sheet_json.h"

#include <stdio.h>

#include "core/constituency.h"
#include "sheet_words.h"

static void write_numbers(struct writer *writer,
                          const char *name,
                          const uint8_t *numbers,
                          size_t count)
{
    writer_open_list(writer, name);
    for (size_t i = 0; i < count; i++) {
        writer_number(writer, NULL, numbers[i]);
    }
    writer_close_list(writer);
}

void sheet_json_votes(struct writer *writer,
                      const char *name,
                      const struct sheet *sheet,
                      int64_t votes)
{
    char text[SHEET_VOTES_SIZE];

    sheet_print_votes(sheet, votes, text);
    writer_text(writer, name, text);
}

static void write_by_candidate(struct writer *writer,
                               const char *name,
                               const struct sheet *sheet,
                               const int64_t *votes)
{
    writer_open_list(writer, name);
    for (size_t c = 1; c <= sheet->candidates; c++) {
        sheet_json_votes(writer, NULL, sheet, votes[c]);
    }
    writer_close_list(writer);
}

static bool is_elected(const struct sheet *sheet, size_t candidate)
{
    for (size_t i = 0; i < sheet->elected_count; i++) {
        if (sheet->elected[i].candidate == candidate) {
            return true;
        }
    }
    return false;
}

static void write_winners(struct writer *writer, const struct sheet *sheet)
{
    writer_open_list(writer, "winners");
    for (size_t c = 1; c <= sheet->candidates; c++) {
        if (is_elected(sheet, c)) {
            writer_number(writer, NULL, c);
        }
    }
    writer_close_list(writer);
}

static void write_order(struct writer *writer,
                        const char *name,
                        const struct sheet_mark *marks,
                        size_t count)
{
    writer_open_list(writer, name);
    for (size_t i = 0; i < count; i++) {
        writer_number(writer, NULL, marks[i].candidate);
    }
    writer_close_list(writer);
}

static void write_stage_numbers(struct writer *writer,
                                const char *name,
                                const struct sheet_mark *marks,
                                size_t count)
{
    writer_open_object(writer, name);
    for (size_t i = 0; i < count; i++) {
        char number[SHEET_VOTES_SIZE];

        (void)snprintf(number, sizeof(number), "%u", (unsigned)marks[i].candidate);
        writer_number(writer, number, marks[i].stage);
    }
    writer_close_object(writer);
}

static void write_parcel(struct writer *writer,
                         const struct sheet *sheet,
                         const struct sheet_parcel *parcel)
{
    writer_open_object(writer, NULL);
    writer_number(writer, "papers", parcel->papers);
    if (parcel->value_before > 0) {
        sheet_json_votes(writer, "value_before", sheet, parcel->value_before);
        sheet_json_votes(writer, "value", sheet, parcel->value);
    }
    writer_open_list(writer, "given");
    for (size_t c = 1; c <= sheet->candidates; c++) {
        writer_number(writer, NULL, parcel->given[c]);
    }
    writer_close_list(writer);
    writer_number(writer, "without_preference", parcel->given[0]);
    writer_close_object(writer);
}

static void write_stage(struct writer *writer, const struct sheet *sheet, size_t number)
{
    const struct sheet_stage *stage = &sheet->stages[number - 1];

    writer_open_object(writer, NULL);
    writer_number(writer, "stage", number);
    writer_text(writer, "action", sheet_action_word(stage->action));
    write_numbers(writer, "from", stage->from, stage->from_count);
    if (stage->is_alone) {
        writer_yes(writer, "alone");
    }
    write_by_candidate(writer, "totals", sheet, stage->totals);
    sheet_json_votes(writer, "nontransferable", sheet, stage->nontransferable);
    if (!sheet->has_whole_quota && sheet->decimals > 0) {
        sheet_json_votes(writer, "quota", sheet, stage->quota);
    }
    if (stage->action == SHEET_SURPLUS) {
        sheet_json_votes(writer, "surplus", sheet, stage->surplus);
    }
    if (stage->keep != NULL) {
        write_by_candidate(writer, "keep_factors", sheet, stage->keep);
    }
    if (stage->parcel_count > 0) {
        writer_open_list(writer, "parcels");
        for (size_t i = 0; i < stage->parcel_count; i++) {
            write_parcel(writer, sheet, &stage->parcels[i]);
        }
        writer_close_list(writer);
    }
    writer_close_object(writer);
}

static void write_tie(struct writer *writer, const struct tie *tie, uint8_t chosen)
{
    writer_open_object(writer, NULL);
    writer_number(writer, "stage", tie->stage);
    writer_text(writer, "purpose", sheet_purpose_word(tie->purpose));
    write_numbers(writer, "tied", tie->tied, tie->count);
    if (chosen != 0) {
        writer_number(writer, "chosen", chosen);
    }
    writer_close_object(writer);
}

static void write_ties(struct writer *writer, const struct sheet *sheet)
{
    writer_open_list(writer, "lots");
    for (size_t i = 0; i < sheet->lot_count; i++) {
        write_tie(writer, &sheet->lots[i].tie, sheet->lots[i].chosen);
    }
    writer_close_list(writer);
    if (sheet->open_count > 0) {
        writer_open_list(writer, "order_open");
        for (size_t i = 0; i < sheet->open_count; i++) {
            write_tie(writer, &sheet->open[i], 0);
        }
        writer_close_list(writer);
    }
}

static void write_slate(struct writer *writer, const struct slate *slate)
{
    writer_text(writer, "title", slate->title == NULL ? "" : slate->title);
    writer_number(writer, "seats", slate->seats);
    writer_open_list(writer, "candidates");
    for (size_t c = 1; c <= slate->candidates; c++) {
        writer_text(writer, NULL, slate->names[c].name);
    }
    writer_close_list(writer);
    writer_open_list(writer, "withdrawn");
    for (size_t c = 1; c <= slate->candidates; c++) {
        if (slate->names[c].is_withdrawn) {
            writer_number(writer, NULL, c);
        }
    }
    writer_close_list(writer);
}

/* Of the elected the figures of the last stage, 0 of the others. */
static void write_elected(struct writer *writer,
                          const char *name,
                          const struct sheet *sheet,
                          const int64_t *votes)
{
    writer_open_list(writer, name);
    for (size_t c = 1; c <= sheet->candidates; c++) {
        sheet_json_votes(writer, NULL, sheet, is_elected(sheet, c) ? votes[c] : 0);
    }
    writer_close_list(writer);
}

/* What a Meek count ends with. */
static void write_final(struct writer *writer, const struct sheet *sheet)
{
    const struct sheet_stage *last = &sheet->stages[sheet->stage_count - 1];

    if (last->keep != NULL) {
        write_elected(writer, "final_votes", sheet, last->totals);
        write_elected(writer, "final_keep_factors", sheet, last->keep);
    }
}

static void write_result(struct writer *writer, const struct sheet *sheet)
{
    char quota[SHEET_VOTES_SIZE];

    writer_number(writer, "valid_ballots", sheet->valid);
    writer_number(writer, "blank_ballots", sheet->blank);
    writer_number(writer, "rejected_ballots", sheet->rejected);
    writer_text(writer, "rules", constituency_rules_name(sheet->rules));
    if (sheet->is_literal) {
        writer_yes(writer, "literal");
    }
    if (sheet->is_run_on) {
        writer_yes(writer, "run_on");
    }
    if (sheet->decimals > 0) {
        sheet_print_quota(sheet, quota);
        writer_text(writer, "quota", quota);
    }
    write_winners(writer, sheet);
    write_order(writer, "elected_order", sheet->elected, sheet->elected_count);
    write_stage_numbers(writer, "elected_at", sheet->elected, sheet->elected_count);
    write_order(writer, "excluded_order", sheet->excluded, sheet->excluded_count);
    write_stage_numbers(writer, "excluded_at", sheet->excluded, sheet->excluded_count);
    if (sheet->untransferred > 0) {
        write_order(writer,
                    "last_excluded_without_transfer",
                    sheet->excluded + sheet->excluded_count - sheet->untransferred,
                    sheet->untransferred);
    }
    write_final(writer, sheet);
    write_ties(writer, sheet);
    writer_open_list(writer, "stages");
    for (size_t i = 1; i <= sheet->stage_count; i++) {
        write_stage(writer, sheet, i);
    }
    writer_close_list(writer);
}

int sheet_json_write(const struct sheet *sheet,
                     const struct slate *slate,
                     const char *id,
                     const char *file,
                     struct buf *out)
{
    struct writer writer;

    writer_begin(&writer, out);
    writer_number(&writer, "schema", 1);
    writer_text(&writer, "id", id);
    if (file != NULL) {
        writer_text(&writer, "file", file);
    }
    write_slate(&writer, slate);
    write_result(&writer, sheet);
    writer_end(&writer);
    return buf_status(out);
}
