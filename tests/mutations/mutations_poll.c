// SPDX-License-Identifier: AGPL-3.0-or-later
/* Opening, close, and what comes by post. */
#include "mutation.h"

static void sign_open(struct tale *tale, int type)
{
    tale_scene(tale, (enum entry_type)type, 1)->by = BY_RETURNING;
}

static void early(struct tale *tale, int type)
{
    tale_scene(tale, (enum entry_type)type, 1)->time -= 60;
}

static void before_open(struct tale *tale, int type)
{
    tale_move_before(tale,
                     tale_scene(tale, (enum entry_type)type, 1),
                     tale_scene(tale, ENTRY_OPEN, 1));
}

static void before_roll(struct tale *tale, int argument)
{
    (void)argument;
    tale_move_before(
        tale, tale_scene(tale, ENTRY_OPEN, 1), tale_scene(tale, ENTRY_ROLL, 1));
}

static void abandon(struct tale *tale, uint16_t cid)
{
    struct scene *scene = tale_add(tale, ENTRY_NOTE, BY_BOTH);

    scene->document->of.note =
        (struct note){.kind = NOTE_ABANDON, .cid = cid, .code = "flood"};
    tale_move_before(tale, scene, tale_scene(tale, ENTRY_OPEN, 1));
}

/* An opening of no poll. */
static void open_nothing(struct tale *tale, int argument)
{
    (void)argument;
    abandon(tale, 1);
    abandon(tale, 2);
}

static void change_received(struct tale *tale, int argument)
{
    static const struct receipt_note others[] = {
        {3, 7, CHANNEL_POST},
        {2, 6, CHANNEL_POST},
        {1, 7, CHANNEL_TELEPHONE},
        {1, 7, CHANNEL_ONLINE},
        {1, 11, CHANNEL_POST},
        {1, 6, CHANNEL_POST},
        {1, 1, CHANNEL_POST},
        {1, 5, CHANNEL_POST},
    };

    tale_scene(tale, ENTRY_RECEIVED, 1)->document->of.received = others[argument];
}

/* The same paper twice: once it stands, again it must not. */
static void receive_twice(struct tale *tale, int argument)
{
    struct scene *scene = tale_scene(tale, ENTRY_RECEIVED, 2);

    (void)argument;
    scene->document->of.received.number = 7;
}

static void receive_late(struct tale *tale, int argument)
{
    struct scene *scene = tale_double(tale, tale_scene(tale, ENTRY_RECEIVED, 2));

    (void)argument;
    scene->document->of.received.number = 10;
    tale_move_behind(tale, scene, tale_scene(tale, ENTRY_BOX, 1));
}

const struct mutation mutations_of_poll[] = {
    {"open-by-an-officer", "open-signers", sign_open, ENTRY_OPEN, NULL},
    {"open-again", "open-repeated", mutation_repeat, ENTRY_OPEN, NULL},
    {"open-second", "open-once", mutation_double, ENTRY_OPEN, NULL},
    {"open-too-early", "open-early", early, ENTRY_OPEN, NULL},
    {"open-before-roll", "open-early", before_roll, 0, NULL},
    {"open-of-no-poll", "open-constituency", open_nothing, 0, NULL},
    {"close-by-an-officer", "close-signers", sign_open, ENTRY_CLOSE, NULL},
    {"close-again", "close-repeated", mutation_repeat, ENTRY_CLOSE, NULL},
    {"close-second", "close-once", mutation_double, ENTRY_CLOSE, NULL},
    {"close-too-early", "close-early", early, ENTRY_CLOSE, NULL},
    {"close-before-open", "close-not-open", before_open, ENTRY_CLOSE, NULL},
    {"received-by-a-stranger",
     "received-signers",
     mutation_strange,
     ENTRY_RECEIVED,
     NULL},
    {"received-forged", "received-signature", mutation_forge, ENTRY_RECEIVED, NULL},
    {"received-again", "received-repeated", mutation_repeat, ENTRY_RECEIVED, NULL},
    {"received-before-open", "received-not-open", before_open, ENTRY_RECEIVED, NULL},
    {"received-behind-box", "received-frozen", receive_late, 0, NULL},
    {"received-of-the-unopposed", "received-constituency", change_received, 0, NULL},
    {"received-where-nobody-posts", "received-channel", change_received, 1, NULL},
    {"received-by-telephone", "received-channel", change_received, 2, NULL},
    {"received-online", "document-form", change_received, 3, NULL},
    {"received-of-no-number", "received-number", change_received, 4, NULL},
    {"received-of-a-replaced-number", "received-cancelled", change_received, 5, NULL},
    {"received-of-the-tendered", "received-cancelled", change_received, 7, NULL},
    {"received-of-who-voted-online", "received-spent", change_received, 6, NULL},
    {"received-twice", "received-spent", receive_twice, 0, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
