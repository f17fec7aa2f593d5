// SPDX-License-Identifier: AGPL-3.0-or-later
/* Shares that open nothing, or something else. */
#include <string.h>

#include "cheats.h"
#include "mutation.h"
#include "seal/scalar.h"

enum {
    HEAD = 75, /* of a share object, before its list */
};

static void shares_before_mix(struct tale *tale, int argument)
{
    (void)argument;
    tale_move_before(tale, tale_shares(tale, 1, 1), tale_mix(tale, 1, 2));
}

static void in_third(struct tale *tale, struct document *document)
{
    (void)tale;
    document->of.contribution.cid = 3;
}

static void change_constituency(struct tale *tale, int argument)
{
    (void)argument;
    tale_scene(tale, ENTRY_SHARES, 1)->spoils.document = in_third;
}

static void drop_share(struct tale *tale, struct share_task *task)
{
    (void)tale;
    task->count--;
}

static void drop_last(struct tale *tale, int argument)
{
    (void)argument;
    tale_shares(tale, 2, 1)->spoils.share_task = drop_share;
}

/* Objects: the ceremony's, two rolls, four mixes, four sets of shares. */
static void spoil_shares_gone(struct tale *tale, const char *folder)
{
    char name[80];

    mutation_object_name(tale, 8, name);
    mutation_drop(folder, name);
}

static void share_identity(struct tale *tale, struct buf *object)
{
    (void)tale;
    memset(object->data + HEAD, 0, POINT_SIZE);
}

static void change_object(struct tale *tale, int argument)
{
    static void (*const spoils[])(struct tale *, struct buf *) = {
        mutation_cut, mutation_damage, mutation_lengthen, share_identity};

    tale_scene(tale, ENTRY_SHARES, 1)->spoils.object = spoils[argument];
}

static void add_one(struct scalar *scalar)
{
    struct scalar one;

    scalar_from_u64(1, &one);
    scalar_add(scalar, &one, scalar);
}

static void share_election(struct tale *tale, struct share_task *task)
{
    (void)tale;
    task->eid.bytes[0] ^= 1;
}

static void share_constituency(struct tale *tale, struct share_task *task)
{
    (void)tale;
    task->cid = 2;
}

static void share_box(struct tale *tale, struct share_task *task)
{
    (void)tale;
    task->box.bytes[0] ^= 1;
}

static void share_place(struct tale *tale, struct share_task *task)
{
    (void)tale;
    task->j = 2;
}

static void change_share_task(struct tale *tale, int argument)
{
    static void (*const spoils[])(struct tale *, struct share_task *) = {
        share_election, share_constituency, share_box, share_place};

    tale_shares(tale, 1, 1)->spoils.share_task = spoils[argument];
}

static void other_secret(struct tale *tale, struct scalar *x)
{
    (void)tale;
    add_one(x);
}

/* Of trustee 2: in place of trustee 1's own, and so for the wrong Lagrange set. */
static void neighbours_secret(struct tale *tale, struct scalar *x)
{
    *x = tale->shares[1];
}

static void change_secret(struct tale *tale, int argument)
{
    tale_shares(tale, 1, 1)->spoils.share_secret =
        argument == 0 ? other_secret : neighbours_secret;
}

static void answer_share(struct tale *tale, struct oracle_shares *share)
{
    (void)tale;
    add_one(&share->s);
}

static void change_share(struct tale *tale, int argument)
{
    struct scene *scene = tale_shares(tale, 1, 1);

    switch (argument) {
    case 0:
        scene->spoils.share = answer_share;
        break;
    case 1:
        scene->spoils.cheat_share = cheat_share;
        break;
    default:
        scene->spoils.cheat_share = cheat_cancelling;
        break;
    }
}

/* Once more, behind good ones of the same trustee. */
static void more(struct tale *tale, int is_cut)
{
    struct scene *scene = tale_double(tale, tale_shares(tale, 1, 1));

    scene->spoils.object = is_cut != 0 ? mutation_cut : NULL;
}

static void spoil_surplus_gone(struct tale *tale, const char *folder)
{
    char name[80];

    mutation_object_name(tale, 8, name);
    mutation_drop(folder, name);
}

const struct mutation mutations_of_shares[] = {
    {"shares-cut-behind-good-ones", "shares-object", more, 1, NULL},
    {"shares-behind-good-ones-gone", "shares-missing", more, 0, spoil_surplus_gone},
    {"good-shares-behind-good-ones", "", more, 0, NULL},
    {"shares-by-another", "shares-signers", mutation_strange, ENTRY_SHARES, NULL},
    {"shares-forged", "shares-signature", mutation_forge, ENTRY_SHARES, NULL},
    {"shares-again", "shares-repeated", mutation_repeat, ENTRY_SHARES, NULL},
    {"shares-before-box", "shares-early", mutation_before_box, ENTRY_SHARES, NULL},
    {"shares-behind-result", "shares-once", mutation_behind_result, ENTRY_SHARES, NULL},
    {"shares-of-the-unopposed", "shares-constituency", change_constituency, 0, NULL},
    {"shares-before-mix", "shares-sequence", shares_before_mix, 0, NULL},
    {"shares-cut", "shares-object", change_object, 0, NULL},
    {"shares-of-one-fewer", "shares-object", drop_last, 0, NULL},
    {"shares-gone", "shares-missing", NULL, 0, spoil_shares_gone},
    {"shares-of-no-form", "shares-form", change_object, 1, NULL},
    {"shares-scalar-not-reduced", "shares-form", change_object, 2, NULL},
    {"shares-point-identity", "shares-form", change_object, 3, NULL},
    {"shares-of-another-election", "shares-task", change_share_task, 0, NULL},
    {"shares-of-another-constituency", "shares-task", change_share_task, 1, NULL},
    {"shares-of-another-box", "shares-task", change_share_task, 2, NULL},
    {"shares-of-another-place", "shares-task", change_share_task, 3, NULL},
    {"shares-of-a-wrong-key", "shares-key", change_secret, 0, NULL},
    {"shares-of-a-wrong-lagrange-set", "shares-key", change_secret, 1, NULL},
    {"shares-wrong-answer", "shares-key", change_share, 0, NULL},
    {"shares-one-altered", "shares-sum", change_share, 1, NULL},
    {"shares-cancelling", "shares-sum", change_share, 2, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
