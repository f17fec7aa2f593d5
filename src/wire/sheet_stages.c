// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sheet_stages.h"

#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "core/constituency.h"
#include "sheet_words.h"

enum {
    DECIMALS_MAX = 9,
    DIGITS_MAX = 18,
};

/* Votes with exactly the decimals of the sheet. */
static int64_t votes_of(const struct node *node, unsigned decimals)
{
    char text[SHEET_VOTES_SIZE];
    const char *dot;
    int64_t value = 0;
    size_t digits = 0;

    node_text(node, text, sizeof(text));
    dot = strchr(text, '.');
    for (const char *at = text; *at != '\0' && digits <= DIGITS_MAX; at++) {
        if (*at >= '0' && *at <= '9') {
            value = value * 10 + (*at - '0');
            digits++;
        } else if (at != dot) {
            digits = DIGITS_MAX + 1;
        }
    }
    if (digits == 0 || digits > DIGITS_MAX || dot == text
        || (dot == NULL ? 0 : strlen(dot + 1)) != decimals
        || (dot != NULL && decimals == 0)) {
        node_refuse(node, "not votes with the decimals of this sheet");
        return 0;
    }
    return value;
}

static int64_t
member_votes(const struct node *node, const char *name, unsigned decimals)
{
    struct node member = node_member(node, name);

    return votes_of(&member, decimals);
}

/* Of the first total; the others must have as many. */
static unsigned decimals_of(const struct node *root)
{
    struct node stages = node_member(root, "stages");
    struct node first = node_item(&stages, 0);
    struct node totals = node_member(&first, "totals");
    struct node total = node_item(&totals, 0);
    char text[SHEET_VOTES_SIZE];
    const char *dot;
    size_t decimals;

    node_text(&total, text, sizeof(text));
    dot = strchr(text, '.');
    decimals = dot == NULL ? 0 : strlen(dot + 1);
    if (decimals > DECIMALS_MAX) {
        node_refuse(&total, "too many decimals");
        return 0;
    }
    return (unsigned)decimals;
}

static void read_by_candidate(const struct node *node,
                              const char *name,
                              const struct sheet *sheet,
                              int64_t *out)
{
    struct node list = node_member(node, name);
    size_t count = node_list(&list, sheet->candidates, sheet->candidates);

    for (size_t i = 0; i < count; i++) {
        struct node item = node_item(&list, i);

        out[i + 1] = votes_of(&item, sheet->decimals);
    }
}

static size_t
read_numbers(const struct node *node, const char *name, size_t candidates, uint8_t *out)
{
    struct node list = node_member(node, name);
    size_t count = node_list(&list, 0, candidates);

    for (size_t i = 0; i < count; i++) {
        struct node item = node_item(&list, i);

        out[i] = (uint8_t)node_number(&item, 1, candidates);
    }
    return count;
}

