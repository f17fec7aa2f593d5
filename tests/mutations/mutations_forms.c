// SPDX-License-Identifier: AGPL-3.0-or-later
/* Forms and files that one reader might take and another refuse. */
#include <sys/stat.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "mutation.h"
#include "record/checkpoint.h"
#include "record/object.h"
#include "seal/sign.h"

enum {
    TIME_AT = 1, /* in an entry: u8 type ‖ u64 time */
    SIGNER = SIGN_KEY_SIZE + SIGNATURE_SIZE,
    TOO_MANY = 41,
};

static void put_time(struct buf *entry, uint64_t time)
{
    size_t i;

    for (i = 0; i < sizeof(time); i++) {
        entry->data[TIME_AT + i] = (uint8_t)(time >> (56 - 8 * i));
    }
}

/* The first minute of the year 10000; more than a double holds. */
static void date_10000(struct tale *tale, struct buf *entry)
{
    (void)tale;
    put_time(entry, UINT64_C(253402300800));
}

static void date_endless(struct tale *tale, struct buf *entry)
{
    (void)tale;
    put_time(entry, UINT64_C(9007199254741020));
}

static void sign_often(struct tale *tale, struct buf *entry)
{
    uint8_t signer[SIGNER] = {0};
    int i;

    (void)tale;
    entry->size -= 1 + 2 * (size_t)SIGNER;
    buf_put_u8(entry, TOO_MANY);
    for (i = 0; i < TOO_MANY; i++) {
        memset(signer, i, SIGN_KEY_SIZE);
        buf_put_span(entry, SPAN(signer));
    }
}

static void (*const last_forms[])(struct tale *, struct buf *) = {
    date_10000, date_endless, sign_often};

/* The result is the last entry: nothing is earlier than the one before it. */
static void change_last(struct tale *tale, int argument)
{
    tale_scene(tale, ENTRY_RESULT, 1)->spoils.entry = last_forms[argument];
}

static const struct edit {
    const char *from;
    const char *to;
} edits[] = {
    {"\"root\"", "\"size root\": 1, \"root\""},
    {"\"close\"", "\"kind close\": 1, \"close\""},
    {"\"document\": \"note\"", "\"document\": {}"},
    {"\"suite\"", "\"suit\": 1, \"suite\""},
    {"\"note\"", "\"note\", \"\\u0064ocument\": \"note\""},
};

static const struct edit *edit;

static void edit_text(struct tale *tale, struct buf *text)
{
    (void)tale;
    mutation_replace(text, edit->from, edit->to);
}

static void change_text(struct tale *tale, int argument)
{
    edit = &edits[argument];
    tale_scene(tale, ENTRY_NOTE, 1)->spoils.text = edit_text;
}

static void change_definition(struct tale *tale, int argument)
{
    edit = &edits[argument];
    tale_scene(tale, ENTRY_DEFINITION, 1)->spoils.text = edit_text;
}

static void spoil_nothing(struct tale *tale, const char *folder)
{
    const struct tree_head head = {.size = 0};
    struct buf note;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    tale_checkpoint(tale, &head, tale->log, &note);
    tale_file(folder, "checkpoint", buf_span(&note));
    buf_deinit(&note);
}

static void rename_file(const char *folder, const char *from, const char *to)
{
    char old_path[FILE_PATH_SIZE];
    char new_path[FILE_PATH_SIZE];

    MUST(file_join(folder, from, old_path));
    MUST(file_join(folder, to, new_path));
    MUST(rename(old_path, new_path));
}

static void spoil_whole_bundle(struct tale *tale, const char *folder)
{
    (void)tale;
    rename_file(folder, "tile/entries/000.p/35", "tile/entries/000");
}

static void spoil_whole_tile(struct tale *tale, const char *folder)
{
    (void)tale;
    rename_file(folder, "tile/0/000.p/35", "tile/0/000");
}

