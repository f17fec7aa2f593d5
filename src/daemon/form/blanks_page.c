// SPDX-License-Identifier: AGPL-3.0-or-later
/* The words of the form a definition is made by, and its page. */
#include "blanks_page.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

enum {
    ROW_FIELDS = CELL_SEATS + 1,
    ROW_CHOICES = CELL_RULES - CELL_SEATS,
    ROW_TICKS = CELLS - CELL_POST,
};

enum shape {
    SHAPE_LINE,
    SHAPE_AREA,
    SHAPE_TICK,
};

/* Every blank, in the order of the page. */
static const struct {
    enum shape shape;
    const char *label;
    const char *hint;
} table[BLANKS] = {
    [BLANK_TRUST] = {SHAPE_LINE, "Name of the trust", "In full, as it is registered."},
    [BLANK_PRACTICE] = {SHAPE_TICK,
                        "This is a practice election: nobody is elected by it",
                        ""},
    [BLANK_ADDRESS] = {SHAPE_LINE,
                       "Returning officer’s postal address",
                       "On one line. Shown on every page, with telephone and email."},
    [BLANK_TELEPHONE] = {SHAPE_LINE,
                         "Returning officer’s telephone",
                         "Members ring it when their voting code has not come."},
    [BLANK_EMAIL] = {SHAPE_LINE,
                     "Returning officer’s email",
                     "Like elections@example.nhs.uk."},
    [BLANK_STEPS +
        STEP_NOTICE] = {SHAPE_LINE,
                        "Notice of election is published",
                        "At least 40 working days before the close (rules 2.1 "
                        "and 8). Nominations open then."},
    [BLANK_STEPS + STEP_NOMINATIONS_CLOSE] = {SHAPE_LINE,
                                              "Nominations close",
                                              "At least 28 working days before the "
                                              "close (rules 2.1 and 9 to 14)."},
    [BLANK_STEPS +
        STEP_STATEMENT] = {SHAPE_LINE,
                           "Statement of candidates is published",
                           "At least 27 working days before the close (rules "
                           "2.1 and 15)."},
    [BLANK_STEPS +
        STEP_WITHDRAWAL] = {SHAPE_LINE,
                            "Last time for a candidate to withdraw",
                            "At least 25 working days before the close (rules "
                            "2.1 and 17)."},
    [BLANK_STEPS + STEP_NOTICE_OF_POLL] = {SHAPE_LINE,
                                           "Notice of poll is published",
                                           "At least 15 working days before the close "
                                           "(rules 2.1 and 23)."},
    [BLANK_STEPS + STEP_OPEN] = {SHAPE_LINE,
                                 "Voting opens",
                                 "With the notice of poll or after it (rules 23 and "
                                 "24)."},
    [BLANK_CLOSE] = {SHAPE_LINE,
                     "Voting closes",
                     "By 5pm on a working day (rule 2.1), like 18 June 2026 17:00."},
    [BLANK_WORDS] = {SHAPE_LINE,
                     "Most words of a candidate’s election statement",
                     "The rules say 250 (rule 64)."},
    [BLANK_AGE_STAND] = {SHAPE_LINE,
                         "Youngest age to stand",
                         "In years, as the trust’s constitution has it."},
    [BLANK_AGE_VOTE] = {SHAPE_LINE,
                        "Youngest age to vote",
                        "In years, as the trust’s constitution has it."},
    [BLANK_FLOOR] =
        {SHAPE_LINE,
         "Fewest online votes to open together",
         "With fewer in a constituency, opening them could show how somebody "
         "voted, and officers must agree to it one by one."},
    [BLANK_PUBLIC] = {SHAPE_AREA,
                      "What a public member declares when voting",
                      "Rule 21.1. Members of staff declare nothing."},
    [BLANK_PATIENT] = {SHAPE_AREA,
                       "What a patient or carer member declares when voting",
                       "Rule 21.1."},
    [BLANK_LABELS] =
        {SHAPE_AREA,
         "Rule numbers of the trust’s own constitution",
         "If they differ from the Model Election Rules: one on a line, the "
         "model rule, an equals sign and your own, like 2.1 = 4.2."},
    [BLANK_LOTS] = {SHAPE_LINE,
                    "SHA-256 of the seed for lots",
                    "Leave it empty if the returning officer draws lots by hand."},
    [BLANK_OFFICERS] =
        {SHAPE_AREA,
         "Officers",
         "The contents of each .pub file that “tally officer new” wrote, "
         "one after another, the returning officer’s first. The others are deputies: "
         "what "
         "each may do is asked below, once their files are here."},
    [BLANK_HANDS] = {SHAPE_LINE,
                     "How many officers sign what cannot be undone",
                     "1 or 2: disqualifications, the ballot box, the result."},
    [BLANK_TRUSTEES] =
        {SHAPE_AREA,
         "Trustees",
         "The contents of each .pub file that “tally trustee new” wrote."},
    [BLANK_THRESHOLD] = {SHAPE_LINE,
                         "How many trustees together open the votes",
                         "At least 2 and fewer than there are; empty for all but one."},
    [BLANK_MIXERS] = {SHAPE_AREA,
                      "Mixers",
                      "The contents of each .pub file that “tally mixer new” wrote: at "
                      "least two, of different organisations."},
    [BLANK_ISSUER] = {SHAPE_AREA,
                      "Issuer of voting codes",
                      "Leave it empty if this server draws them. The contents of the "
                      ".pub file that “tally issuer new” wrote."},
    [BLANK_ORIGIN] = {SHAPE_LINE,
                      "Address of the public record",
                      "Without https://. It must not have been used before."},
    [BLANK_POLICY] = {SHAPE_AREA,
                      "Witness policy",
                      "“quorum none” if nobody else watches the record."},
};