static int read_parcel(const struct node *node, struct sheet *sheet, size_t stage)
{
    struct sheet_parcel *parcel = sheet_add_parcel(sheet, &sheet->stages[stage]);
    struct node papers = node_member(node, "papers");
    struct node without = node_member(node, "without_preference");
    struct node before = node_optional(node, "value_before");
    struct node given = node_member(node, "given");
    size_t count = node_list(&given, sheet->candidates, sheet->candidates);

    if (parcel == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    node_members(node, "papers value_before value given without_preference");
    parcel->papers = node_number(&papers, 0, RANKING_PAPERS_MAX);
    parcel->given[0] = node_number(&without, 0, RANKING_PAPERS_MAX);
    if (node_is_present(&before)) {
        parcel->value_before = votes_of(&before, sheet->decimals);
        parcel->value = member_votes(node, "value", sheet->decimals);
    }
    for (size_t i = 0; i < count; i++) {
        struct node item = node_item(&given, i);

        parcel->given[i + 1] = node_number(&item, 0, RANKING_PAPERS_MAX);
    }
    return 0;
}

static int read_parcels(const struct node *node, struct sheet *sheet, size_t stage)
{
    struct node list = node_optional(node, "parcels");
    size_t count;
    int r = 0;

    if (!node_is_present(&list)) {
        return 0;
    }
    count = node_list(&list, 1, UINT16_MAX);
    for (size_t i = 0; r == 0 && i < count; i++) {
        struct node item = node_item(&list, i);

        r = read_parcel(&item, sheet, stage);
    }
    return r;
}

static int
read_keep(const struct node *node, struct sheet *sheet, struct sheet_stage *stage)
{
    struct node keep = node_optional(node, "keep_factors");

    if (!node_is_present(&keep)) {
        return 0;
    }
    stage->keep = sheet_alloc(sheet, sheet->candidates + 1, sizeof(*stage->keep));
    if (stage->keep == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    read_by_candidate(node, "keep_factors", sheet, stage->keep);
    return 0;
}

/* A member that is there only when it is true. */
static bool read_flag(const struct node *node, const char *name)
{
    struct node flag = node_optional(node, name);

    return node_is_present(&flag) && node_flag(&flag);
}

static int read_stage(const struct node *node, struct sheet *sheet)
{
    struct node number = node_member(node, "stage");
    struct node action = node_member(node, "action");
    struct node quota = node_optional(node, "quota");
    struct node surplus = node_optional(node, "surplus");
    struct sheet_stage *stage = sheet_add_stage(sheet, SHEET_FIRST);
    int r;

    if (stage == NULL) {
        node_refuse(node, "more stages than a count can have");
        return 0;
    }
    node_members(node,
                 "stage action from alone totals nontransferable quota surplus "
                 "keep_factors parcels");
    (void)node_number(&number, sheet->stage_count, sheet->stage_count);
    stage->action =
        (enum sheet_action)node_choice(&action, sheet_action_word, SHEET_FIRST);
    stage->from_count = read_numbers(node, "from", sheet->candidates, stage->from);
    read_by_candidate(node, "totals", sheet, stage->totals);
    stage->nontransferable = member_votes(node, "nontransferable", sheet->decimals);
    if (node_is_present(&quota)) {
        stage->quota = votes_of(&quota, sheet->decimals);
    }
    stage->is_alone = read_flag(node, "alone");
    if (node_is_present(&surplus)) {
        stage->surplus = votes_of(&surplus, sheet->decimals);
    }
    r = read_keep(node, sheet, stage);
    return r != 0 ? r : read_parcels(node, sheet, sheet->stage_count - 1);
}

static int read_stages(const struct node *root, struct sheet *sheet)
{
    struct node list = node_member(root, "stages");
    size_t count = node_list(&list, 1, sheet->stage_room);
    int r = 0;

    for (size_t i = 0; r == 0 && i < count; i++) {
        struct node item = node_item(&list, i);

        r = read_stage(&item, sheet);
    }
    return r;
}

static const char *rules_word(unsigned rules)
{
    return rules < RULES_END ? constituency_rules_name((enum rule_set)rules) : NULL;
}

/* Candidates in order, and the stage of each: {"3": 1}. */
static size_t read_marks(const struct node *root,
                         const char *order,
                         const char *at,
                         const struct sheet *sheet,
                         struct sheet_mark *out)
{
    uint8_t numbers[RANKING_CANDIDATES_MAX] = {0};
    size_t count = read_numbers(root, order, sheet->candidates, numbers);
    struct node stages = node_member(root, at);

    for (size_t i = 0; i < count; i++) {
        char name[8];
        struct node stage;

        (void)snprintf(name, sizeof(name), "%u", (unsigned)numbers[i]);
        stage = node_member(&stages, name);
        out[i].candidate = numbers[i];
        out[i].stage = (unsigned)node_number(&stage, 1, sheet->stage_room);
    }
    return count;
}

static struct tie read_tie(const struct node *node, const struct sheet *sheet)
{
    struct tie tie = {0};
    struct node stage = node_member(node, "stage");
    struct node purpose = node_member(node, "purpose");

    node_members(node, "stage purpose tied chosen");
    tie.stage = (unsigned)node_number(&stage, 1, sheet->stage_room);
    tie.purpose =
        (enum lot_purpose)node_choice(&purpose, sheet_purpose_word, LOT_ELECT);
    tie.count = read_numbers(node, "tied", sheet->candidates, tie.tied);
    return tie;
}

static int read_lots(const struct node *root, struct sheet *sheet)
{
    struct node list = node_member(root, "lots");
    size_t count = node_list(&list, 0, UINT16_MAX);
    int r = 0;

    for (size_t i = 0; r == 0 && i < count; i++) {
        struct node item = node_item(&list, i);
        struct node chosen = node_member(&item, "chosen");
        struct tie tie = read_tie(&item, sheet);

        r = sheet_add_lot(
            sheet, &tie, (uint8_t)node_number(&chosen, 1, sheet->candidates));
    }
    return r;
}

static int read_open(const struct node *root, struct sheet *sheet)
{
    struct node list = node_optional(root, "order_open");
    size_t count = node_is_present(&list) ? node_list(&list, 1, UINT16_MAX) : 0;
    int r = 0;

    for (size_t i = 0; r == 0 && i < count; i++) {
        struct node item = node_item(&list, i);
        struct tie tie = read_tie(&item, sheet);

        r = sheet_add_open(sheet, &tie);
    }
    return r;
}

/* "1148", "1148.00": whole by law when it has no decimals though the votes have. */
static void read_quota(const struct node *root, struct sheet *sheet)
{
    struct node quota = node_optional(root, "quota");
    struct span text;
    int64_t whole;

    if (!node_is_present(&quota)) {
        return;
    }
    text = node_span(&quota);
    if (sheet->decimals == 0 || text.size == 0
        || memchr(text.data, '.', text.size) != NULL) {
        sheet->quota = votes_of(&quota, sheet->decimals);
        return;
    }
    whole = votes_of(&quota, 0);
    if (whole > RANKING_PAPERS_MAX + 1) {
        node_refuse(&quota, "more than there can be papers");
        return;
    }
    sheet->has_whole_quota = true;
    sheet->quota = whole * sheet->unit;
}

static void read_heads(const struct node *root, struct sheet *sheet)
{
    struct node rules = node_member(root, "rules");
    struct node valid = node_member(root, "valid_ballots");
    struct node blank = node_member(root, "blank_ballots");
    struct node rejected = node_member(root, "rejected_ballots");
    struct node last = node_optional(root, "last_excluded_without_transfer");

    sheet->rules = (enum rule_set)node_choice(&rules, rules_word, RULES_NHS_2014_STV);
    sheet->is_literal = read_flag(root, "literal");
    sheet->is_run_on = read_flag(root, "run_on");
    sheet->valid = node_number(&valid, 0, RANKING_PAPERS_MAX);
    sheet->blank = node_number(&blank, 0, RANKING_PAPERS_MAX);
    sheet->rejected = node_number(&rejected, 0, RANKING_PAPERS_MAX);
    read_quota(root, sheet);
    sheet->elected_count =
        read_marks(root, "elected_order", "elected_at", sheet, sheet->elected);
    sheet->excluded_count =
        read_marks(root, "excluded_order", "excluded_at", sheet, sheet->excluded);
    if (node_is_present(&last)) {
        sheet->untransferred = node_list(&last, 1, sheet->excluded_count);
    }
}

int sheet_stages_read(const struct node *root,
                      const struct slate *slate,
                      struct sheet **out)
{
    struct sheet *sheet = NULL;
    int r = sheet_new(slate->candidates, decimals_of(root), &sheet);

    if (r != 0) {
        return r;
    }
    sheet->seats = slate->seats;
    *out = sheet;
    read_heads(root, sheet);
    r = read_stages(root, sheet);
    if (r == 0) {
        r = read_lots(root, sheet);
    }
    return r != 0 ? r : read_open(root, sheet);
}
