// SPDX-License-Identifier: AGPL-3.0-or-later
/* Found by making random mistakes: mostly two wrongs at once, of which the earlier
 * stage speaks. */
#include "mutation.h"

static void lengthen(struct tale *tale, struct buf *object)
{
    (void)tale;
    buf_put_u8(object, 0);
}

/* The definition has its size, which no ceremony of so many has. */
static void lengthen_ceremony(struct tale *tale, int argument)
{
    (void)argument;
    tale->spoil_ceremony_object = lengthen;
}

static void vote_twice_and_forge(struct tale *tale, int type)
{
    (void)tale_double(tale, tale_vote(tale, 1, 4));
    mutation_forge(tale, type);
}

static void strike_behind_box(struct tale *tale, int argument)
{
    (void)argument;
    tale_move_behind(
        tale, tale_scene(tale, ENTRY_DISQUALIFY, 1), tale_scene(tale, ENTRY_BOX, 1));
}

static void spoil_object(struct tale *tale, const char *folder)
{
    char name[80];

    mutation_object_name(tale, 3, name);
    mutation_drop(folder, name);
}

const struct mutation mutations_twice[] = {
    {"definition-ceremony-longer", "definition-rules", lengthen_ceremony, 0, NULL},
    {"twice-ballot-and-box", "ballot-spent", vote_twice_and_forge, ENTRY_BOX, NULL},
    {"twice-ballot-and-mix", "ballot-spent", vote_twice_and_forge, ENTRY_MIX, NULL},
    {"twice-struck-behind-box", "box-counts", strike_behind_box, 0, NULL},
    {"twice-mix-gone-and-shares",
     "mix-missing",
     mutation_forge,
     ENTRY_SHARES,
     spoil_object},
    {NULL, NULL, NULL, 0, NULL},
};