static const struct {
    enum blank first;
    const char *title;
    const char *intro;
} sections[] = {
    {BLANK_TRUST, "The trust", NULL},
    {BLANK_STEPS,
     "Dates",
     "Type UK time like 18 June 2026 17:00. Give the close, and the latest dates that "
     "the rules allow are worked out with bank holidays."},
    {BLANK_WORDS,
     "The trust’s own rules",
     "What stands here already is in the Model Election Rules."},
    {BLANK_OFFICERS,
     "People and their keys",
     "Each person makes a key on their own machine and hands over the .pub file "
     "alone."},
    {BLANK_ORIGIN, "The public record", NULL},
    {BLANKS, NULL, NULL},
};

enum {
    SECTIONS = ARRAY_SIZE(sections) - 1,
};

static const char *const cells[CELLS] = {
    [CELL_NAME] = "Name",
    [CELL_CLASS] = "Class, if it is one",
    [CELL_SEATS] = "Governors to elect",
    [CELL_KIND] = "Whose it is",
    [CELL_RULES] = "How votes are counted",
    [CELL_POST] = "Votes by post too",
    [CELL_TELEPHONE] = "Votes by telephone too",
    [CELL_TEXT] = "Votes by text message too",
};

static const char *const kinds[KIND_END] = {
    [KIND_PUBLIC] = "Public members",
    [KIND_PATIENT] = "Patients and carers",
    [KIND_STAFF] = "Staff",
};

static const char *const rule_words[RULES_END] = {
    [RULES_NHS_2014_STV] = "Single transferable vote (Model Election Rules)",
    [RULES_NHS_2014_FPP] = "First past the post (Model Election Rules)",
    [RULES_NI_1985] = "Single transferable vote, Northern Ireland 1985",
    [RULES_SCOTTISH_2011] = "Single transferable vote, Scotland 2011",
    [RULES_ERS97] = "Single transferable vote, ERS97",
    [RULES_MEEK_PRF_2009] = "Single transferable vote, Meek",
};

/* Lists within the page. */
struct blanks_row {
    char names[CELLS][BLANKS_NAME_SIZE];
    struct page_definition_constituencies_fields fields[ROW_FIELDS];
    struct page_definition_constituencies_choices choices[ROW_CHOICES];
    struct page_definition_constituencies_choices_options kinds[KIND_END - 1];
    struct page_definition_constituencies_choices_options rules[RULES_END - 1];
    struct page_definition_constituencies_ticks ticks[ROW_TICKS];
};

struct blanks_deputy {
    char asked[DEPUTIES_FIELD_SIZE];
    char names[GRANTS][DEPUTIES_FIELD_SIZE];
    struct page_definition_deputies_grants grants[GRANTS];
};

struct blanks_page {
    struct page_definition page;
    struct part_errors errors;
    struct page_definition_sections sections[SECTIONS];
    struct page_definition_sections_fields fields[BLANKS];
    struct page_definition_constituencies constituencies[BLANKS_ROWS_MAX];
    struct blanks_row rows[BLANKS_ROWS_MAX];
    struct page_definition_deputies deputies[DEPUTIES_MAX];
    struct blanks_deputy deputy_rows[DEPUTIES_MAX];
};

const char *blanks_page_label(enum blank blank)
{
    return table[blank].label;
}

static void fill_field(const struct blanks *blanks,
                       size_t blank,
                       struct page_definition_sections_fields *out)
{
    const struct blank_value *value = &blanks->blanks[blank];

    *out = (struct page_definition_sections_fields){
        .name = blanks_name((enum blank)blank),
        .label = table[blank].label,
        .hint = table[blank].hint,
        .error = value->error,
        .text = value->value,
        .is_area = table[blank].shape == SHAPE_AREA,
        .is_tick = table[blank].shape == SHAPE_TICK,
        .is_ticked = strcmp(value->value, "yes") == 0,
    };
}

static void fill_sections(const struct blanks *blanks, struct blanks_page *page)
{
    size_t i;

    for (i = 0; i < BLANKS; i++) {
        fill_field(blanks, i, &page->fields[i]);
    }
    for (i = 0; i < SECTIONS; i++) {
        page->sections[i] = (struct page_definition_sections){
            .title = sections[i].title,
            .intro = sections[i].intro,
            .has_dates = sections[i].first == BLANK_STEPS,
            .holidays = blanks->holidays,
            .fields = &page->fields[sections[i].first],
            .fields_count = sections[i + 1].first - sections[i].first,
        };
    }
    page->page.sections = page->sections;
    page->page.sections_count = SECTIONS;
}

