// SPDX-License-Identifier: AGPL-3.0-or-later
/* trustee backup: a trustee's two secrets as a sheet of paper. Only to a terminal or a
 * file of the owner's alone: whoever reads it is the trustee. */
#include <unistd.h>

#include "base/fault.h"
#include "post/print.h"
#include "seal/custody.h"
#include "seal/secret.h"

#include "commands.h"
#include "passphrase.h"

enum {
    SHEET_MAX = 1 << 14,
    PRINT_MAX = 16 << 20,
    LINE_GROUPS = 5,
    GROUP_SIZE = 6, /* and its hyphen */
};

struct wish {
    const char *key;
    const char *passphrase_file;
    const char *out;
    bool is_text;
};

/* In guarded memory. */
struct backup {
    struct paper_secret secrets[PAPER_BLOCKS];
    char text[PAPER_TEXT_SIZE];
};

static const char *const titles[PAPER_BLOCKS] = {
    [PAPER_STATIC] = "First block: the share of the election's key",
    [PAPER_SIGN] = "Second block: the key that signs",
};

static void put_block(struct backup *backup, enum paper_block block, struct buf *out)
{
    size_t group;

    paper_write(block, &backup->secrets[block], backup->text);
    buf_printf(out, "%s\n\n", titles[block]);
    for (group = 0; group < PAPER_GROUPS; group++) {
        bool is_last =
            group % LINE_GROUPS == LINE_GROUPS - 1 || group == PAPER_GROUPS - 1;

        buf_printf(
            out, "%.5s%s", backup->text + group * GROUP_SIZE, is_last ? "\n" : "  ");
    }
    buf_put_text(out, "\n");
}

static void put_sheet(struct backup *backup, struct buf *out)
{
    enum paper_block block;

    buf_put_text(
        out,
        "Backup of a trustee's key\n\n"
        "Whoever reads this sheet can do what this trustee can. Put it into an "
        "envelope, seal and sign that, and keep it where nobody else can reach "
        "it, away from the key file. Destroy it when the election's retention "
        "ends.\n\n");
    for (block = PAPER_STATIC; block < PAPER_BLOCKS; block++) {
        put_block(backup, block, out);
    }
    buf_put_text(
        out,
        "The fifth symbol of each group checks the group. There is no letter I, "
        "L, O or U. To test the sheet, type the first block:\n\n"
        "tally trustee restore --paper --ceremony OBJECT\n\n"
        "To make a key file of it, type both:\n\n"
        "tally trustee restore --paper --ceremony OBJECT --key NEW --name NAME\n");
}

static int print(const struct wish *wish, struct letter *letter)
{
    CLEANUP(print_freep) struct print *paper = NULL;
    CLEANUP(buf_deinit) struct buf pdf;
    int r;

    buf_init(&pdf, PRINT_MAX);
    r = print_new(&paper);
    if (r == 0) {
        r = print_letter(paper, letter);
    }
    if (r == 0) {
        r = print_finish(paper, &pdf);
    }
    return r == 0 ? command_save_private(wish->out, buf_span(&pdf)) : r;
}

static int give_out(const struct wish *wish, const char *name, struct span body)
{
    CLEANUP(buf_deinit) struct buf head;
    struct letter letter = {.body = body};
    int r;

    buf_init(&head, SHEET_MAX);
    buf_printf(&head, "%s\n", name);
    letter.address = buf_span(&head);
    if (wish->out != NULL && !wish->is_text) {
        r = print(wish, &letter);
    } else {
        buf_put_text(&head, "\n");
        buf_put_span(&head, body);
        r = FOLD(buf_status(&head));
        if (r == 0) {
            r = wish->out != NULL ? command_save_private(wish->out, buf_span(&head))
                                  : command_print(buf_span(&head));
        }
    }
    if (r == 0 && wish->out != NULL) {
        command_say("%s holds the key in the clear: print it, test the sheet, and "
                    "destroy the file",
                    wish->out);
    }
    return r;
}

static int back_up(const struct wish *wish, const struct keyfile *keyfile)
{
    CLEANUP(buf_deinit) struct buf body;
    struct backup *backup;
    void *memory = NULL;
    int r;

    buf_init(&body, SHEET_MAX);
    r = secret_new(sizeof(*backup), &memory);
    if (r != 0) {
        return r;
    }
    backup = memory;
    r = FOLD(custody_paper(keyfile, backup->secrets));
    if (r == 0) {
        put_sheet(backup, &body);
        r = FOLD(buf_status(&body));
    }
    secret_free(memory);
    return r == 0 ? give_out(wish, keyfile_person(keyfile)->name, buf_span(&body)) : r;
}

static int run(int argc, char **argv)
{
    struct wish wish = {.key = ""};
    const struct option_value options[] = {
        REQUIRED_TEXT("key", &wish.key),
        TEXT("out", &wish.out),
        FLAG("text", &wish.is_text),
        TEXT("passphrase-file", &wish.passphrase_file),
    };
    struct arguments arguments = {
        .options = options,
        .option_count = ARRAY_SIZE(options),
    };
    CLEANUP(keyfile_freep) struct keyfile *keyfile = NULL;
    int r;

    r = command_read(&arguments, argc, argv);
    if (r == 0 && wish.out == NULL && !isatty(STDOUT_FILENO)) {
        r = command_fail(COMMAND_REFUSED,
                         "a key is shown on a terminal, or written with --out FILE for "
                         "its owner alone");
    }
    if (r == 0) {
        r = passphrase_open_key(wish.key, wish.passphrase_file, KEY_TRUSTEE, &keyfile);
    }
    return r == 0 ? back_up(&wish, keyfile) : r;
}

const struct command tally_trustee_backup = {
    .name = "trustee backup",
    .arguments = "--key FILE [--out FILE [--text]] [--passphrase-file FILE]",
    .summary = "a trustee's key as a sheet of paper, to be typed in again one day",
    .run = run,
};
