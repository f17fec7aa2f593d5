// SPDX-License-Identifier: AGPL-3.0-or-later
/* What officers must not do to numbers: replace and disqualify. */
#include <string.h>

#include "mutation.h"

/* Of 10, who never voted. */
static struct scene *add_replacement(struct tale *tale, const struct scene *behind)
{
    struct scene *scene = tale_double(tale, tale_scene(tale, ENTRY_REPLACE, 1));

    scene->document->of.replacement = (struct replacement){
        1, REGISTER_LOST, 10, 11, *sign_secret_key(tale->voters[0][10])};
    tale_move_behind(tale, scene, behind);
    return scene;
}

static struct replacement *last_replacement(struct tale *tale)
{
    return &add_replacement(tale, tale_vote(tale, 1, 8))->document->of.replacement;
}

static void replace_early(struct tale *tale, int argument)
{
    (void)argument;
    tale_move_before(
        tale, tale_scene(tale, ENTRY_REPLACE, 1), tale_scene(tale, ENTRY_ROLL, 1));
}

static void replace_late(struct tale *tale, int argument)
{
    (void)argument;
    (void)add_replacement(tale, tale_scene(tale, ENTRY_CLOSE, 1));
}

static void change_replacement(struct tale *tale, int argument)
{
    struct replacement *replacement = last_replacement(tale);

    switch (argument) {
    case 0:
        replacement->cid = 3;
        break;
    case 1:
        replacement->old_number = 77;
        break;
    case 2:
        replacement->kept_in = REGISTER_OMITTED;
        break;
    case 3:
        replacement->old_number = 6;
        break;
    case 4:
        replacement->old_number = 1;
        break;
    case 5:
        replacement->kept_in = REGISTER_TENDERED;
        break;
    case 6:
        replacement->number = 12;
        break;
    default:
        replacement->number = 10;
        break;
    }
}

/* Number 1 voted, and is replaced as if it had not: its voter votes again as 11. */
static void replace_voted(struct tale *tale, int kept_in)
{
    struct scene *voted = tale_vote(tale, 1, 1);
    struct scene *again = tale_double(tale, voted);
    struct replacement *replacement = last_replacement(tale);

    replacement->old_number = 1;
    replacement->kept_in = (enum replace_register)kept_in;
    tale_move_before(tale, again, tale_scene(tale, ENTRY_RECEIVED, 1));
    again->number = 11;
    again->voter = 10;
    voted->is_in = false;
    tale_result(tale, 1)->by_register[kept_in]++;
}

static void change_credential(struct tale *tale, int argument)
{
    struct sign_key *key = &last_replacement(tale)->credential;

    switch (argument) {
    case 0:
        memset(key, 0xff, sizeof(*key));
        break;
    case 1:
        memset(key, 0, sizeof(*key));
        break;
    case 2:
        *key = *sign_secret_key(tale->voters[0][1]);
        break;
    default:
        *key = *sign_secret_key(tale->voters[1][1]);
        break;
    }
}

static struct scene *act_on(struct tale *tale, const struct scene *behind)
{
    struct scene *scene = tale_double(tale, tale_scene(tale, ENTRY_DISQUALIFY, 1));

    scene->target = NULL;
    tale_move_behind(tale, scene, behind);
    return scene;
}

/* By one hand; by a clerk beside; by three. */
static void change_hands(struct tale *tale, int by)
{
    tale_scene(tale, ENTRY_DISQUALIFY, 1)->by = (unsigned)by;
}

static void disqualify_early(struct tale *tale, int argument)
{
    struct scene *scene = act_on(tale, tale_scene(tale, ENTRY_ROLL, 1));

    (void)argument;
    scene->document->of.disqualification = (struct disqualification){
        .cid = 1, .number = 3, .channel = CHANNEL_POST, .reason = REASON_LATER};
}

static void disqualify_late(struct tale *tale, int argument)
{
    struct scene *scene = act_on(tale, tale_scene(tale, ENTRY_BOX, 1));

    scene->document->of.disqualification = (struct disqualification){
        .cid = 1, .number = 10, .channel = CHANNEL_POST, .reason = REASON_LATER};
    if (argument != 0) {
        scene->target = tale_vote(tale, 1, 1);
        scene->document->of.disqualification =
            (struct disqualification){.cid = 1,
                                      .number = 1,
                                      .channel = CHANNEL_ONLINE,
                                      .reason = REASON_INELIGIBLE,
                                      .has_entry = true};
    }
}

static void change_target(struct tale *tale, int argument)
{
    struct scene *scene = tale_scene(tale, ENTRY_DISQUALIFY, 1);
    struct disqualification *act = &scene->document->of.disqualification;

    switch (argument) {
    case 0:
        act->cid = 4;
        break;
    case 1:
        act->number = 4;
        break;
    case 2:
        act->channel = CHANNEL_POST;
        break;
    case 3:
        act->reason = REASON_MISKEYED;
        break;
    case 4:
        act->reason = REASON_INVALID;
        break;
    case 5:
        scene->target = tale_scene(tale, ENTRY_OPEN, 1);
        break;
    case 6:
        scene->target = tale_vote(tale, 1, 5);
        act->cid = 1;
        break;
    default:
        act->cid = 1;
        break;
    }
}

