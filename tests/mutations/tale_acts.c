// SPDX-License-Identifier: AGPL-3.0-or-later
/* What lies behind the documents: rolls, ballots, mixes and shares. */
#include <stdlib.h>
#include <string.h>

#include "seal/point.h"
#include "tale_scenes.h"

void tale_make_roll(struct tale *tale, struct scene *scene, struct document *document)
{
    struct roll_document *roll = &document->of.roll;
    struct buf object;
    size_t i;
    size_t j;

    for (i = 0; i < roll->count; i++) {
        buf_init(&object, TALE_OBJECT_MAX);
        buf_put_text(&object, "GB1R");
        buf_put_span(&object, SPAN(tale->eid));
        buf_put_u16(&object, roll->lists[i].cid);
        buf_put_u32(&object, roll->lists[i].electors);
        for (j = 0; j < roll->lists[i].electors; j++) {
            buf_put_span(&object, SPAN(*sign_secret_key(tale->voters[i][j])));
        }
        if (i == 0 && scene->spoils.object != NULL) {
            scene->spoils.object(tale, &object);
        }
        roll->lists[i].object = tale_object(tale, buf_span(&object));
        buf_deinit(&object);
    }
}

static const struct choice_rules rules[] = {
    {.method = METHOD_STV, .candidates = 4, .marks = 4},
    {.method = METHOD_FPP, .candidates = 2, .marks = 1},
};

void tale_make_ballot(struct tale *tale, struct scene *scene, struct buf *entry)
{
    bool is_entered = scene->type == ENTRY_ENTERED;
    struct entry written = {.type = scene->type, .time = scene->time};
    struct ballot_plan plan = {.eid = tale->eid,
                               .cid = scene->cid,
                               .number = scene->number,
                               .declaration = scene->declaration,
                               .election_key = tale->key};
    uint8_t bytes[BALLOT_SIZE];
    struct ballot ballot;

    MUST(choice_encode(&scene->choice, &rules[(scene->cid - 1) % 2], &plan.block));
    ballot_make(&plan,
                is_entered ? tale->secrets[2]
                           : tale->voters[(scene->cid - 1) % 2][scene->voter],
                &ballot);
    scene->vote = ballot.vote;
    if (scene->spoils.ballot != NULL) {
        scene->spoils.ballot(tale, scene, &ballot);
    }
    ballot_write(&ballot, bytes);
    written.ballot = SPAN(bytes);
    MUST(entry_write(&written, entry));
}

/* What goes into the mixes of each constituency, in entry order. */
void tale_gather(struct tale *tale)
{
    size_t i;

    tale->is_gathered = true;
    for (i = 0; i < 2; i++) {
        free(tale->outputs[i]);
        tale->outputs[i] = calloc(TALE_SCENES, sizeof(*tale->outputs[i]));
        tale_must(tale->outputs[i] == NULL, "calloc");
        tale->counts[i] = 0;
    }
    for (i = 0; i < tale->scene_count; i++) {
        const struct scene *scene = tale->scenes[i];

        if (entry_is_ballot(scene->type) && scene->is_in) {
            size_t at = (scene->cid - 1U) % 2;

            tale->outputs[at][tale->counts[at]++] = scene->vote;
        }
    }
}

static size_t hand_of(unsigned by)
{
    size_t hand = 0;

    while ((by >> hand & 1) == 0) {
        hand++;
    }
    return hand;
}

static void put_object(struct tale *tale,
                       const struct scene *scene,
                       struct buf *object,
                       struct document *document)
{
    if (scene->spoils.object != NULL) {
        scene->spoils.object(tale, object);
    }
    document->of.contribution.object = tale_object(tale, buf_span(object));
    buf_deinit(object);
}

/* The proof as it was made is cheated in, or changed. */
static void spoil_mix(struct tale *tale,
                      const struct scene *scene,
                      const struct shuffle_task *task,
                      struct buf *object)
{
    const struct ciphertext *input = tale->outputs[(task->cid - 1U) % 2];
    struct oracle_mix *mix = NULL;

