// SPDX-License-Identifier: AGPL-3.0-or-later
/* The log lies, or its files are not what it signed. */
#include <stdio.h>
#include <string.h>

#include "mutation.h"
#include "record/checkpoint.h"

static void sign(struct tale *tale,
                 const char *folder,
                 const char *name,
                 const struct tree_head *head,
                 const struct sign_secret *secret)
{
    struct buf note;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    tale_checkpoint(tale, head, secret, &note);
    tale_file(folder, name, buf_span(&note));
    buf_deinit(&note);
}

static struct tree_head head_of(const struct tale *tale, uint64_t size)
{
    struct tree_head head = {.size = size};

    if (tree_root(tale->tree, size, &head.root) != 0) {
        memset(&head.root, 5, sizeof(head.root));
    }
    return head;
}

static void spoil_form(struct tale *tale, const char *folder)
{
    (void)tale;
    tale_file(folder, "checkpoint", span_of_text("vote.example.nhs.uk/record\n35\n"));
}

static void spoil_extension(struct tale *tale, const char *folder)
{
    struct buf note;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    tale_checkpoint(tale, &tale->head, tale->log, &note);
    mutation_replace(&note, "\n\n", "\nextension\n\n");
    tale_file(folder, "checkpoint", buf_span(&note));
    buf_deinit(&note);
}

static void spoil_signer(struct tale *tale, const char *folder)
{
    sign(tale, folder, "checkpoint", &tale->head, tale->secrets[HANDS - 1]);
}

static void spoil_other_origin(struct tale *tale, const char *folder)
{
    struct buf note;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    tale_checkpoint(tale, &tale->head, tale->log, &note);
    mutation_replace(&note, "vote.", "veto.");
    tale_file(folder, "checkpoint", buf_span(&note));
    buf_deinit(&note);
}

static void spoil_older_signer(struct tale *tale, const char *folder)
{
    struct tree_head head = head_of(tale, TALE_OLDER);

    sign(tale, folder, "checkpoints/20", &head, tale->secrets[HANDS - 1]);
}

static void spoil_older_form(struct tale *tale, const char *folder)
{
    (void)tale;
    tale_file(folder, "checkpoints/20", span_of_text("no checkpoint\n"));
}

static void spoil_longer(struct tale *tale, const char *folder)
{
    struct tree_head head = head_of(tale, tale->head.size + 1);

    sign(tale, folder, "checkpoints/36", &head, tale->log);
}

static void spoil_fork(struct tale *tale, const char *folder)
{
    struct tree_head head = head_of(tale, TALE_OLDER);

    head.root.bytes[0] ^= 1;
    sign(tale, folder, "checkpoints/20", &head, tale->log);
}

/* Split view: of one size two roots. */
static void spoil_split(struct tale *tale, const char *folder)
{
    struct tree_head head = tale->head;

    head.root.bytes[31] ^= 1;
    sign(tale, folder, "checkpoints/35.other", &head, tale->log);
}

static void spoil_bundle_gone(struct tale *tale, const char *folder)
{
    (void)tale;
    mutation_drop(folder, "tile/entries/000.p/35");
}

static void spoil_size(struct tale *tale, const char *folder)
{
    struct tree_head head = head_of(tale, tale->head.size + 1);

    sign(tale, folder, "checkpoint", &head, tale->log);
}

static void spoil_bundle(struct tale *tale, const char *folder)
{
    (void)tale;
    mutation_flip(folder, "tile/entries/000.p/35");
}

static void spoil_root(struct tale *tale, const char *folder)
{
    struct tree_head head = tale->head;

    head.root.bytes[3] ^= 1;
    sign(tale, folder, "checkpoint", &head, tale->log);
    mutation_drop(folder, "checkpoints/35");
}

static void spoil_tile(struct tale *tale, const char *folder)
{
    (void)tale;
    mutation_flip(folder, "tile/0/000.p/35");
}

static void spoil_tile_gone(struct tale *tale, const char *folder)
{
    (void)tale;
    mutation_drop(folder, "tile/0/000.p/35");
}

