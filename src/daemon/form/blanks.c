// SPDX-License-Identifier: AGPL-3.0-or-later
#include "blanks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

/* The name of every blank in the form. */
static const char *const names[BLANKS] = {
    [BLANK_TRUST] = "trust",
    [BLANK_PRACTICE] = "practice",
    [BLANK_ADDRESS] = "address",
    [BLANK_TELEPHONE] = "telephone",
    [BLANK_EMAIL] = "email",
    [BLANK_STEPS + STEP_NOTICE] = "notice",
    [BLANK_STEPS + STEP_NOMINATIONS_CLOSE] = "nominations_close",
    [BLANK_STEPS + STEP_STATEMENT] = "statement",
    [BLANK_STEPS + STEP_WITHDRAWAL] = "withdrawal",
    [BLANK_STEPS + STEP_NOTICE_OF_POLL] = "notice_of_poll",
    [BLANK_STEPS + STEP_OPEN] = "open",
    [BLANK_CLOSE] = "close",
    [BLANK_WORDS] = "words",
    [BLANK_AGE_STAND] = "age_stand",
    [BLANK_AGE_VOTE] = "age_vote",
    [BLANK_FLOOR] = "floor",
    [BLANK_PUBLIC] = "declare_public",
    [BLANK_PATIENT] = "declare_patient",
    [BLANK_LABELS] = "labels",
    [BLANK_LOTS] = "lots",
    [BLANK_OFFICERS] = "officers",
    [BLANK_HANDS] = "hands",
    [BLANK_TRUSTEES] = "trustees",
    [BLANK_THRESHOLD] = "threshold",
    [BLANK_MIXERS] = "mixers",
    [BLANK_ISSUER] = "issuer",
    [BLANK_ORIGIN] = "origin",
    [BLANK_POLICY] = "policy",
};

static const char *const cells[CELLS] = {
    [CELL_NAME] = "name",
    [CELL_CLASS] = "class",
    [CELL_SEATS] = "seats",
    [CELL_KIND] = "kind",
    [CELL_RULES] = "rules",
    [CELL_POST] = "post",
    [CELL_TELEPHONE] = "telephone",
    [CELL_TEXT] = "text",
};

struct blanks *blanks_new(void)
{
    struct blanks *blanks = calloc(1, sizeof(*blanks));
    size_t i;
    size_t k;

    if (blanks == NULL) {
        return NULL;
    }
    blanks->row_count = BLANKS_ROWS_SHOWN;
    for (i = 0; i < BLANKS; i++) {
        blanks->blanks[i].value = "";
    }
    for (i = 0; i < BLANKS_ROWS_MAX; i++) {
        for (k = 0; k < CELLS; k++) {
            blanks->rows[i][k].value = "";
        }
        blanks->rows[i][CELL_KIND].value = constituency_kind_name(KIND_PUBLIC);
        blanks->rows[i][CELL_RULES].value = constituency_rules_name(RULES_NHS_2014_STV);
    }
    return blanks;
}

void blanks_free(struct blanks *blanks)
{
    free(blanks);
}

const char *blanks_keep(struct blanks *blanks, struct span text)
{
    char *kept = blanks->room + blanks->used;

    if (text.size >= sizeof(blanks->room) - blanks->used) {
        return "";
    }
    if (text.size > 0) {
        memcpy(kept, text.data, text.size);
    }
    kept[text.size] = '\0';
    blanks->used += text.size + 1;
    return kept;
}

const char *blanks_name(enum blank blank)
{
    return names[blank];
}

void blanks_name_cell(size_t row, enum cell cell, char out[static BLANKS_NAME_SIZE])
{
    (void)snprintf(out, BLANKS_NAME_SIZE, "%s_%zu", cells[cell], row + 1);
}

/* How many rows the form had, and whether one more is wanted. */
static void read_row_count(struct blanks *blanks, const struct urlform *form)
{
    struct span text = urlform_value(form, "rows");
    size_t count = 0;
    size_t i;

    for (i = 0; i < text.size && text.size <= 2; i++) {
        if (text.data[i] >= '0' && text.data[i] <= '9') {
            count = count * 10 + (size_t)(text.data[i] - '0');
        }
    }
    if (span_is_equal(urlform_value(form, "act"), span_of_text("add"))) {
        count++;
    }
    blanks->row_count = count < BLANKS_ROWS_SHOWN ? BLANKS_ROWS_SHOWN
                        : count > BLANKS_ROWS_MAX ? BLANKS_ROWS_MAX
                                                  : count;
}

/* A box that is not ticked is not sent. */
static bool is_tick(enum cell cell)
{
    return cell >= CELL_POST;
}

static void read_row(struct blanks *blanks, const struct urlform *form, size_t row)
{
    char name[BLANKS_NAME_SIZE];
    enum cell cell;

    for (cell = 0; cell < CELLS; cell++) {
        blanks_name_cell(row, cell, name);
        if (urlform_has(form, name) || is_tick(cell)) {
            blanks->rows[row][cell].value =
                blanks_keep(blanks, urlform_value(form, name));
        }
    }
}

void blanks_read(struct blanks *blanks, const struct urlform *form)
{
    size_t i;

    for (i = 0; i < BLANKS; i++) {
        if (urlform_has(form, names[i]) || i == BLANK_PRACTICE) {
            blanks->blanks[i].value =
                blanks_keep(blanks, urlform_value(form, names[i]));
        }
    }
    read_row_count(blanks, form);
    for (i = 0; i < blanks->row_count; i++) {
        read_row(blanks, form, i);
    }
}

void blanks_set(struct blanks *blanks, enum blank blank, const char *text)
{
    blanks->blanks[blank].value = blanks_keep(blanks, span_of_text(text));
}

static void
fail(struct blanks *blanks, const char **error, const char *name, const char *text)
{
    const char *kept = blanks_keep(blanks, span_of_text(text));
    struct buf both;

    if (blanks->problem_count < BLANKS_PROBLEMS_MAX) {
        blanks->problems[blanks->problem_count++] = (struct part_errors_problems){
            .field = blanks_keep(blanks, span_of_text(name)), .text = kept};
    }
    if (*error == NULL) {
        *error = kept;
        return;
    }
    buf_init(&both, BLANKS_ROOM);
    buf_printf(&both, "%s. %s", *error, text);
    *error = blanks_keep(blanks, buf_span(&both));
    buf_deinit(&both);
}

void blanks_fail(struct blanks *blanks, enum blank blank, const char *text)
{
    fail(blanks, &blanks->blanks[blank].error, names[blank], text);
}

void blanks_fail_deputy(struct blanks *blanks, struct deputy *one, const char *text)
{
    char field[DEPUTIES_FIELD_SIZE];

    deputies_field(one, 0, field);
    fail(blanks, &one->error, field, text);
}

void blanks_fail_cell(struct blanks *blanks,
                      size_t row,
                      enum cell cell,
                      const char *text)
{
    char name[BLANKS_NAME_SIZE];

    blanks_name_cell(row, cell, name);
    fail(blanks, &blanks->rows[row][cell].error, name, text);
}

void blanks_note(struct blanks *blanks, const char *text)
{
    if (blanks->note_count < BLANKS_NOTES_MAX) {
        blanks->notes[blanks->note_count++] =
            (struct page_definition_notes){blanks_keep(blanks, span_of_text(text))};
    }
}

bool blanks_is_row_empty(const struct blanks *blanks, size_t row)
{
    enum cell cell;

    for (cell = CELL_NAME; cell <= CELL_SEATS; cell++) {
        if (blanks->rows[row][cell].value[0] != '\0') {
            return false;
        }
    }
    return true;
}
