// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sheet_view.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/fault.h"
#include "wire/node.h"

enum {
    SHEET_BYTES_MAX = 1 << 28,
};

static const char *const first_stage = "First preferences, or crosses, are counted";

void sheet_view_free(struct sheet_view *view)
{
    size_t i;

    if (view == NULL) {
        return;
    }
    for (i = 0; i < view->stage_count && view->stages != NULL; i++) {
        free(view->stages[i].totals);
    }
    free(view->stages);
    free(view);
}

static void copy_span(struct span span, char *out, size_t size)
{
    size_t kept = span.size < size ? span.size : size - 1;

    if (kept > 0) {
        memcpy(out, span.data, kept);
    }
    out[kept] = '\0';
}

static void read_names(const struct node *root, struct sheet_view *view)
{
    struct node list = node_member(root, "candidates");
    size_t i;

    view->candidates = node_list(&list, 0, CANDIDATES_MAX);
    for (i = 0; i < view->candidates; i++) {
        struct node name = node_item(&list, i);

        node_text(&name, view->names[i], sizeof(view->names[i]));
    }
}

/* The names of a list of numbers, joined; numbers outside are left out. */
static void
write_names(const struct sheet_view *view, const struct node *list, struct buf *out)
{
    size_t count = node_list(list, 0, CANDIDATES_MAX);
    size_t i;

    for (i = 0; i < count; i++) {
        struct node item = node_item(list, i);
        uint64_t number = node_number(&item, 1, CANDIDATES_MAX);

        if (number >= 1 && number <= view->candidates) {
            buf_printf(out, "%s%s", i > 0 ? ", " : "", view->names[number - 1]);
        }
    }
}

static void describe_stage(const struct sheet_view *view,
                           const struct node *stage,
                           char out[static SHEET_VIEW_WORDS])
{
    struct node action = node_member(stage, "action");
    struct node from = node_member(stage, "from");
    struct span name = node_span(&action);
    struct buf text;

    buf_init(&text, SHEET_BYTES_MAX);
    if (span_is_equal(name, span_of_text("first"))) {
        buf_put_text(&text, first_stage);
    } else if (span_is_equal(name, span_of_text("surplus"))) {
        buf_put_text(&text, "The surplus is transferred of ");
        write_names(view, &from, &text);
    } else {
        buf_put_text(&text, "The votes are transferred of ");
        write_names(view, &from, &text);
    }
    copy_span(buf_span(&text), out, SHEET_VIEW_WORDS);
    buf_deinit(&text);
}

static int read_stage(const struct node *node, struct sheet_view *view, size_t place)
{
    struct sheet_view_stage *stage = &view->stages[place];
    struct node totals = node_member(node, "totals");
    size_t count = node_list(&totals, view->candidates, view->candidates);
    size_t i;

    stage->totals = calloc(view->candidates + 1, sizeof(*stage->totals));
    if (stage->totals == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    for (i = 0; i < count; i++) {
        struct node total = node_item(&totals, i);

        node_text(&total, stage->totals[i], sizeof(stage->totals[i]));
    }
    describe_stage(view, node, stage->what);
    return 0;
}

static int read_stages(const struct node *root, struct sheet_view *view)
{
    struct node list = node_member(root, "stages");
    size_t count = node_list(&list, 0, SHEET_VIEW_STAGES);
    size_t i;
    int r = 0;

    view->stages = calloc(count + 1, sizeof(*view->stages));
    if (view->stages == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    view->stage_count = count;
    for (i = 0; r == 0 && i < count; i++) {
        struct node stage = node_item(&list, i);

        r = read_stage(&stage, view, i);
    }
    return r;
}

static void read_lots(const struct node *root, struct sheet_view *view)
{
    struct node list = node_optional(root, "lots");
    size_t i;

    if (!node_is_present(&list)) {
        return;
    }
    view->lot_count = node_list(&list, 0, SHEET_VIEW_LOTS);
    for (i = 0; i < view->lot_count; i++) {
        struct node lot = node_item(&list, i);
        struct node chosen = node_optional(&lot, "chosen");
        uint64_t number =
            node_is_present(&chosen) ? node_number(&chosen, 1, CANDIDATES_MAX) : 0;

        (void)snprintf(view->lots[i],
                       sizeof(view->lots[i]),
                       "A tie was settled by lot; it fell on %s",
                       number >= 1 && number <= view->candidates
                           ? view->names[number - 1]
                           : "nobody");
    }
}

static int read_root(const struct node *root, struct sheet_view *view)
{
    struct node seats = node_member(root, "seats");
    struct node valid = node_member(root, "valid_ballots");
    struct node quota = node_optional(root, "quota");
    int r;

    read_names(root, view);
    view->seats = node_number(&seats, 1, SEATS_MAX);
    view->valid = node_number(&valid, 0, NODE_NUMBER_MAX);
    if (node_is_present(&quota)) {
        node_text(&quota, view->quota, sizeof(view->quota));
    }
    r = read_stages(root, view);
    read_lots(root, view);
    return r;
}

static int read_tree(struct node_tree *tree, struct sheet_view *view)
{
    struct node root = node_root(tree);
    int r = read_root(&root, view);

    if (r == 0) {
        r = node_status(tree, NULL);
    }
    return r <= 0 ? r : SHEET_VIEW_MALFORMED;
}

int sheet_view_read(struct span json, struct sheet_view **out)
{
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    struct sheet_view *view;
    int r = node_parse(json, SHEET_BYTES_MAX, NULL, &tree);

    if (r != 0) {
        return r < 0 ? r : SHEET_VIEW_MALFORMED;
    }
    view = calloc(1, sizeof(*view));
    if (view == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = read_tree(tree, view);
    if (r != 0) {
        sheet_view_free(view);
        return r;
    }
    *out = view;
    return 0;
}

/* "12.50" as 1250, with how many digits stand behind the point. */
static int64_t read_votes(const char *text, unsigned *decimals)
{
    int64_t votes = 0;
    bool is_behind = false;

    *decimals = 0;
    for (; *text != '\0'; text++) {
        if (*text == '.') {
            is_behind = true;
        } else if (*text >= '0' && *text <= '9' && votes < INT64_MAX / 100) {
            votes = votes * 10 + (*text - '0');
            *decimals += is_behind ? 1 : 0;
        }
    }
    return votes;
}

void sheet_view_change(const char *before,
                       const char *after,
                       char out[static SHEET_VIEW_TEXT])
{
    unsigned decimals;
    int64_t change = -read_votes(before, &decimals);
    uint64_t size;
    char digits[SHEET_VIEW_TEXT];
    struct buf text;
    size_t whole;

    change += read_votes(after, &decimals);
    size = (uint64_t)(change < 0 ? -change : change);
    (void)snprintf(digits, sizeof(digits), "%020" PRIu64, size);
    whole = strlen(digits) - (decimals < 20 ? decimals : 19);
    buf_init(&text, SHEET_VIEW_TEXT - 1);
    if (change != 0) {
        size_t skip = strspn(digits, "0");

        skip = skip < whole ? skip : whole - 1;
        buf_printf(&text,
                   "%s%.*s",
                   change < 0 ? "-" : "+",
                   (int)(whole - skip),
                   digits + skip);
        buf_printf(&text, "%s%s", decimals > 0 ? "." : "", digits + whole);
    } else {
        buf_put_u8(&text, '0');
    }
    copy_span(buf_span(&text), out, SHEET_VIEW_TEXT);
    buf_deinit(&text);
}
