// SPDX-License-Identifier: AGPL-3.0-or-later
/* Notes that must not be: extensions, deaths, revocations, abandonments. */
#include "mutation.h"

static struct scene *
add(struct tale *tale, const struct scene *behind, const struct note *note)
{
    struct scene *scene = tale_add(tale, ENTRY_NOTE, BY_RETURNING);

    scene->document->of.note = *note;
    tale_move_behind(tale, scene, behind);
    return scene;
}

static void change_extension(struct tale *tale, int argument)
{
    struct note *note = &tale_scene(tale, ENTRY_NOTE, 1)->document->of.note;
    const struct definition *definition =
        tale_scene(tale, ENTRY_DEFINITION, 1)->document->of.definition;

    note->close = definition->timetable.at[STEP_CLOSE] - (argument == 0 ? 0 : 60);
    tale_scene(tale, ENTRY_CLOSE, 1)->time = definition->timetable.at[STEP_CLOSE];
}

/* Put off once, then a little less. */
static void extend_back(struct tale *tale, int argument)
{
    const struct scene *first = tale_scene(tale, ENTRY_NOTE, 1);
    struct scene *second = tale_double(tale, first);

    second->document->of.note.close -= argument;
}

static void extend_late(struct tale *tale, int argument)
{
    struct scene *scene = tale_double(tale, tale_scene(tale, ENTRY_NOTE, 1));

    (void)argument;
    scene->document->of.note.close += 600;
    tale_move_behind(tale, scene, tale_scene(tale, ENTRY_CLOSE, 1));
}

/* The time has come, and `close` is yet to be written. */
static void extend_at_the_close(struct tale *tale, int argument)
{
    struct scene *scene = tale_double(tale, tale_scene(tale, ENTRY_NOTE, 1));

    (void)argument;
    scene->document->of.note.close += 600;
    tale_move_before(tale, scene, tale_scene(tale, ENTRY_CLOSE, 1));
}

static void die(struct tale *tale, int argument)
{
    static const struct note deaths[] = {
        {.kind = NOTE_DEATH, .cid = 3, .candidate = 1},
        {.kind = NOTE_DEATH, .cid = 1, .candidate = 5},
        {.kind = NOTE_DEATH, .cid = 9, .candidate = 1},
    };

    (void)add(tale, tale_scene(tale, ENTRY_OPEN, 1), &deaths[argument]);
}

static void die_untimely(struct tale *tale, int type)
{
    const struct note death = {.kind = NOTE_DEATH, .cid = 1, .candidate = 4};

    (void)add(tale, tale_scene(tale, (enum entry_type)type, 1), &death);
}

static void die_twice(struct tale *tale, int argument)
{
    const struct note death = {.kind = NOTE_DEATH, .cid = 1, .candidate = 4};
    const struct scene *first = add(tale, tale_scene(tale, ENTRY_RESULT, 1), &death);

    (void)argument;
    tale_move_behind(
        tale, tale_scene(tale, ENTRY_NOTE, 2), tale_scene(tale, ENTRY_OPEN, 1));
    (void)tale_double(tale, first);
}

/* An act marked †: by one hand it is none. */
static void abandon(struct tale *tale, int argument)
{
    const struct note note = {.kind = NOTE_ABANDON, .cid = 1, .code = "flood"};

    (void)argument;
    (void)add(tale, tale_scene(tale, ENTRY_OPEN, 1), &note);
}

static void abandon_untimely(struct tale *tale, int type)
{
    const struct note note = {.kind = NOTE_ABANDON, .code = "flood"};

    add(tale, tale_scene(tale, (enum entry_type)type, 1), &note)->by = BY_BOTH;
}

static void abandon_unopposed(struct tale *tale, int argument)
{
    const struct note note = {.kind = NOTE_ABANDON, .cid = 3, .code = "flood"};

    (void)argument;
    add(tale, tale_scene(tale, ENTRY_OPEN, 1), &note)->by = BY_BOTH;
}

static void revoke(struct tale *tale, int hand)
{
    const struct note note = {.kind = NOTE_REVOKE,
                              .key = *sign_secret_key(tale->secrets[hand])};

    (void)add(tale, tale_scene(tale, ENTRY_BOX, 1), &note);
}

