// SPDX-License-Identifier: AGPL-3.0-or-later
/* What a witness says is not so. */
#include "mutation.h"
#include "record/checkpoint.h"

static void spoil_cosigned(struct tale *tale, const char *folder)
{
    struct tree_head head = tale->head;
    struct buf note;

    head.root.bytes[0] ^= 1;
    buf_init(&note, CHECKPOINT_SIZE_MAX);
    tale_checkpoint(tale, &head, tale->log, &note);
    tale_file(folder, "cosigned/35", buf_span(&note));
    buf_deinit(&note);
}

static void cosign(struct tale *tale,
                   const char *folder,
                   const struct sign_secret *witness,
                   int64_t later)
{
    struct tree_head head = {.size = TALE_OLDER};
    struct buf note;

    MUST(tree_root(tale->tree, head.size, &head.root));
    buf_init(&note, CHECKPOINT_SIZE_MAX);
    tale_cosigned(
        tale, &head, witness, tale->scenes[TALE_OLDER - 1]->time + later, &note);
    tale_file(folder, "cosigned/20", buf_span(&note));
    buf_deinit(&note);
}

static void spoil_cosigner(struct tale *tale, const char *folder)
{
    cosign(tale, folder, tale->secrets[HANDS - 1], 0);
}

/* A line of somebody the definition does not name. */
static void spoil_nobody(struct tale *tale, const char *folder)
{
    struct tree_head head = {.size = TALE_OLDER};
    struct buf note;

    MUST(tree_root(tale->tree, head.size, &head.root));
    buf_init(&note, CHECKPOINT_SIZE_MAX);
    tale_cosigned(
        tale, &head, tale->witness, tale->scenes[TALE_OLDER - 1]->time, &note);
    mutation_replace(&note, TALE_WITNESS, "nobody.example");
    tale_file(folder, "cosigned/20", buf_span(&note));
    buf_deinit(&note);
}

/* A true one, under the name of another size. */
static void spoil_name(struct tale *tale, const char *folder)
{
    struct buf note;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    tale_cosigned(tale,
                  &tale->head,
                  tale->witness,
                  tale->scenes[tale->scene_count - 1]->time,
                  &note);
    tale_file(folder, "cosigned/20", buf_span(&note));
    buf_deinit(&note);
}

/* The newest checkpoint brings its witness's line along. */
static void spoil_witness(struct tale *tale, const char *folder)
{
    const struct scene *last = tale->scenes[tale->scene_count - 1];
    struct buf note;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    tale_cosigned(tale, &tale->head, tale->secrets[HANDS - 1], last->time, &note);
    tale_file(folder, "checkpoint", buf_span(&note));
    buf_deinit(&note);
}

/* Both lines are true, and a witness signs once. */
static void spoil_twice(struct tale *tale, const char *folder)
{
    struct tree_head head = {.size = TALE_OLDER};
    int64_t time = tale->scenes[TALE_OLDER - 1]->time;
    struct buf note;
    struct buf again;
    size_t start;

    MUST(tree_root(tale->tree, head.size, &head.root));
    buf_init(&note, CHECKPOINT_SIZE_MAX);
    buf_init(&again, CHECKPOINT_SIZE_MAX);
    tale_cosigned(tale, &head, tale->witness, time, &note);
    tale_cosigned(tale, &head, tale->witness, time + 1, &again);
    for (start = again.size - 1; again.data[start - 1] != '\n'; start--) {
    }
    buf_put(&note, again.data + start, again.size - start);
    tale_file(folder, "cosigned/20", buf_span(&note));
    buf_deinit(&note);
    buf_deinit(&again);
}

/* Entries the witness had seen before their time; and others long after theirs. */
static void spoil_seen_early(struct tale *tale, const char *folder)
{
    cosign(tale, folder, tale->witness, -301);
}

static void spoil_seen_late(struct tale *tale, const char *folder)
{
    cosign(tale, folder, tale->witness, 301);
}

static void spoil_seen_near(struct tale *tale, const char *folder)
{
    cosign(tale, folder, tale->witness, 300);
}

/* What was seen before, and brings a witness's false line along. */
static void spoil_older_witness(struct tale *tale, const char *folder)
{
    struct tree_head head = {.size = TALE_OLDER};
    struct buf note;

    MUST(tree_root(tale->tree, head.size, &head.root));
    buf_init(&note, CHECKPOINT_SIZE_MAX);
    tale_cosigned(tale,
                  &head,
                  tale->secrets[HANDS - 1],
                  tale->scenes[TALE_OLDER - 1]->time,
                  &note);
    tale_file(folder, "checkpoints/20", buf_span(&note));
    buf_deinit(&note);
}

/* A practice election's clock is moved by hand. */
static void practise(struct tale *tale, int argument)
{
    (void)argument;
    tale_scene(tale, ENTRY_DEFINITION, 1)->document->of.definition->practice = true;
}

const struct mutation mutations_of_witness[] = {
    {"older-falsely-witnessed", "cosignature-false", NULL, 0, spoil_older_witness},
    {"good-practice-at-any-time", "", practise, 0, spoil_seen_early},
    {"cosigned-fork", "cosigned-false", NULL, 0, spoil_cosigned},
    {"cosigned-by-another-key", "cosignature-false", NULL, 0, spoil_cosigner},
    {"cosigned-by-nobody-known", "cosignature-false", NULL, 0, spoil_nobody},
    {"cosigned-twice-by-one", "cosignature-false", NULL, 0, spoil_twice},
    {"cosigned-of-another-size", "cosigned-false", NULL, 0, spoil_name},
    {"checkpoint-falsely-witnessed", "cosignature-false", NULL, 0, spoil_witness},
    {"cosigned-before-its-time", "cosigned-time", NULL, 0, spoil_seen_early},
    {"cosigned-behind-its-time", "cosigned-time", NULL, 0, spoil_seen_late},
    {"good-cosigned-near-its-time", "", NULL, 0, spoil_seen_near},
    {NULL, NULL, NULL, 0, NULL},
};
