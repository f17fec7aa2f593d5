// SPDX-License-Identifier: AGPL-3.0-or-later
/* Statement and roll: who stands, and who may vote. */
#include <string.h>

#include "mutation.h"

static void early_statement(struct tale *tale, int argument)
{
    (void)argument;
    tale_scene(tale, ENTRY_STATEMENT, 1)->time -= 60;
}

static void change_statement(struct tale *tale, int argument)
{
    struct statement *statement =
        &tale_scene(tale, ENTRY_STATEMENT, 1)->document->of.statement;

    switch (argument) {
    case 0:
        statement->lists[2].outcome = OUTCOME_SHORT;
        break;
    case 1:
        statement->count = 2;
        break;
    default:
        statement->lists[1].outcome = OUTCOME_UNOPPOSED;
        break;
    }
}

static void early_roll(struct tale *tale, int argument)
{
    (void)argument;
    tale_move_before(
        tale, tale_scene(tale, ENTRY_ROLL, 1), tale_scene(tale, ENTRY_STATEMENT, 1));
}

/* The issuer must sign too, and nobody more. */
static void change_signers(struct tale *tale, int by)
{
    tale_scene(tale, ENTRY_ROLL, 1)->by = (unsigned)by;
}

static void change_lists(struct tale *tale, int argument)
{
    struct roll_document *roll = &tale_scene(tale, ENTRY_ROLL, 1)->document->of.roll;

    if (argument == 0) {
        roll->count = 1;
        return;
    }
    roll->lists[1].cid = 3;
}

static void spoil_roll_gone(struct tale *tale, const char *folder)
{
    char name[80];

    mutation_object_name(tale, 1, name);
    mutation_drop(folder, name);
}

static void other_election(struct tale *tale, struct buf *object)
{
    (void)tale;
    object->data[4] ^= 1;
}

static void other_constituency(struct tale *tale, struct buf *object)
{
    (void)tale;
    object->data[37] = 2;
}

static void other_count(struct tale *tale, struct buf *object)
{
    (void)tale;
    object->data[41]--;
}

static void one_more(struct tale *tale, struct buf *object)
{
    buf_put_span(object, SPAN(*sign_secret_key(tale->voters[0][TALE_KEYS - 1])));
}

static uint8_t *last_key(struct buf *object)
{
    return object->data + object->size - SIGN_KEY_SIZE;
}

static void small_key(struct tale *tale, struct buf *object)
{
    (void)tale;
    memset(last_key(object), 0, SIGN_KEY_SIZE);
    last_key(object)[0] = 1;
}

/* y = 2^255 - 1 is not below the field's prime. */
static void odd_key(struct tale *tale, struct buf *object)
{
    (void)tale;
    memset(last_key(object), 0xff, SIGN_KEY_SIZE);
}

static void repeated_key(struct tale *tale, struct buf *object)
{
    memcpy(last_key(object), sign_secret_key(tale->voters[0][0]), SIGN_KEY_SIZE);
}

static void key_of_another(struct tale *tale, struct buf *object)
{
    memcpy(last_key(object), sign_secret_key(tale->voters[1][0]), SIGN_KEY_SIZE);
}

static void change_object(struct tale *tale, int argument)
{
    static void (*const spoils[])(struct tale *, struct buf *) = {
        other_election,
        other_constituency,
        other_count,
        one_more,
        small_key,
        odd_key,
        repeated_key,
        key_of_another,
    };

    tale_scene(tale, ENTRY_ROLL, 1)->spoils.object = spoils[argument];
}

/* Who may vote is withheld until the close: till then it may be away. */
static void cut_behind_open(struct tale *tale, int is_forged)
{
    const struct scene *last = tale_scene(tale, ENTRY_NOTE, 1);

    tale_scene(tale, ENTRY_ROLL, 1)->is_forged = is_forged != 0;
    while (tale->scenes[tale->scene_count - 1] != last) {
        tale_remove(tale, tale->scenes[tale->scene_count - 1]);
    }
}

const struct mutation mutations_of_settlement[] = {
    {"good-roll-withheld", "", cut_behind_open, 0, spoil_roll_gone},
    {"roll-withheld-forged", "roll-signature", cut_behind_open, 1, spoil_roll_gone},
    {"statement-by-a-clerk",
     "statement-signers",
     mutation_strange,
     ENTRY_STATEMENT,
     NULL},
    {"statement-forged", "statement-signature", mutation_forge, ENTRY_STATEMENT, NULL},
    {"statement-again", "statement-repeated", mutation_repeat, ENTRY_STATEMENT, NULL},
    {"statement-second", "statement-once", mutation_double, ENTRY_STATEMENT, NULL},
    {"statement-before-withdrawal", "statement-early", early_statement, 0, NULL},
    {"statement-wrong-outcome", "statement-lists", change_statement, 0, NULL},
    {"statement-list-missing", "statement-lists", change_statement, 1, NULL},
    {"statement-poll-avoided", "statement-lists", change_statement, 2, NULL},
    {"roll-by-a-clerk", "roll-signers", mutation_strange, ENTRY_ROLL, NULL},
    {"roll-without-issuer", "roll-signers", change_signers, BY_RETURNING, NULL},
    {"roll-by-issuer-alone", "roll-signers", change_signers, BY_ISSUER, NULL},
    {"roll-forged", "roll-signature", mutation_forge, ENTRY_ROLL, NULL},
    {"roll-again", "roll-repeated", mutation_repeat, ENTRY_ROLL, NULL},
    {"roll-second", "roll-once", mutation_double, ENTRY_ROLL, NULL},
    {"roll-before-statement", "roll-early", early_roll, 0, NULL},
    {"roll-list-missing", "roll-lists", change_lists, 0, NULL},
    {"roll-of-the-unopposed", "roll-lists", change_lists, 1, NULL},
    {"roll-of-another-election", "roll-object", change_object, 0, NULL},
    {"roll-of-another-constituency", "roll-object", change_object, 1, NULL},
    {"roll-of-another-count", "roll-object", change_object, 2, NULL},
    {"roll-one-more", "roll-object", change_object, 3, NULL},
    {"roll-gone", "roll-object-missing", NULL, 0, spoil_roll_gone},
    {"roll-key-small", "roll-key", change_object, 4, NULL},
    {"roll-key-not-canonical", "roll-key", change_object, 5, NULL},
    {"roll-key-twice", "roll-taken", change_object, 6, NULL},
    {"roll-key-of-another-constituency", "roll-taken", change_object, 7, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