static void fill_choices(const struct blank_value *values, struct blanks_row *row)
{
    size_t i;

    for (i = 1; i < KIND_END; i++) {
        const char *code = constituency_kind_name((enum kind)i);

        row->kinds[i - 1] = (struct page_definition_constituencies_choices_options){
            .code = code,
            .words = kinds[i],
            .is_chosen = strcmp(code, values[CELL_KIND].value) == 0};
    }
    for (i = 1; i < RULES_END; i++) {
        const char *code = constituency_rules_name((enum rule_set)i);

        row->rules[i - 1] = (struct page_definition_constituencies_choices_options){
            .code = code,
            .words = rule_words[i],
            .is_chosen = strcmp(code, values[CELL_RULES].value) == 0};
    }
    for (i = 0; i < ROW_CHOICES; i++) {
        enum cell cell = (enum cell)(CELL_KIND + i);

        row->choices[i] = (struct page_definition_constituencies_choices){
            .name = row->names[cell],
            .label = cells[cell],
            .error = values[cell].error,
            .options = cell == CELL_KIND ? row->kinds : row->rules,
            .options_count =
                cell == CELL_KIND ? ARRAY_SIZE(row->kinds) : ARRAY_SIZE(row->rules)};
    }
}

static void fill_row(const struct blanks *blanks, size_t at, struct blanks_page *page)
{
    const struct blank_value *values = blanks->rows[at];
    struct blanks_row *row = &page->rows[at];
    enum cell cell;

    for (cell = 0; cell < CELLS; cell++) {
        blanks_name_cell(at, cell, row->names[cell]);
        if (cell <= CELL_SEATS) {
            row->fields[cell] = (struct page_definition_constituencies_fields){
                .name = row->names[cell],
                .label = cells[cell],
                .error = values[cell].error,
                .text = values[cell].value};
        } else if (cell >= CELL_POST) {
            row->ticks[cell - CELL_POST] =
                (struct page_definition_constituencies_ticks){
                    .name = row->names[cell],
                    .label = cells[cell],
                    .is_ticked = strcmp(values[cell].value, "yes") == 0};
        }
    }
    fill_choices(values, row);
    page->constituencies[at] =
        (struct page_definition_constituencies){.number = at + 1,
                                                .fields = row->fields,
                                                .fields_count = ROW_FIELDS,
                                                .choices = row->choices,
                                                .choices_count = ROW_CHOICES,
                                                .ticks = row->ticks,
                                                .ticks_count = ROW_TICKS};
}

static void
fill_deputy(const struct deputy *deputy, size_t at, struct blanks_page *page)
{
    struct blanks_deputy *row = &page->deputy_rows[at];
    size_t i;

    deputies_field(deputy, GRANTS, row->asked);
    for (i = 0; i < GRANTS; i++) {
        deputies_field(deputy, i, row->names[i]);
        row->grants[i] = (struct page_definition_deputies_grants){
            .name = row->names[i],
            .label = deputies_grant_words(i),
            .is_ticked = (deputy->may & 1U << i) != 0};
    }
    page->deputies[at] = (struct page_definition_deputies){.name = deputy->name,
                                                           .id = deputy->id,
                                                           .asked = row->asked,
                                                           .error = deputy->error,
                                                           .grants = row->grants,
                                                           .grants_count = GRANTS};
}

static void fill_deputies(const struct blanks *blanks, struct blanks_page *page)
{
    size_t i;

    for (i = 0; i < blanks->deputies.count; i++) {
        fill_deputy(&blanks->deputies.list[i], i, page);
    }
    page->page.has_deputies = blanks->deputies.count > 0;
    page->page.deputies = page->deputies;
    page->page.deputies_count = blanks->deputies.count;
}

int blanks_page_new(const struct blanks *blanks, struct blanks_page **out)
{
    struct blanks_page *page = calloc(1, sizeof(*page));
    size_t i;

    if (page == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    fill_sections(blanks, page);
    fill_deputies(blanks, page);
    for (i = 0; i < blanks->row_count; i++) {
        fill_row(blanks, i, page);
    }
    page->page.constituencies = page->constituencies;
    page->page.constituencies_count = blanks->row_count;
    page->page.rows = blanks->row_count;
    page->page.notes = blanks->notes;
    page->page.notes_count = blanks->note_count;
    page->page.may_add = blanks->row_count < BLANKS_ROWS_MAX;
    page->page.next = blanks->row_count + 1;
    page->errors = (struct part_errors){.problems = blanks->problems,
                                        .problems_count = blanks->problem_count};
    page->page.errors = blanks->problem_count > 0 ? &page->errors : NULL;
    *out = page;
    return 0;
}

void blanks_page_free(struct blanks_page *page)
{
    free(page);
}

struct page_definition *blanks_page(struct blanks_page *page)
{
    return &page->page;
}