/* A stale partial bundle with an entry in it that never was. */
static void spoil_stale(struct tale *tale, const char *folder)
{
    (void)tale;
    tale_file(folder, "tile/entries/000.p/1", span_of_text("\0\3abc"));
}

static void spoil_object(struct tale *tale, const char *folder)
{
    char name[80];

    mutation_object_name(tale, 4, name);
    mutation_flip(folder, name);
}

static void spoil_unnamed_object(struct tale *tale, const char *folder)
{
    char name[80];

    mutation_object_name(tale, 4, name);
    name[9] = name[9] == '0' ? '1' : '0';
    tale_file(folder, name, span_of_text("an object of another name"));
}

static void change_first(struct tale *tale, int argument)
{
    (void)argument;
    tale_move_behind(tale,
                     tale_scene(tale, ENTRY_DEFINITION, 1),
                     tale_scene(tale, ENTRY_STATEMENT, 1));
}

static void change_log_key(struct tale *tale, int argument)
{
    struct definition *definition =
        tale_scene(tale, ENTRY_DEFINITION, 1)->document->of.definition;

    (void)argument;
    memset(&definition->log, 0, sizeof(definition->log));
}

static void cut_off(struct tale *tale, struct buf *entry)
{
    (void)tale;
    entry->size--;
}

static void lengthen(struct tale *tale, struct buf *entry)
{
    (void)tale;
    buf_put_u8(entry, 0);
}

static void retype(struct tale *tale, struct buf *entry)
{
    (void)tale;
    entry->data[0] = ENTRY_TYPES;
}

/* Byte 8 is the time's last. */
static void add_second(struct tale *tale, struct buf *entry)
{
    (void)tale;
    entry->data[8]++;
}

static void disorder(struct tale *tale, struct buf *entry)
{
    enum {
        ONE = SIGN_KEY_SIZE + SIGNATURE_SIZE
    };
    uint8_t *last = entry->data + entry->size - ONE;
    uint8_t held[ONE];

    (void)tale;
    memcpy(held, last, ONE);
    memcpy(last, last - ONE, ONE);
    memcpy(last - ONE, held, ONE);
}

static void (*const forms[])(struct tale *, struct buf *) = {
    cut_off, lengthen, retype, add_second, disorder};

static void change_form(struct tale *tale, int argument)
{
    tale_scene(tale, ENTRY_BOX, 1)->spoils.entry = forms[argument];
}

static void change_time(struct tale *tale, int argument)
{
    (void)argument;
    tale_scene(tale, ENTRY_NOTE, 1)->time -= 60;
}

static const struct edit {
    const char *from;
    const char *to;
} edits[] = {
    {"\"reason\"", "\"colour\": \"red\", \"reason\""},
    {"\"reason\"", "\"reason\": \"fire\", \"reason\""},
    {"{\n", "\xef\xbb\xbf{\n"},
    {"\"kind\"", "\t\"kind\""},
    {"\"flood\"", "\"flo\xc3\x28od\""},
    {"\"flood\"", "\"FLOOD\""},
    {"\"extend\"", "\"extent\""},
    {"\"size\": ", "\"size\": 0"},
    {"\"size\": ", "\"size\": -"},
    {"\"document\": \"note\"", "\"document\": \"close\""},
    {"}\n", "}\n}\n"},
    {",\n  \"reason\": \"flood\"", ""},
};

static int edited;

static void edit_text(struct tale *tale, struct buf *text)
{
    (void)tale;
    mutation_replace(text, edits[edited].from, edits[edited].to);
}

static void change_text(struct tale *tale, int argument)
{
    edited = argument;
    tale_scene(tale, ENTRY_NOTE, 1)->spoils.text = edit_text;
}

static void see_future(struct tale *tale, struct document *document)
{
    document->base.size = tale->entry_count + 1;
}

static void see_nothing(struct tale *tale, struct document *document)
{
    (void)tale;
    document->base.size = 0;
}

static void see_other(struct tale *tale, struct document *document)
{
    (void)tale;
    document->base.root.bytes[7] ^= 1;
}

