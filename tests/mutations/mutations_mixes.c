// SPDX-License-Identifier: AGPL-3.0-or-later
/* Mixes that are none. */
#include <string.h>

#include "cheats.h"
#include "mutation.h"
#include "seal/scalar.h"

enum {
    HEAD = 107, /* of a mix object, before its lists */
};

static struct scene *find(struct tale *tale)
{
    return tale_scene(tale, ENTRY_MIX, 1);
}

static void in_third(struct tale *tale, struct document *document)
{
    (void)tale;
    document->of.contribution.cid = 3;
}

static void second(struct tale *tale, struct document *document)
{
    (void)tale;
    document->of.contribution.index = 2;
}

static void third(struct tale *tale, struct document *document)
{
    (void)tale;
    document->of.contribution.index = 3;
}

static void zeroth(struct tale *tale, struct document *document)
{
    (void)tale;
    document->of.contribution.index = 0;
}

static void change_document(struct tale *tale, int argument)
{
    static void (*const spoils[])(struct tale *, struct document *) = {
        in_third, second, third, zeroth};

    find(tale)->spoils.document = spoils[argument];
}

/* Of the object's N and all its lists one fewer, as a mixer who drops a vote sends. */
static void drop_vote(struct tale *tale, struct shuffle_task *task)
{
    (void)tale;
    task->count--;
}

static void drop_last(struct tale *tale, int argument)
{
    (void)argument;
    tale_mix(tale, 2, 2)->spoils.task = drop_vote;
}

/* Objects: the ceremony's, two rolls, four mixes, four sets of shares. */
static void spoil_mix_gone(struct tale *tale, const char *folder)
{
    char name[80];

    mutation_object_name(tale, 4, name);
    mutation_drop(folder, name);
}

static void mix_identity(struct tale *tale, struct buf *object)
{
    (void)tale;
    memset(object->data + HEAD, 0, POINT_SIZE);
}

static void mix_odd_point(struct tale *tale, struct buf *object)
{
    (void)tale;
    memset(object->data + HEAD, 0xff, POINT_SIZE);
}

static void change_object(struct tale *tale, int argument)
{
    static void (*const spoils[])(struct tale *, struct buf *) = {
        mutation_cut, mutation_damage, mutation_lengthen, mix_identity, mix_odd_point};

    find(tale)->spoils.object = spoils[argument];
}

static void task_election(struct tale *tale, struct shuffle_task *task)
{
    (void)tale;
    task->eid.bytes[0] ^= 1;
}

static void task_constituency(struct tale *tale, struct shuffle_task *task)
{
    (void)tale;
    task->cid = 2;
}

static void task_box(struct tale *tale, struct shuffle_task *task)
{
    (void)tale;
    task->box.bytes[0] ^= 1;
}

static void task_place(struct tale *tale, struct shuffle_task *task)
{
    (void)tale;
    task->k = 2;
}

static void task_mixer(struct tale *tale, struct shuffle_task *task)
{
    task->mixer = *sign_secret_key(tale->secrets[8]);
}

static void change_task(struct tale *tale, int argument)
{
    static void (*const spoils[])(struct tale *, struct shuffle_task *) = {
        task_election, task_constituency, task_box, task_place, task_mixer};

    tale_mix(tale, 1, 1)->spoils.task = spoils[argument];
}

static void add_one(struct scalar *scalar)
{
    struct scalar one;

    scalar_from_u64(1, &one);
    scalar_add(scalar, &one, scalar);
}

static void answer_1(struct tale *tale, struct oracle_mix *shuffle)
{
    (void)tale;
    add_one(&shuffle->s[0]);
}

static void answer_2(struct tale *tale, struct oracle_mix *shuffle)
{
    (void)tale;
    add_one(&shuffle->s[1]);
}

static void answer_3(struct tale *tale, struct oracle_mix *shuffle)
{
    (void)tale;
    add_one(&shuffle->s[2]);
}

static void answer_chain(struct tale *tale, struct oracle_mix *shuffle)
{
    (void)tale;
    add_one(&shuffle->chain_responses[shuffle->count - 1]);
}

/* Votes swapped behind the proof. */
static void swap_output(struct tale *tale, struct oracle_mix *shuffle)
{
    struct ciphertext first = shuffle->output[0];

    (void)tale;
    shuffle->output[0] = shuffle->output[1];
    shuffle->output[1] = first;
}

static void change_shuffle(struct tale *tale, int argument)
{
    static void (*const spoils[])(struct tale *, struct oracle_mix *) = {
        answer_1, answer_2, answer_3, answer_chain, swap_output};

    tale_mix(tale, 1, 1)->spoils.shuffle = spoils[argument];
}

static void cheat(struct tale *tale, int argument)
{
    static void (*const cheats[])(
        const struct shuffle_task *, const struct ciphertext *, struct oracle_mix *) = {
        cheat_beta, cheat_alpha, cheat_copy, cheat_permutation};

    tale_mix(tale, 1, 1)->spoils.cheat = cheats[argument];
}

/* The mixer took the votes in another order than the record's. */
static void other_input(struct tale *tale, struct shuffle_task *task)
{
    struct ciphertext first = tale->outputs[0][0];

    (void)task;
    tale->outputs[0][0] = tale->outputs[0][1];
    tale->outputs[0][1] = first;
}

static void swap_inputs(struct tale *tale, int argument)
{
    (void)argument;
    tale_mix(tale, 1, 1)->spoils.task = other_input;
}

/* Mix 2 starts from the input again, and leaves mix 1 out. */
static void from_start(struct tale *tale, struct shuffle_task *task)
{
    (void)task;
    tale_gather(tale);
}