static void revoke_twice(struct tale *tale, int argument)
{
    (void)argument;
    revoke(tale, 2);
    (void)tale_double(tale, tale_scene(tale, ENTRY_NOTE, 2));
}

/* Whose key was revoked signs all the same. */
static void sign_revoked(struct tale *tale, int argument)
{
    const struct note note = {.kind = NOTE_REVOKE,
                              .key = *sign_secret_key(tale->secrets[1])};
    const struct note other = {.kind = NOTE_OTHER, .code = "weather"};

    (void)argument;
    (void)add(tale, tale_scene(tale, ENTRY_RESULT, 1), &note);
    add(tale, tale_scene(tale, ENTRY_NOTE, 2), &other)->by = BY_DEPUTY;
}

static void open_one(struct tale *tale, int argument)
{
    struct note note = {.kind = NOTE_OPEN_ONE, .cid = 1, .entry = 6};

    if (argument == 1) {
        note.entry = 4;
    } else if (argument == 2) {
        note.cid = 2;
    }
    add(tale, tale_scene(tale, argument == 3 ? ENTRY_BOX : ENTRY_RESULT, 1), &note)
        ->by = argument == 0 ? BY_RETURNING : BY_BOTH;
}

static void retain_early(struct tale *tale, int argument)
{
    const struct note note = {.kind = NOTE_RETENTION, .code = "one-year"};

    (void)argument;
    (void)add(tale, tale_scene(tale, ENTRY_DEFINITION, 1), &note);
}

const struct mutation mutations_of_notes[] = {
    {"note-by-a-clerk", "note-signers", mutation_strange, ENTRY_NOTE, NULL},
    {"note-abandon-by-one", "note-signers", abandon, 0, NULL},
    {"note-open-one-by-one", "note-signers", open_one, 0, NULL},
    {"note-by-the-revoked", "note-signers", sign_revoked, 0, NULL},
    {"note-forged", "note-signature", mutation_forge, ENTRY_NOTE, NULL},
    {"note-again", "note-repeated", mutation_repeat, ENTRY_NOTE, NULL},
    {"note-death-before-statement", "note-early", die_untimely, ENTRY_DEFINITION, NULL},
    {"note-open-one-before-result", "note-early", open_one, 3, NULL},
    {"note-retention-before-statement", "note-early", retain_early, 0, NULL},
    {"note-abandon-before-statement",
     "note-early",
     abandon_untimely,
     ENTRY_DEFINITION,
     NULL},
    {"note-extend-behind-close", "note-closed", extend_late, 0, NULL},
    {"note-extend-at-the-close", "note-closed", extend_at_the_close, 0, NULL},
    {"note-death-behind-result", "note-closed", die_untimely, ENTRY_RESULT, NULL},
    {"note-abandon-behind-result", "note-closed", abandon_untimely, ENTRY_RESULT, NULL},
    {"note-revoke-twice", "note-once", revoke_twice, 0, NULL},
    {"note-death-of-the-unopposed", "note-constituency", die, 0, NULL},
    {"note-death-nowhere", "note-constituency", die, 2, NULL},
    {"note-abandon-the-unopposed", "note-constituency", abandon_unopposed, 0, NULL},
    {"note-death-of-no-candidate", "note-target", die, 1, NULL},
    {"note-death-twice", "note-target", die_twice, 0, NULL},
    {"note-revoke-a-stranger", "note-target", revoke, HANDS - 1, NULL},
    {"note-revoke-a-trustee", "note-target", revoke, 4, NULL},
    {"note-open-one-no-ballot", "note-target", open_one, 1, NULL},
    {"note-open-one-elsewhere", "note-target", open_one, 2, NULL},
    {"note-extend-to-the-same", "note-extension", change_extension, 0, NULL},
    {"note-extend-earlier", "note-extension", change_extension, 1, NULL},
    {"note-extend-again-to-the-same", "note-extension", extend_back, 0, NULL},
    {"note-extend-back", "note-extension", extend_back, 60, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
