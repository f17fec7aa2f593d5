// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tale_scenes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void tale_must(int r, const char *call)
{
    if (r != 0) {
        (void)fprintf(stderr, "%s gave %d\n", call, r);
        abort();
    }
}

struct scene *tale_scene(struct tale *tale, enum entry_type type, unsigned nth)
{
    size_t i;

    for (i = 0; i < tale->scene_count; i++) {
        if (tale->scenes[i]->type == type) {
            nth--;
        }
        if (nth == 0) {
            return tale->scenes[i];
        }
    }
    tale_must(1, "tale_scene");
    return NULL;
}

struct scene *tale_vote(struct tale *tale, uint16_t cid, uint32_t number)
{
    size_t i;

    for (i = 0; i < tale->scene_count; i++) {
        struct scene *scene = tale->scenes[i];

        if (entry_is_ballot(scene->type) && scene->cid == cid
            && scene->number == number) {
            return scene;
        }
    }
    tale_must(1, "tale_vote");
    return NULL;
}

static struct scene *
find_contribution(struct tale *tale, enum entry_type type, uint16_t cid, unsigned index)
{
    size_t i;

    for (i = 0; i < tale->scene_count; i++) {
        struct scene *scene = tale->scenes[i];

        if (scene->type == type && scene->document->of.contribution.cid == cid
            && scene->document->of.contribution.index == index) {
            return scene;
        }
    }
    tale_must(1, "tale_mix or tale_shares");
    return NULL;
}

struct scene *tale_mix(struct tale *tale, uint16_t cid, unsigned k)
{
    return find_contribution(tale, ENTRY_MIX, cid, k);
}

struct scene *tale_shares(struct tale *tale, uint16_t cid, unsigned j)
{
    return find_contribution(tale, ENTRY_SHARES, cid, j);
}

struct box_list *tale_box(struct tale *tale, uint16_t cid)
{
    return &tale_scene(tale, ENTRY_BOX, 1)->document->of.box.lists[cid - 1];
}

struct result_list *tale_result(struct tale *tale, uint16_t cid)
{
    return &tale_scene(tale, ENTRY_RESULT, 1)->document->of.result.lists[cid - 1];
}

static size_t place_of(const struct tale *tale, const struct scene *scene)
{
    size_t i;

    for (i = 0; i < tale->scene_count && tale->scenes[i] != scene; i++) {
    }
    tale_must(i == tale->scene_count, "place_of");
    return i;
}

struct scene *tale_add(struct tale *tale, enum entry_type type, unsigned by)
{
    struct scene *scene = calloc(1, sizeof(*scene));

    tale_must(scene == NULL || tale->scene_count == TALE_SCENES, "tale_add");
    scene->type = type;
    scene->by = by;
    if (tale->scene_count > 0) {
        scene->time = tale->scenes[tale->scene_count - 1]->time;
    }
    if (!entry_is_ballot(type)) {
        scene->document = document_new(type, 3);
        tale_must(scene->document == NULL, "document_new");
    }
    tale->scenes[tale->scene_count++] = scene;
    return scene;
}

static void take_out(struct tale *tale, size_t place)
{
    tale->scene_count--;
    for (; place < tale->scene_count; place++) {
        tale->scenes[place] = tale->scenes[place + 1];
    }
}

static void put_in(struct tale *tale, size_t place, struct scene *scene)
{
    size_t i;

    for (i = tale->scene_count; i > place; i--) {
        tale->scenes[i] = tale->scenes[i - 1];
    }
    tale->scenes[place] = scene;
    tale->scene_count++;
}

static void free_scene(struct scene *scene)
{
    document_free(scene->document);
    free(scene);
}

void tale_remove(struct tale *tale, struct scene *scene)
{
    take_out(tale, place_of(tale, scene));
    free_scene(scene);
}

/* Wherever it goes, it takes the time of its new neighbour. */
void tale_move_behind(struct tale *tale, struct scene *scene, const struct scene *other)
{
    take_out(tale, place_of(tale, scene));
    put_in(tale, place_of(tale, other) + 1, scene);
    scene->time = other->time;
}

void tale_move_before(struct tale *tale, struct scene *scene, const struct scene *other)
{
    take_out(tale, place_of(tale, scene));
    put_in(tale, place_of(tale, other), scene);
    scene->time = other->time;
}

/* Into a document of the same type, with room for as many lists. */
static void copy(const struct document *from, struct document *to)
{
    struct nominees *nominees = to->of.statement.lists;
    struct result_list *lists = to->of.result.lists;

    switch ((unsigned)from->type) {
    case ENTRY_DEFINITION:
        *to->of.definition = *from->of.definition;
        break;
    case ENTRY_STATEMENT:
        to->of.statement.count = from->of.statement.count;
        memcpy(nominees,
               from->of.statement.lists,
               from->of.statement.count * sizeof(*nominees));
        break;
    case ENTRY_RESULT:
        to->of.result = from->of.result;
        to->of.result.lists = lists;
        memcpy(lists, from->of.result.lists, from->of.result.count * sizeof(*lists));
        break;
    default:
        to->of = from->of;
        break;
    }
}

struct scene *tale_double(struct tale *tale, const struct scene *scene)
{
    struct scene *other = tale_add(tale, scene->type, scene->by);
    struct document *document = other->document;

    *other = *scene;
    other->document = document;
    if (document != NULL) {
        copy(scene->document, document);
    }
    tale_move_behind(tale, other, scene);
    return other;
}

void tale_sign_ballot(struct tale *tale,
                      const struct scene *scene,
                      struct ballot *ballot)
{
    const struct sign_secret *secret = scene->type == ENTRY_ENTERED
                                           ? tale->secrets[2]
                                           : tale->voters[scene->cid - 1][scene->voter];
    uint8_t bytes[BALLOT_SIZE];

    ballot_write(ballot, bytes);
    sign_ballot(secret, span_of(bytes, BALLOT_HEAD_SIZE), &ballot->signature);
}

void tale_forget(struct tale *tale)
{
    while (tale->scene_count > 0) {
        tale->scene_count--;
        free_scene(tale->scenes[tale->scene_count]);
    }
}
