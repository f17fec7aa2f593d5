// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/sheet_reader.h"

#include "base/fault.h"
#include "sheet_stages.h"

enum {
    PAPER_MAX = 1000, /* bytes of one line of ballots */
};

static const char file_members[] =
    "practice schema id file title seats candidates withdrawn valid_ballots "
    "blank_ballots "
    "rejected_ballots rules literal run_on quota winners elected_order elected_at "
    "excluded_order "
    "excluded_at last_excluded_without_transfer final_votes final_keep_factors lots "
    "order_open stages ballots";

static int read_names(const struct node *root, struct slate *slate)
{
    struct node list = node_member(root, "candidates");
    struct node title = node_member(root, "title");
    struct node gone = node_member(root, "withdrawn");
    size_t count = node_list(&gone, 0, slate->candidates);
    int r = slate_title(slate, node_span(&title));

    for (size_t c = 1; r == 0 && c <= slate->candidates; c++) {
        struct node item = node_item(&list, c - 1);

        r = slate_name(slate, c, node_span(&item));
    }
    for (size_t i = 0; i < count; i++) {
        struct node item = node_item(&gone, i);
        size_t number = node_number(&item, 1, slate->candidates);

        slate->names[number].is_withdrawn = number > 0;
    }
    return r;
}

static int read_slate(const struct node *root, struct slate **out)
{
    struct node list = node_member(root, "candidates");
    struct node seats = node_member(root, "seats");
    size_t candidates = node_list(&list, 1, RANKING_CANDIDATES_MAX);
    unsigned places = (unsigned)node_number(&seats, 1, RANKING_CANDIDATES_MAX);
    int r;

    if (candidates == 0 || places == 0) {
        return 0; /* the tree has failed and says why */
    }
    r = slate_new(candidates, places, out);
    return r != 0 ? r : read_names(root, *out);
}

/* A number of "5 2 - 1 0". */
static bool take_number(const char **at, uint32_t *out)
{
    uint64_t value = 0;
    const char *start = *at;

    while (**at >= '0' && **at <= '9' && value <= RANKING_PAPERS_MAX) {
        value = value * 10 + (uint64_t)(**at - '0');
        ++*at;
    }
    *out = (uint32_t)value;
    return *at > start && value <= RANKING_PAPERS_MAX && (**at == ' ' || **at == '\0');
}

/* A candidate's number, or '-' where the order stops being clear. */
static bool take_mark(const char **at, uint32_t *out)
{
    if (**at == '-' && (*at)[1] == ' ') {
        ++*at;
        *out = RANKING_BREAK;
        return true;
    }
    return take_number(at, out) && *out <= RANKING_CANDIDATES_MAX;
}

static int read_paper(const struct node *node, struct rankings *rankings)
{
    char text[PAPER_MAX + 1];
    const char *at = text;
    uint8_t marks[RANKING_MARKS_MAX];
    uint32_t weight = 0;
    uint32_t mark = 1;
    size_t count = 0;
    int r;

    node_text(node, text, sizeof(text));
    if (!take_number(&at, &weight)) {
        node_refuse(node, "not a line of ballots");
        return 0;
    }
    while (*at == ' ' && mark != 0) {
        at++;
        if (!take_mark(&at, &mark) || count == RANKING_MARKS_MAX) {
            break;
        }
        marks[count] = (uint8_t)mark;
        count += mark != 0;
    }
    r = mark != 0 || *at != '\0' ? RANKING_CANDIDATE
                                 : rankings_add(rankings, marks, count, weight);
    if (r > 0) {
        node_refuse(node, "not a line of ballots");
        return 0;
    }
    return r;
}

static int
read_papers(const struct node *root, size_t candidates, struct rankings **out)
{
    struct node list = node_optional(root, "ballots");
    size_t count;
    int r;

    if (!node_is_present(&list)) {
        return 0;
    }
    count = node_list(&list, 0, UINT32_MAX);
    r = rankings_new(candidates, out);
    for (size_t i = 0; r == 0 && i < count; i++) {
        struct node item = node_item(&list, i);

        r = read_paper(&item, *out);
    }
    return r;
}

static int read_file(const struct node *root, struct sheet_file *file)
{
    struct node schema = node_member(root, "schema");
    int r;

    node_members(root, file_members);
    (void)node_number(&schema, 1, 1);
    r = read_slate(root, &file->slate);
    if (r == 0 && file->slate != NULL) {
        r = sheet_stages_read(root, file->slate, &file->sheet);
    }
    if (r == 0 && file->slate != NULL) {
        r = read_papers(root, file->slate->candidates, &file->rankings);
    }
    return r;
}

int sheet_reader_parse(struct span text,
                       size_t ceiling,
                       struct node_complaint *why,
                       struct sheet_file *out)
{
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    struct sheet_file file = {0};
    struct node root;
    int r;

    r = node_parse(text, ceiling, why, &tree);
    if (r != 0) {
        return r < 0 ? r : SHEET_READER_REFUSED;
    }
    root = node_root(tree);
    r = read_file(&root, &file);
    if (r == 0) {
        r = node_status(tree, why);
        r = r > 0 ? SHEET_READER_REFUSED : r;
    }
    if (r != 0) {
        sheet_reader_deinit(&file);
        return r;
    }
    *out = file;
    return 0;
}

void sheet_reader_deinit(struct sheet_file *file)
{
    slate_free(file->slate);
    sheet_free(file->sheet);
    rankings_free(file->rankings);
    *file = (struct sheet_file){0};
}
