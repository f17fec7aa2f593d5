// SPDX-License-Identifier: AGPL-3.0-or-later
/* Ballots that break a rule, and what hangs on them: copies, offers that come too late,
 * votes opened. */
#include "mutation.h"

/* Names the vote as invalid, before the box. */
static void name_invalid(struct tale *tale, const struct scene *bad)
{
    struct scene *act = tale_double(tale, tale_scene(tale, ENTRY_DISQUALIFY, 1));

    act->target = bad;
    act->document->of.disqualification.reason = REASON_INVALID;
}

static void lengthen(struct tale *tale, struct buf *entry)
{
    (void)tale;
    buf_put_u8(entry, 0);
}

static void shorten(struct tale *tale, struct buf *entry)
{
    (void)tale;
    entry->size--;
}

static void forge(struct tale *tale, struct buf *entry)
{
    (void)tale;
    entry->data[entry->size - 1] ^= 1;
}

static struct scene *double_vote(struct tale *tale,
                                 void (*spoil)(struct tale *, struct buf *))
{
    struct scene *bad = tale_double(tale, tale_vote(tale, 1, 4));

    bad->is_in = false;
    bad->spoils.entry = spoil;
    name_invalid(tale, bad);
    return bad;
}

/* Longer or shorter than ballots are: it is no entry, whoever names it. */
static void change_size(struct tale *tale, int argument)
{
    (void)double_vote(tale, argument == 0 ? lengthen : shorten);
}

static struct ballot kept;

static void keep(struct tale *tale, struct scene *scene, struct ballot *ballot)
{
    (void)tale;
    (void)scene;
    kept = *ballot;
}

static void take(struct tale *tale, struct scene *scene, struct ballot *ballot)
{
    (void)tale;
    *ballot = kept;
    scene->vote = kept.vote;
}

/* Who has the log puts a spoilt copy of a vote before the vote itself. */
static void copy_before(struct tale *tale, int argument)
{
    struct scene *copy = tale_vote(tale, 1, 4);
    struct scene *vote = tale_double(tale, copy);

    (void)argument;
    copy->is_in = false;
    copy->spoils.ballot = keep;
    copy->spoils.entry = forge;
    vote->spoils.ballot = take;
    name_invalid(tale, copy);
}

/* All there is yet: up to the entry of this type, and a vote behind it. */
static void vote_behind(struct tale *tale, int type)
{
    const struct scene *last = tale_scene(tale, (enum entry_type)type, 1);
    const struct scene *vote = tale_vote(tale, 1, 1);

    tale_move_behind(tale, tale_vote(tale, 1, 1), last);
    while (tale->scenes[tale->scene_count - 1] != vote) {
        tale_remove(tale, tale->scenes[tale->scene_count - 1]);
    }
}

/* A paper that an officer keyed; a vote that broke a rule. */
static void open_one(struct tale *tale, int argument)
{
    const struct scene *vote =
        argument == 0 ? tale_scene(tale, ENTRY_ENTERED, 1) : double_vote(tale, forge);
    struct scene *scene = tale_add(tale, ENTRY_NOTE, BY_BOTH);
    uint64_t entry = 0;

    while (tale->scenes[entry] != vote) {
        entry++;
    }
    scene->document->of.note =
        (struct note){.kind = NOTE_OPEN_ONE, .cid = 1, .entry = entry};
}

/* Keyed twice, and struck off as if it had come online. */
static void disqualify_paper(struct tale *tale, int channel)
{
    struct scene *paper = tale_double(tale, tale_scene(tale, ENTRY_ENTERED, 1));
    struct scene *act = tale_double(tale, tale_scene(tale, ENTRY_DISQUALIFY, 1));

    paper->is_in = false;
    tale_move_behind(tale, act, paper);
    act->target = paper;
    act->document->of.disqualification =
        (struct disqualification){.cid = 1,
                                  .channel = (enum channel)channel,
                                  .reason = REASON_MISKEYED,
                                  .has_entry = true};
}

const struct mutation mutations_of_broken[] = {
    {"ballot-longer-named-invalid", "entry-form", change_size, 0, NULL},
    {"ballot-shorter-named-invalid", "entry-form", change_size, 1, NULL},
    {"good-copy-before-the-vote", "", copy_before, 0, NULL},
    {"ballot-without-statement",
     "ballot-not-open",
     vote_behind,
     ENTRY_DEFINITION,
     NULL},
    {"ballot-without-roll", "ballot-not-open", vote_behind, ENTRY_STATEMENT, NULL},
    {"note-open-one-paper", "note-target", open_one, 0, NULL},
    {"note-open-one-named-invalid", "note-target", open_one, 1, NULL},
    {"disqualify-a-paper-as-online",
     "disqualify-target",
     disqualify_paper,
     CHANNEL_ONLINE,
     NULL},
    {"good-paper-keyed-twice", "", disqualify_paper, CHANNEL_POST, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
