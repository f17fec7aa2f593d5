// SPDX-License-Identifier: AGPL-3.0-or-later
/* Told unusually, and yet well: what was bad is named, or ignored, in the open. */
#include "cheats.h"
#include "mutation.h"
#include "seal/scalar.h"

static void spoil_proof(struct tale *tale, struct scene *scene, struct ballot *ballot)
{
    struct scalar one;

    scalar_from_u64(1, &one);
    scalar_add(&ballot->proof.response, &one, &ballot->proof.response);
    tale_sign_ballot(tale, scene, ballot);
}

/* The log took in what it should not have; the officers name it. */
static void name_invalid(struct tale *tale, int is_entered)
{
    struct scene *bad = tale_double(tale,
                                    is_entered != 0 ? tale_scene(tale, ENTRY_ENTERED, 1)
                                                    : tale_vote(tale, 1, 4));
    struct scene *act = tale_double(tale, tale_scene(tale, ENTRY_DISQUALIFY, 1));
    struct disqualification *invalid = &act->document->of.disqualification;

    bad->is_in = false;
    bad->spoils.ballot = spoil_proof;
    if (is_entered == 0) {
        bad->number = 10;
        bad->voter = 9;
    }
    invalid->cid = 1;
    invalid->number = bad->number;
    invalid->channel = is_entered != 0 ? CHANNEL_POST : CHANNEL_ONLINE;
    invalid->reason = REASON_INVALID;
    act->target = bad;
    tale_move_behind(tale, act, tale_scene(tale, ENTRY_ENTERED, 1));
    if (is_entered != 0) {
        tale_move_behind(tale, act, bad);
    }
}

/* A cheating mixer is found out, and the mix done again by the same or another. */
static void mix_again(struct tale *tale, int by)
{
    struct scene *bad = tale_mix(tale, 1, 1);

    (void)tale_double(tale, bad);
    bad->by = (unsigned)by;
    bad->spoils.cheat = cheat_beta;
    bad->is_ignored = true;
}

/* Trustee 2's bad shares beside the good ones of two others; then bad ones first. */
static void shares_too(struct tale *tale, int is_same)
{
    struct scene *good = tale_shares(tale, 1, 3);
    struct scene *bad = tale_double(tale, good);

    bad->spoils.cheat_share = cheat_cancelling;
    tale_move_before(tale, bad, tale_shares(tale, 1, 1));
    if (is_same == 0) {
        bad->document->of.contribution.index = 2;
        bad->by = BY_TRUSTEE << 1;
    }
}

/* The others lost their keys: any two do. */
static void other_trustees(struct tale *tale, int index)
{
    uint16_t cid;

    for (cid = 1; cid <= 2; cid++) {
        struct scene *scene = tale_shares(tale, cid, (unsigned)index);

        scene->document->of.contribution.index = 2;
        scene->by = BY_TRUSTEE << 1;
    }
}

static void all_trustees(struct tale *tale, int argument)
{
    struct scene *scene = tale_double(tale, tale_shares(tale, 1, 1));

    (void)argument;
    scene->document->of.contribution.index = 2;
    scene->by = BY_TRUSTEE << 1;
}

static void waive(struct tale *tale, int argument)
{
    (void)argument;
    tale_scene(tale, ENTRY_DEFINITION, 1)
        ->document->of.definition->constituencies[1]
        .floor = 5;
    tale_box(tale, 2)->is_waived = true;
}

static void note_behind_result(struct tale *tale, int argument)
{
    struct scene *scene = tale_add(tale, ENTRY_NOTE, BY_BOTH);

    (void)argument;
    scene->document->of.note =
        (struct note){.kind = NOTE_OPEN_ONE, .cid = 1, .entry = 6};
}

/* It goes no further yet. */
static void cut(struct tale *tale, int type)
{
    while (tale->scenes[tale->scene_count - 1]->type != (enum entry_type)type) {
        tale_remove(tale, tale->scenes[tale->scene_count - 1]);
    }
}

static void spoil_readme(struct tale *tale, const char *folder)
{
    (void)tale;
    tale_file(folder, "README", span_of_text("no part of a record\n"));
}

const struct mutation mutations_for_good[] = {
    {"good", "", NULL, 0, NULL},
    {"good-ballot-named-invalid", "", name_invalid, 0, NULL},
    {"good-paper-named-invalid", "", name_invalid, 1, NULL},
    {"good-mix-done-again", "", mix_again, BY_MIXER, NULL},
    {"good-mix-done-by-another", "", mix_again, BY_MIXER << 1, NULL},
    {"good-bad-shares-ignored", "", shares_too, 0, NULL},
    {"good-shares-sent-again", "", shares_too, 1, NULL},
    {"good-trustees-1-and-2", "", other_trustees, 3, NULL},
    {"good-trustees-2-and-3", "", other_trustees, 1, NULL},
    {"good-all-trustees", "", all_trustees, 0, NULL},
    {"good-below-floor-waived", "", waive, 0, NULL},
    {"good-note-behind-result", "", note_behind_result, 0, NULL},
    {"good-stranger-file", "", NULL, 0, spoil_readme},
    {"good-to-definition", "", cut, ENTRY_DEFINITION, NULL},
    {"good-to-roll", "", cut, ENTRY_ROLL, NULL},
    {"good-to-close", "", cut, ENTRY_CLOSE, NULL},
    {"good-to-box", "", cut, ENTRY_BOX, NULL},
    {"good-to-mixes", "", cut, ENTRY_MIX, NULL},
    {"good-to-shares", "", cut, ENTRY_SHARES, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