    MUST(oracle_mix_parse(buf_span(object), &mix));
    if (scene->spoils.cheat != NULL) {
        scene->spoils.cheat(task, input, mix);
    }
    if (scene->spoils.shuffle != NULL) {
        scene->spoils.shuffle(tale, mix);
    }
    buf_reset(object);
    oracle_mix_write(mix, object);
    oracle_mix_free(mix);
}

static void take_output(struct tale *tale, size_t at, const struct buf *object)
{
    struct oracle_mix *mix = NULL;

    MUST(oracle_mix_parse(buf_span(object), &mix));
    memcpy(tale->outputs[at], mix->output, mix->count * sizeof(*mix->output));
    oracle_mix_free(mix);
}

void tale_make_mix(struct tale *tale, struct scene *scene, struct document *document)
{
    size_t at = document->of.contribution.cid - 1U;
    const struct sign_secret *mixer = tale->secrets[hand_of(scene->by)];
    struct shuffle_task task = {.eid = tale->eid,
                                .cid = document->of.contribution.cid,
                                .box = tale->box,
                                .k = document->of.contribution.index,
                                .mixer = *sign_secret_key(mixer),
                                .key = tale->key};
    struct span input;
    struct buf object;

    if (!tale->is_gathered) {
        tale_gather(tale);
    }
    task.count = tale->counts[at];
    if (scene->spoils.task != NULL) {
        scene->spoils.task(tale, &task);
    }
    input = span_of(tale->outputs[at], task.count * sizeof(struct ciphertext));
    task.input = pieces_of(&input);
    buf_init(&object, TALE_OBJECT_MAX);
    MUST(shuffle_prove(&task, SPAN(tale->eid), NULL, &object));
    spoil_mix(tale, scene, &task, &object);
    if (!scene->is_ignored) {
        take_output(tale, at, &object);
    }
    put_object(tale, scene, &object, document);
}

static void spoil_shares(struct tale *tale,
                         const struct scene *scene,
                         const struct share_task *task,
                         const struct scalar *x,
                         struct buf *object)
{
    const struct ciphertext *output = tale->outputs[(task->cid - 1U) % 2];
    struct oracle_shares *shares = NULL;

    MUST(oracle_shares_parse(buf_span(object), &shares));
    if (scene->spoils.cheat_share != NULL) {
        scene->spoils.cheat_share(task, output, x, shares);
    }
    if (scene->spoils.share != NULL) {
        scene->spoils.share(tale, shares);
    }
    buf_reset(object);
    oracle_shares_write(shares, object);
    oracle_shares_free(shares);
}

void tale_make_shares(struct tale *tale, struct scene *scene, struct document *document)
{
    size_t at = document->of.contribution.cid - 1U;
    size_t j = document->of.contribution.index;
    struct share_task task = {.eid = tale->eid,
                              .cid = document->of.contribution.cid,
                              .box = tale->box,
                              .j = (uint8_t)j};
    struct scalar x = tale->shares[(j - 1) % TALE_TRUSTEES];
    struct span output;
    struct buf object;

    if (!tale->is_gathered) {
        tale_gather(tale);
    }
    task.count = tale->counts[at];
    if (scene->spoils.share_task != NULL) {
        scene->spoils.share_task(tale, &task);
    }
    if (scene->spoils.share_secret != NULL) {
        scene->spoils.share_secret(tale, &x);
    }
    point_mul_base(&x, &task.key);
    output = span_of(tale->outputs[at], task.count * sizeof(struct ciphertext));
    task.output = pieces_of(&output);
    buf_init(&object, TALE_OBJECT_MAX);
    MUST(share_make(&task, &x, NULL, &object));
    spoil_shares(tale, scene, &task, &x, &object);
    put_object(tale, scene, &object, document);
}