static void see_shorter(struct tale *tale, struct document *document)
{
    (void)tale;
    document->base.size--;
}

static void (*const bases[])(struct tale *, struct document *) = {
    see_future, see_nothing, see_other, see_shorter};

static void change_base(struct tale *tale, int argument)
{
    tale_scene(tale, ENTRY_BOX, 1)->spoils.document = bases[argument];
}

/* Two entries in each other's place, the signed bases left as they were. */
static void change_order(struct tale *tale, int argument)
{
    struct scene *first = tale_scene(tale, ENTRY_REPLACE, 2);

    (void)argument;
    tale_move_behind(tale, first, tale_scene(tale, ENTRY_REPLACE, 3));
    first->spoils.document = see_other;
}

const struct mutation mutations_of_log[] = {
    {"checkpoint-of-no-form", "checkpoint-form", NULL, 0, spoil_form},
    {"checkpoint-with-extension", "checkpoint-form", NULL, 0, spoil_extension},
    {"checkpoint-by-another-key", "checkpoint-signature", NULL, 0, spoil_signer},
    {"checkpoint-of-another-origin",
     "checkpoint-signature",
     NULL,
     0,
     spoil_other_origin},
    {"log-key-is-none", "log-key", change_log_key, 0, NULL},
    {"older-by-another-key", "older-signature", NULL, 0, spoil_older_signer},
    {"older-of-no-form", "older-signature", NULL, 0, spoil_older_form},
    {"older-was-longer", "older-size", NULL, 0, spoil_longer},
    {"older-was-forked", "older-root", NULL, 0, spoil_fork},
    {"two-of-one-size", "older-root", NULL, 0, spoil_split},
    {"bundle-missing", "entry-missing", NULL, 0, spoil_bundle_gone},
    {"checkpoint-of-more-entries", "entry-missing", NULL, 0, spoil_size},
    {"definition-second", "entry-first", change_first, 0, NULL},
    {"entry-changed", "root", NULL, 0, spoil_bundle},
    {"root-changed", "root", NULL, 0, spoil_root},
    {"tile-changed", "tile-false", NULL, 0, spoil_tile},
    {"tile-stale", "tile-false", NULL, 0, spoil_stale},
    {"tile-gone", "tile-missing", NULL, 0, spoil_tile_gone},
    {"object-changed", "object-false", NULL, 0, spoil_object},
    {"object-misnamed", "object-false", NULL, 0, spoil_unnamed_object},
    {"entry-cut", "entry-form", change_form, 0, NULL},
    {"entry-longer", "entry-form", change_form, 1, NULL},
    {"entry-of-no-type", "entry-form", change_form, 2, NULL},
    {"entry-not-of-a-minute", "entry-form", change_form, 3, NULL},
    {"entry-signers-disordered", "entry-form", change_form, 4, NULL},
    {"entry-earlier", "entry-time", change_time, 0, NULL},
    {"document-unknown-member", "document-form", change_text, 0, NULL},
    {"document-member-twice", "document-form", change_text, 1, NULL},
    {"document-byte-order-mark", "document-form", change_text, 2, NULL},
    {"document-tabulator", "document-form", change_text, 3, NULL},
    {"document-not-utf8", "document-form", change_text, 4, NULL},
    {"document-free-words", "document-form", change_text, 5, NULL},
    {"document-unknown-kind", "document-form", change_text, 6, NULL},
    {"document-leading-zero", "document-form", change_text, 7, NULL},
    {"document-negative", "document-form", change_text, 8, NULL},
    {"document-of-another-type", "document-form", change_text, 9, NULL},
    {"document-trailing", "document-form", change_text, 10, NULL},
    {"document-member-missing", "document-form", change_text, 11, NULL},
    {"base-of-the-future", "base-size", change_base, 0, NULL},
    {"base-of-nothing", "document-form", change_base, 1, NULL},
    {"base-of-another-record", "base-root", change_base, 2, NULL},
    {"base-of-another-size", "base-root", change_base, 3, NULL},
    {"entries-reordered", "base-root", change_order, 0, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