static void skip_mix(struct tale *tale, int argument)
{
    (void)argument;
    tale_mix(tale, 1, 2)->spoils.task = from_start;
}

static void change_mixer(struct tale *tale, int by)
{
    tale_mix(tale, 1, 2)->by = (unsigned)by;
}

/* Behind the good one, which the next starts from: it counts for nothing. */
static struct scene *add_surplus(struct tale *tale)
{
    struct scene *surplus = tale_double(tale, tale_mix(tale, 1, 1));

    surplus->is_ignored = true;
    surplus->by = BY_MIXER << 1;
    return surplus;
}

static void cut_surplus(struct tale *tale, int argument)
{
    (void)argument;
    add_surplus(tale)->spoils.object = mutation_cut;
}

static void more(struct tale *tale, int argument)
{
    (void)argument;
    (void)add_surplus(tale);
}

/* Behind definition's and rolls' objects, and the good mix of each. */
static void spoil_surplus_gone(struct tale *tale, const char *folder)
{
    char name[80];

    mutation_object_name(tale, 4, name);
    mutation_drop(folder, name);
}

/* Of a constituency where nobody has voted. */
static void empty(struct tale *tale, int argument)
{
    const struct scene *box = tale_scene(tale, ENTRY_BOX, 1);
    struct box_list *list = tale_box(tale, 2);
    uint32_t number;

    (void)argument;
    for (number = 1; number <= 5; number++) {
        tale_remove(tale, tale_vote(tale, 2, number));
    }
    tale_remove(tale, tale_scene(tale, ENTRY_DISQUALIFY, 1));
    list->online = 0;
    list->disqualified = 0;
    list->is_waived = true;
    while (tale->scenes[tale->scene_count - 1] != box) {
        tale_remove(tale, tale->scenes[tale->scene_count - 1]);
    }
}

static void elsewhere(struct tale *tale, struct document *document)
{
    (void)tale;
    document->of.contribution.cid = 2;
}

static void mix_empty(struct tale *tale, int argument)
{
    struct scene *scene;

    empty(tale, argument);
    scene = tale_add(tale, ENTRY_MIX, BY_MIXER);
    scene->document->of.contribution = (struct contribution){.cid = 1, .index = 1};
    scene->spoils.document = elsewhere;
}

const struct mutation mutations_of_mixes[] = {
    {"mix-cut-behind-a-good-one", "mix-object", cut_surplus, 0, NULL},
    {"mix-behind-a-good-one-gone", "mix-missing", more, 0, spoil_surplus_gone},
    {"good-mix-behind-a-good-one", "", more, 0, NULL},
    {"mix-of-no-votes", "mix-constituency", mix_empty, 0, NULL},
    {"good-of-no-votes", "", empty, 0, NULL},
    {"mix-by-a-stranger", "mix-signers", mutation_strange, ENTRY_MIX, NULL},
    {"mix-forged", "mix-signature", mutation_forge, ENTRY_MIX, NULL},
    {"mix-document-again", "mix-repeated", mutation_repeat, ENTRY_MIX, NULL},
    {"mix-before-box", "mix-early", mutation_before_box, ENTRY_MIX, NULL},
    {"mix-behind-result", "mix-once", mutation_behind_result, ENTRY_MIX, NULL},
    {"mix-of-the-unopposed", "mix-constituency", change_document, 0, NULL},
    {"mix-second-first", "mix-sequence", change_document, 1, NULL},
    {"mix-third-of-two", "mix-sequence", change_document, 2, NULL},
    {"mix-zeroth", "document-form", change_document, 3, NULL},
    {"mix-cut", "mix-object", change_object, 0, NULL},
    {"mix-of-one-fewer", "mix-object", drop_last, 0, NULL},
    {"mix-gone", "mix-missing", NULL, 0, spoil_mix_gone},
    {"mix-of-no-form", "mix-form", change_object, 1, NULL},
    {"mix-scalar-not-reduced", "mix-form", change_object, 2, NULL},
    {"mix-point-identity", "mix-form", change_object, 3, NULL},
    {"mix-point-not-canonical", "mix-form", change_object, 4, NULL},
    {"mix-of-another-election", "mix-task", change_task, 0, NULL},
    {"mix-of-another-constituency", "mix-task", change_task, 1, NULL},
    {"mix-of-another-box", "mix-task", change_task, 2, NULL},
    {"mix-of-another-place", "mix-task", change_task, 3, NULL},
    {"mix-of-another-mixer", "mix-task", change_task, 4, NULL},
    {"mix-wrong-s1", "mix-t1", change_shuffle, 0, NULL},
    {"mix-no-permutation", "mix-t1", cheat, 3, NULL},
    {"mix-outputs-swapped", "mix-t1", change_shuffle, 4, NULL},
    {"mix-inputs-swapped", "mix-t1", swap_inputs, 0, NULL},
    {"mix-first-left-out", "mix-t1", skip_mix, 0, NULL},
    {"mix-wrong-s2", "mix-t2", change_shuffle, 1, NULL},
    {"mix-wrong-s3", "mix-t3", change_shuffle, 2, NULL},
    {"mix-vote-changed", "mix-t4", cheat, 0, NULL},
    {"mix-vote-dropped-for-another", "mix-t4", cheat, 2, NULL},
    {"mix-alpha-changed", "mix-t5", cheat, 1, NULL},
    {"mix-chain-broken", "mix-chain", change_shuffle, 3, NULL},
    {"mix-twice-by-one", "mix-again", change_mixer, BY_MIXER, NULL},
    {"mix-by-one-house", "mix-organisation", change_mixer, BY_MIXER << 1, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
