// SPDX-License-Identifier: AGPL-3.0-or-later
#include "retyped.h"

#include <sys/stat.h>

#include "base/buf.h"
#include "base/fault.h"

#include "command.h"
#include "passphrase.h"

enum {
    FILE_MAX = 4096,
    BLOCK_SYMBOLS = PAPER_GROUPS * 5,
    TRIES = 5,
};

static const char *const names[PAPER_BLOCKS] = {
    [PAPER_STATIC] = "first",
    [PAPER_SIGN] = "second",
};

static int refuse(enum paper_block block, int refusal, unsigned group)
{
    if (refusal == PAPER_MISTYPED) {
        return command_fail(COMMAND_REFUSED,
                            "%s block: group %u is mistyped, of %d",
                            names[block],
                            group,
                            (int)PAPER_GROUPS);
    }
    return command_fail(COMMAND_REFUSED,
                        "%s block: not %d groups of 5 symbols",
                        names[block],
                        (int)PAPER_GROUPS);
}

static int ask(enum paper_block block, struct paper_secret *out)
{
    unsigned group = 0;
    int tries;
    int r = COMMAND_REFUSED;

    for (tries = 0; r == COMMAND_REFUSED && tries < TRIES; tries++) {
        CLEANUP(passphrase_freep) struct passphrase *line = NULL;

        r = passphrase_ask(block == PAPER_STATIC
                               ? "All 14 groups of the first block (not shown)"
                               : "All 14 groups of the second block (not shown)",
                           &line);
        if (r != 0) {
            return r;
        }
        r = paper_read(block, passphrase_span(line), out, &group);
        if (r > 0) {
            r = refuse(block, r, group);
        }
    }
    return r;
}

/* Line ends are blanks; a block ends with its last symbol. */
static size_t find_end(struct buf *text, size_t from)
{
    size_t symbols = 0;
    size_t at;

    for (at = from; at < text->size && symbols < BLOCK_SYMBOLS; at++) {
        if (text->data[at] == '\n' || text->data[at] == '\r') {
            text->data[at] = ' ';
        }
        symbols += text->data[at] != ' ' && text->data[at] != '-';
    }
    return at;
}

static int read_file(const char *file,
                     enum retyped_extent extent,
                     struct paper_secret out[PAPER_BLOCKS])
{
    CLEANUP(buf_deinit) struct buf text;
    enum paper_block block;
    unsigned group = 0;
    struct stat status;
    size_t from = 0;
    int r;

    buf_init(&text, FILE_MAX);
    if (stat(file, &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return command_fail(COMMAND_REFUSED, "%s: others may read it", file);
    }
    r = command_load(file, &text);
    for (block = PAPER_STATIC;
         r == 0 && block < PAPER_BLOCKS && (int)block < (int)extent;
         block++) {
        size_t end = find_end(&text, from);

        r = paper_read(
            block, span_of(text.data + from, end - from), &out[block], &group);
        from = end;
        if (r > 0) {
            r = refuse(block, r, group);
        }
    }
    return r;
}

int retyped_read(const char *file,
                 enum retyped_extent extent,
                 struct paper_secret out[PAPER_BLOCKS])
{
    int r;

    if (file != NULL) {
        return read_file(file, extent, out);
    }
    r = ask(PAPER_STATIC, &out[PAPER_STATIC]);
    return r == 0 && extent == RETYPED_ALL ? ask(PAPER_SIGN, &out[PAPER_SIGN]) : r;
}
