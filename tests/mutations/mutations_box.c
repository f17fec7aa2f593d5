// SPDX-License-Identifier: AGPL-3.0-or-later
/* A box that is not what the record holds. */
#include "mutation.h"

static void change_hands(struct tale *tale, int by)
{
    tale_scene(tale, ENTRY_BOX, 1)->by = (unsigned)by;
}

static void box_early(struct tale *tale, int argument)
{
    (void)argument;
    tale_move_behind(
        tale, tale_scene(tale, ENTRY_CLOSE, 1), tale_scene(tale, ENTRY_BOX, 1));
}

static void change_lists(struct tale *tale, int argument)
{
    struct box_document *box = &tale_scene(tale, ENTRY_BOX, 1)->document->of.box;

    if (argument == 0) {
        box->count = 1;
    } else {
        box->lists[1].cid = 3;
    }
}

static void change_counts(struct tale *tale, int argument)
{
    struct box_list *list = tale_box(tale, 1);

    switch (argument) {
    case 0:
        list->online++;
        break;
    case 1:
        list->received++;
        break;
    case 2:
        list->entered++;
        break;
    case 3:
        list->rejected[HEADING_UNCERTAIN]--;
        break;
    case 4:
        list->disqualified++;
        break;
    default:
        list->rejected[HEADING_OVERVOTE]++;
        break;
    }
}

static void raise_floor(struct tale *tale, int argument)
{
    (void)argument;
    tale_scene(tale, ENTRY_DEFINITION, 1)
        ->document->of.definition->constituencies[1]
        .floor = 5;
}

const struct mutation mutations_of_box[] = {
    {"box-by-one", "box-signers", change_hands, BY_DEPUTY, NULL},
    {"box-with-a-clerk", "box-signers", change_hands, BY_DEPUTY | BY_CLERK, NULL},
    {"box-forged", "box-signature", mutation_forge, ENTRY_BOX, NULL},
    {"box-again", "box-repeated", mutation_repeat, ENTRY_BOX, NULL},
    {"box-second", "box-once", mutation_double, ENTRY_BOX, NULL},
    {"box-before-close", "box-early", box_early, 0, NULL},
    {"box-list-missing", "box-lists", change_lists, 0, NULL},
    {"box-of-the-unopposed", "box-lists", change_lists, 1, NULL},
    {"box-one-ballot-more", "box-counts", change_counts, 0, NULL},
    {"box-one-received-more", "box-counts", change_counts, 1, NULL},
    {"box-one-entered-more", "box-counts", change_counts, 2, NULL},
    {"box-one-rejected-fewer", "box-counts", change_counts, 3, NULL},
    {"box-one-disqualified-more", "box-counts", change_counts, 4, NULL},
    {"box-one-rejected-more", "box-counts", change_counts, 5, NULL},
    {"box-below-floor", "box-floor", raise_floor, 0, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
