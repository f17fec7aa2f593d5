// SPDX-License-Identifier: AGPL-3.0-or-later
/* The result is not what the votes make it. */
#include <string.h>

#include "mutation.h"
#include "seal/hash.h"

static void change_hands(struct tale *tale, int by)
{
    tale_scene(tale, ENTRY_RESULT, 1)->by = (unsigned)by;
}

/* Before the last trustee's shares; before the box. */
static void result_early(struct tale *tale, int argument)
{
    tale_move_before(tale,
                     tale_scene(tale, ENTRY_RESULT, 1),
                     argument == 0 ? tale_shares(tale, 1, 3)
                                   : tale_scene(tale, ENTRY_BOX, 1));
}

/* Of the trustees only one comes, and again with the same. */
static void too_few(struct tale *tale, int argument)
{
    (void)argument;
    tale_remove(tale, tale_shares(tale, 1, 3));
    (void)tale_double(tale, tale_shares(tale, 1, 1));
}

static struct result_document *result_of(struct tale *tale)
{
    return &tale_scene(tale, ENTRY_RESULT, 1)->document->of.result;
}

static void change_lists(struct tale *tale, int argument)
{
    struct result_document *result = result_of(tale);
    struct result_list first = result->lists[0];

    switch (argument) {
    case 0:
        result->count = 1;
        break;
    case 1:
        result->lists[1].cid = 3;
        break;
    default:
        result->lists[0] = result->lists[1];
        result->lists[1] = first;
        break;
    }
}

static void change_counts(struct tale *tale, int argument)
{
    struct result_list *list = tale_result(tale, 1);

    switch (argument) {
    case 0:
        list->electorate++;
        break;
    case 1:
        list->by_channel[CHANNEL_ONLINE]--;
        break;
    case 2:
        list->by_channel[CHANNEL_POST]++;
        break;
    case 3:
        list->by_register[REGISTER_OMITTED]--;
        break;
    case 4:
        list->rejected[HEADING_OVERVOTE]++;
        break;
    case 5:
        list->unreadable = 7;
        break;
    default:
        list->unreadable = 1;
        break;
    }
}

static void change_elected(struct tale *tale, int argument)
{
    struct result_list *list = tale_result(tale, argument < 4 ? 1 : 2);
    uint8_t first = list->elected[0];

    switch (argument) {
    case 0:
        list->elected[0] = 5;
        break;
    case 1:
        list->elected[1] = first;
        break;
    case 2:
        list->elected_count = 3;
        list->elected[2] = 4;
        break;
    case 3:
        list->lots[0] = 9;
        list->lot_count = 1;
        break;
    case 4:
        list->elected[0] = (uint8_t)(3 - first);
        break;
    case 6: /* where one is needed */
        list->lots[0] = 9;
        break;
    default:
        list->lot_count = 0;
        break;
    }
}

/* In order of election: another order is another result. */
static void reorder(struct tale *tale, int argument)
{
    struct result_list *list = tale_result(tale, 1);
    uint8_t first = list->elected[0];

    (void)argument;
    list->elected[0] = list->elected[1];
    list->elected[1] = first;
}

static void reveal(struct tale *tale, int argument)
{
    struct definition *definition =
        tale_scene(tale, ENTRY_DEFINITION, 1)->document->of.definition;

    if (argument != 0) {
        definition->lots_from_seed = true;
        memset(&definition->lot_seed, 3, sizeof(definition->lot_seed));
    }
    if (argument != 1) {
        result_of(tale)->has_seed = true;
    }
}

void mutation_edit_sheet(struct tale *tale, const char *from, const char *to)
{
    struct result_list *list = tale_result(tale, 1);
    struct buf sheet;

    buf_init(&sheet, TALE_OBJECT_MAX);
    buf_put_span(&sheet, buf_span(&tale->sheets[0]));
    mutation_replace(&sheet, from, to);
    tale_keep(tale, buf_span(&sheet), &list->sheet);
    buf_deinit(&sheet);
}

static void change_sheet(struct tale *tale, int argument)
{
    static const struct {
        const char *from;
        const char *to;
    } edits[] = {
        {"\"1 2 4 0\"", "\"1 4 2 0\""},
        {"\"2 1 2 0\"", "\"3 1 2 0\""},
        {"\"quota\"", " \"quota\""},
        {"\"schema\": 1", "\"schema\": 2"},
        {"\"schema\": 1", "\"schema\": 1,\n  \"file\": \"x\""},
        {"\"stage\": 1", "\"stage\": 2"},
        {"\"blank_ballots\": 0", "\"blank_ballots\": 1"},
        {"\"excluded_order\": []", "\"excluded_order\": [\n    1\n  ]"},
    };

    mutation_edit_sheet(tale, edits[argument].from, edits[argument].to);
}

