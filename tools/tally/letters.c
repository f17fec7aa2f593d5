// SPDX-License-Identifier: AGPL-3.0-or-later
/* letters: opens print files with the key of officer or issuer and makes of them a PDF
 * to print and post, or plain text for a mail-merge or a screen reader. What it holds:
 * voting codes in the clear; it is for the printer, and to be destroyed. */
#include "post/letters.h"

#include "base/fault.h"
#include "post/print.h"
#include "seal/sealbox.h"

#include "commands.h"
#include "enclosing.h"
#include "passphrase.h"

enum {
    OUT_MAX = 512 * 1024 * 1024,
};

struct wish {
    const char *key;
    const char *passphrase_file;
    const char *out;
    const char *url;
    bool is_text;
    char **files;
    size_t file_count;
};

/* The letters as they are gathered: a print, or text alone. */
struct pile {
    struct print *print; /* NULL: text */
    struct buf text;
    size_t count;
    size_t packs;
    int result; /* of the last letter */
    bool has_election;
    struct enclosing enclosing; /* with an election */
};

static void pile_deinit(struct pile *pile)
{
    print_free(pile->print);
    enclosing_deinit(&pile->enclosing);
    buf_deinit(&pile->text);
}

/* What stands before the words of a line, and behind them. */
static const char *const marks[PACK_LINES][2] = {
    [PACK_LEAF] = {"\f", "\n\n"},
    [PACK_HEADING] = {"\n", "\n"},
    [PACK_TEXT] = {"", "\n"},
    [PACK_CANDIDATE] = {"\n[      ] ", "\n"},
    [PACK_DETAIL] = {"", "\n"},
    [PACK_CHOICE] = {"\n[      ] ", "\n"},
    [PACK_BLANK] = {"\n", ": ____________________\n"},
    [PACK_ENVELOPE] = {"\nEnvelope ", "\n"},
    [PACK_CUT] = {"\n- - - - - - - - - -", "\n"},
};

static int put_text(void *self, enum pack_line line, struct span text)
{
    struct pile *pile = self;

    if (line != PACK_FINE) {
        buf_put_text(&pile->text, marks[line][0]);
        buf_put_span(&pile->text, text);
        buf_put_text(&pile->text, marks[line][1]);
    }
    return FOLD(buf_status(&pile->text));
}

static int put_print(void *self, enum pack_line line, struct span text)
{
    struct pile *pile = self;

    return print_pack(pile->print, line, text);
}

static int add_pack(struct pile *pile, struct span envelope)
{
    const struct pack_sink sink = {pile, pile->print != NULL ? put_print : put_text};

    if (!pile->has_election) {
        return command_fail(COMMAND_REFUSED,
                            "ballot papers go with these letters: say --url, the "
                            "address of the election, where the candidates are");
    }
    pile->packs++;
    return enclosing_write(&pile->enclosing, envelope, &sink);
}

/* Letters are parted by a form feed: a page each, wherever it is printed. */
static int add_text(struct pile *pile, const struct letter *letter)
{
    if (pile->count > 0) {
        buf_put_text(&pile->text, "\f");
    }
    buf_put_span(&pile->text, letter->address);
    buf_put_text(&pile->text, "\n");
    buf_put_span(&pile->text, letter->body);
    if (letter->link.size > 0) {
        buf_put_text(&pile->text, "\n");
        buf_put_span(&pile->text, letter->link);
        buf_put_text(&pile->text, "\n");
    }
    return FOLD(buf_status(&pile->text));
}

static int add(void *context, const struct letter *letter)
{
    struct pile *pile = context;
    int r = pile->print != NULL ? print_letter(pile->print, letter)
                                : add_text(pile, letter);

    pile->count++;
    if (r == 0 && letter->envelope.size > 0) {
        r = add_pack(pile, letter->envelope);
    }
    pile->result = r;
    return r;
}

static int add_file(const struct keyfile *key, const char *path, struct pile *pile)
{
    CLEANUP(buf_deinit) struct buf sealed;
    CLEANUP(buf_deinit) struct buf plain;
    int r;

    buf_init(&sealed, LETTERS_SIZE_MAX + SEALBOX_EXTRA);
    buf_init(&plain, LETTERS_SIZE_MAX);
    r = command_load(path, &sealed);
    if (r == 0) {
        r = keyfile_unseal(key, buf_span(&sealed), &plain);
        if (r > 0) {
            return command_fail(
                COMMAND_REFUSED, "%s: not sealed to this key, or altered since", path);
        }
    }
    if (r == 0) {
        r = letters_read(buf_span(&plain), add, pile);
        if (r > 0 && pile->result == 0) {
            return command_fail(COMMAND_REFUSED, "%s: holds no letters", path);
        }
    }
    return r;
}

static int make(const struct wish *wish, const struct keyfile *key)
{
    CLEANUP(pile_deinit) struct pile pile = {.print = NULL};
    size_t i;
    int r = 0;

    buf_init(&pile.text, OUT_MAX);
    if (wish->url != NULL) {
        pile.has_election = true;
        r = enclosing_open(wish->url, &pile.enclosing);
    }
    if (r == 0 && !wish->is_text) {
        r = print_new(&pile.print);
    }
    for (i = 0; r == 0 && i < wish->file_count; i++) {
        r = add_file(key, wish->files[i], &pile);
    }
    if (r == 0 && pile.print != NULL) {
        r = print_finish(pile.print, &pile.text);
    }
    if (r == 0) {
        r = command_save_private(wish->out, buf_span(&pile.text));
    }
    if (r == 0) {
        command_say(
            "%s: %zu letters with voting codes, %zu of them with a ballot paper; "
            "destroy it once they are printed",
            wish->out,
            pile.count,
            pile.packs);
    }
    return r;
}

static int run(int argc, char **argv)
{
    struct wish wish = {.key = NULL};
    CLEANUP(keyfile_freep) struct keyfile *key = NULL;
    const struct option_value options[] = {
        REQUIRED_TEXT("key", &wish.key),
        REQUIRED_TEXT("out", &wish.out),
        FLAG("text", &wish.is_text),
        TEXT("url", &wish.url),
        TEXT("passphrase-file", &wish.passphrase_file),
    };
    struct arguments arguments = {.options = options,
                                  .option_count = ARRAY_SIZE(options),
                                  .least = 1,
                                  .most = (size_t)argc};
    int r;

    r = command_read(&arguments, argc, argv);
    if (r != 0) {
        return r;
    }
    wish.files = arguments.words;
    wish.file_count = arguments.word_count;
    r = passphrase_open_any(wish.key, wish.passphrase_file, &key);
    return r == 0 ? make(&wish, key) : r;
}

const struct command tally_letters = {
    .name = "letters",
    .arguments = "FILE.sealed… --key FILE --out FILE [--url URL] [--text] "
                 "[--passphrase-file FILE]",
    .summary = "open print files of letters, with the ballot papers of who may vote by "
               "post: a PDF, or plain text",
    .run = run,
};