static void disqualify_nobody(struct tale *tale, int argument)
{
    struct scene *scene = act_on(tale, tale_scene(tale, ENTRY_CLOSE, 1));

    scene->document->of.disqualification = (struct disqualification){
        .cid = 1,
        .number = argument != 0 ? 10 : 77,
        .channel = CHANNEL_POST,
        .reason = argument != 0 ? REASON_MISKEYED : REASON_LATER};
}

/* A keyed paper goes by number 0, and only as miskeyed. */
static void disqualify_paper(struct tale *tale, int argument)
{
    struct scene *paper = tale_scene(tale, ENTRY_ENTERED, 1);
    struct scene *scene = act_on(tale, paper);

    scene->target = paper;
    scene->document->of.disqualification = (struct disqualification){
        .cid = 1,
        .number = argument == 0 ? 0 : 7,
        .channel = CHANNEL_POST,
        .reason = argument == 0 ? REASON_INELIGIBLE : REASON_MISKEYED,
        .has_entry = true};
}

const struct mutation mutations_of_numbers[] = {
    {"replace-by-a-clerk", "replace-signers", mutation_strange, ENTRY_REPLACE, NULL},
    {"replace-forged", "replace-signature", mutation_forge, ENTRY_REPLACE, NULL},
    {"replace-again", "replace-repeated", mutation_repeat, ENTRY_REPLACE, NULL},
    {"replace-before-roll", "replace-early", replace_early, 0, NULL},
    {"replace-behind-close", "replace-closed", replace_late, 0, NULL},
    {"replace-of-the-unopposed", "replace-constituency", change_replacement, 0, NULL},
    {"replace-of-no-number", "replace-number", change_replacement, 1, NULL},
    {"replace-omitted-with-a-number", "document-form", change_replacement, 2, NULL},
    {"replace-of-the-replaced", "replace-cancelled", change_replacement, 3, NULL},
    {"replace-of-a-number-that-voted",
     "replace-spent",
     replace_voted,
     REGISTER_LOST,
     NULL},
    {"replace-as-spoilt-that-voted",
     "replace-spent",
     replace_voted,
     REGISTER_SPOILT,
     NULL},
    {"replace-lost-that-voted", "replace-spent", change_replacement, 4, NULL},
    {"replace-tendered-that-never-voted",
     "replace-unspent",
     change_replacement,
     5,
     NULL},
    {"replace-number-skipped", "replace-sequence", change_replacement, 6, NULL},
    {"replace-number-taken", "replace-sequence", change_replacement, 7, NULL},
    {"replace-key-is-none", "replace-key", change_credential, 0, NULL},
    {"replace-key-small", "replace-key", change_credential, 1, NULL},
    {"replace-key-twice", "replace-taken", change_credential, 2, NULL},
    {"replace-key-of-another-constituency",
     "replace-taken",
     change_credential,
     3,
     NULL},
    {"disqualify-by-one", "disqualify-signers", change_hands, BY_RETURNING, NULL},
    {"disqualify-with-a-clerk",
     "disqualify-signers",
     change_hands,
     BY_RETURNING | BY_CLERK,
     NULL},
    {"disqualify-by-three",
     "disqualify-signers",
     change_hands,
     BY_BOTH | BY_CLERK,
     NULL},
    {"disqualify-forged",
     "disqualify-signature",
     mutation_forge,
     ENTRY_DISQUALIFY,
     NULL},
    {"disqualify-again",
     "disqualify-repeated",
     mutation_repeat,
     ENTRY_DISQUALIFY,
     NULL},
    {"disqualify-before-open", "disqualify-not-open", disqualify_early, 0, NULL},
    {"disqualify-behind-box", "disqualify-frozen", disqualify_late, 0, NULL},
    {"disqualify-a-vote-behind-box", "disqualify-frozen", disqualify_late, 1, NULL},
    {"disqualify-nowhere", "disqualify-constituency", change_target, 0, NULL},
    {"disqualify-no-number", "disqualify-number", disqualify_nobody, 0, NULL},
    {"disqualify-another-number", "disqualify-target", change_target, 1, NULL},
    {"disqualify-another-channel", "disqualify-target", change_target, 2, NULL},
    {"disqualify-a-ballot-as-miskeyed", "disqualify-target", change_target, 3, NULL},
    {"disqualify-a-good-one-as-invalid", "disqualify-target", change_target, 4, NULL},
    {"disqualify-no-vote", "disqualify-target", change_target, 5, NULL},
    {"disqualify-what-was-cancelled", "disqualify-target", change_target, 6, NULL},
    {"disqualify-another-constituency", "disqualify-target", change_target, 7, NULL},
    {"disqualify-twice", "disqualify-target", mutation_double, ENTRY_DISQUALIFY, NULL},
    {"disqualify-nothing-as-miskeyed", "disqualify-target", disqualify_nobody, 1, NULL},
    {"disqualify-a-paper-as-ineligible",
     "disqualify-target",
     disqualify_paper,
     0,
     NULL},
    {"disqualify-a-paper-by-number", "disqualify-target", disqualify_paper, 1, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