static void change_size(struct tale *tale, int argument)
{
    (void)argument;
    tale_result(tale, 1)->sheet.size++;
}

static void swap_sheets(struct tale *tale, int argument)
{
    struct object_ref first = tale_result(tale, 1)->sheet;

    (void)argument;
    tale_result(tale, 1)->sheet = tale_result(tale, 2)->sheet;
    tale_result(tale, 2)->sheet = first;
}

static void spoil_sheet_gone(struct tale *tale, const char *folder)
{
    char name[80];

    mutation_object_name(tale, 11, name);
    mutation_drop(folder, name);
}

/* Where a seed decides, nobody draws. */
static void draw_beside_seed(struct tale *tale, int argument)
{
    struct definition *definition =
        tale_scene(tale, ENTRY_DEFINITION, 1)->document->of.definition;

    reveal(tale, argument);
    hash_sha256(SPAN(result_of(tale)->seed), &definition->lot_seed);
}

const struct mutation mutations_of_result[] = {
    {"result-lots-beside-seed", "result-seed", draw_beside_seed, 2, NULL},
    {"result-by-one", "result-signers", change_hands, BY_RETURNING, NULL},
    {"result-with-a-clerk",
     "result-signers",
     change_hands,
     BY_RETURNING | BY_CLERK,
     NULL},
    {"result-forged", "result-signature", mutation_forge, ENTRY_RESULT, NULL},
    {"result-again", "result-repeated", mutation_repeat, ENTRY_RESULT, NULL},
    {"result-second", "result-once", mutation_double, ENTRY_RESULT, NULL},
    {"result-before-shares", "result-early", result_early, 0, NULL},
    {"result-before-box", "result-early", result_early, 1, NULL},
    {"result-of-too-few-trustees", "result-early", too_few, 0, NULL},
    {"result-list-missing", "result-lists", change_lists, 0, NULL},
    {"result-of-the-unopposed", "result-lists", change_lists, 1, NULL},
    {"result-lists-swapped", "document-form", change_lists, 2, NULL},
    {"result-electorate", "result-counts", change_counts, 0, NULL},
    {"result-online", "result-counts", change_counts, 1, NULL},
    {"result-post", "result-counts", change_counts, 2, NULL},
    {"result-registers", "result-counts", change_counts, 3, NULL},
    {"result-rejected", "result-counts", change_counts, 4, NULL},
    {"result-more-unreadable-than-votes", "result-counts", change_counts, 5, NULL},
    {"result-elects-nobody-known", "result-elected", change_elected, 0, NULL},
    {"result-elects-one-twice", "document-form", change_elected, 1, NULL},
    {"result-elects-too-many", "result-elected", change_elected, 2, NULL},
    {"result-lot-of-nobody-known", "result-elected", change_elected, 3, NULL},
    {"result-lot-of-nobody-tied", "result-elected", change_elected, 6, NULL},
    {"result-seed-not-promised", "result-seed", reveal, 0, NULL},
    {"result-seed-missing", "result-seed", reveal, 1, NULL},
    {"result-seed-another", "result-seed", reveal, 2, NULL},
    {"result-lot-missing", "recount-lot", change_elected, 5, NULL},
    {"result-elects-the-loser", "result-elects", change_elected, 4, NULL},
    {"result-order-of-election", "result-elects", reorder, 0, NULL},
    {"result-unreadable-claimed", "result-unreadable", change_counts, 6, NULL},
    {"result-plaintext-altered", "result-sheet", change_sheet, 0, NULL},
    {"result-count-altered", "result-sheet", change_sheet, 1, NULL},
    {"result-sheet-spaced", "result-sheet", change_sheet, 2, NULL},
    {"result-sheet-of-another-schema", "result-sheet", change_sheet, 3, NULL},
    {"result-sheet-with-a-member-more", "result-sheet", change_sheet, 4, NULL},
    {"result-sheet-stage-misnumbered", "result-sheet", change_sheet, 5, NULL},
    {"result-sheet-a-paper-more", "result-sheet", change_sheet, 6, NULL},
    {"result-sheet-excludes-the-elected", "result-sheet", change_sheet, 7, NULL},
    {"result-sheet-size", "result-sheet", change_size, 0, NULL},
    {"result-sheets-swapped", "result-sheet", swap_sheets, 0, NULL},
    {"result-sheet-gone", "sheet-missing", NULL, 0, spoil_sheet_gone},
    {NULL, NULL, NULL, 0, NULL},
};