/* Names that are those of nothing in a record: told, and no more. */
static void spoil_strangers(struct tale *tale, const char *folder)
{
    static const char *const names[] = {
        "tile/0/x000/000.p/35",
        "tile/entries/x000/000.p/1",
        "tile/0/000.p/01",
        "tile/63/000",
        "checkpoints/.35",
        "checkpoints/other/35",
        "cosigned/.35",
        "cosigned/other/35",
        "objects/other/x",
    };
    size_t i;

    (void)tale;
    for (i = 0; i < ARRAY_SIZE(names); i++) {
        tale_file(folder, names[i], span_of_text("nothing of a record\n"));
    }
}

/* Longer than any note; with a signer's line whose name holds a space of another kind.
 */
static void spoil_endless(struct tale *tale, const char *folder)
{
    struct buf note;

    buf_init(&note, TALE_OBJECT_MAX);
    tale_checkpoint(tale, &tale->head, tale->log, &note);
    while (note.size <= CHECKPOINT_SIZE_MAX) {
        buf_put_u8(&note, '\n');
    }
    tale_file(folder, "checkpoints/35", buf_span(&note));
    buf_deinit(&note);
}

static void spoil_older_line(struct tale *tale, const char *folder, const char *line)
{
    struct buf note;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    tale_checkpoint(tale, &tale->head, tale->log, &note);
    buf_put_text(&note, line);
    tale_file(folder, "checkpoints/35", buf_span(&note));
    buf_deinit(&note);
}

static void spoil_spaced_name(struct tale *tale, const char *folder)
{
    spoil_older_line(tale, folder, "\xe2\x80\x94 a\xc2\xa0z AAAAAAAA\n");
}

static void spoil_strange_line(struct tale *tale, const char *folder)
{
    spoil_older_line(tale, folder, "\xe2\x80\x94 zo\xc3\xab AAAAAAAA\n");
}

/* What opens and never ends. */
static void spoil_pipe(struct tale *tale, const char *folder)
{
    char path[FILE_PATH_SIZE];
    char name[80];

    mutation_object_name(tale, 4, name);
    MUST(file_join(folder, name, path));
    MUST(remove(path));
    MUST(mkfifo(path, 0600));
}

/* 2^28 + 1 zeroes under the name of their hash; the disk holds none of them. */
static void spoil_vast(struct tale *tale, const char *folder)
{
    static const char name[] =
        "objects/da6ce8755151acd05195db67ebce3ee0fb5f4012e71e821cc5750f3304eaf41e";
    char path[FILE_PATH_SIZE];

    (void)tale;
    tale_file(folder, name, span_of_text(""));
    MUST(file_join(folder, name, path));
    MUST(truncate(path, (off_t)OBJECT_SIZE_MAX + 1));
}

const struct mutation mutations_of_forms[] = {
    {"object-vast", "object-false", NULL, 0, spoil_vast},
    {"older-endless", "older-signature", NULL, 0, spoil_endless},
    {"older-of-a-spaced-name", "older-signature", NULL, 0, spoil_spaced_name},
    {"good-older-by-a-stranger-too", "", NULL, 0, spoil_strange_line},
    {"object-a-pipe", "object-false", NULL, 0, spoil_pipe},
    {"entry-of-the-year-10000", "entry-form", change_last, 0, NULL},
    {"entry-of-no-date", "entry-form", change_last, 1, NULL},
    {"entry-of-41-signers", "entry-form", change_last, 2, NULL},
    {"document-member-of-two-names", "document-form", change_text, 0, NULL},
    {"document-member-of-two-words", "document-form", change_text, 1, NULL},
    {"document-of-no-name", "document-form", change_text, 2, NULL},
    {"document-member-twice-escaped", "document-form", change_text, 4, NULL},
    {"definition-unknown-member", "entry-first", change_definition, 3, NULL},
    {"checkpoint-of-nothing", "entry-first", NULL, 0, spoil_nothing},
    {"bundle-whole-for-its-part", "entry-missing", NULL, 0, spoil_whole_bundle},
    {"tile-whole-for-its-part", "tile-missing", NULL, 0, spoil_whole_tile},
    {"good-stranger-names", "", NULL, 0, spoil_strangers},
    {NULL, NULL, NULL, 0, NULL},
};
