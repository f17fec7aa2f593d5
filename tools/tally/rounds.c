// SPDX-License-Identifier: AGPL-3.0-or-later
#include "rounds.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/hex.h"
#include "seal/code.h"

#include "command.h"

enum {
    FILE_ROOM = 1 << 16,
    LINE_WIDTH = 64,
};

static const char *const names[ROUNDS] = {
    [ROUND_COMMITMENT] = "commitment",
    [ROUND_MESSAGE] = "message",
    [ROUND_SIGNATURE] = "signature",
};

static const char *name(enum round round)
{
    return round < ROUNDS ? names[round] : "";
}

size_t rounds_size(const struct ceremony *ceremony, enum round round)
{
    switch (round) {
    case ROUND_COMMITMENT:
        return sizeof(struct wide);
    case ROUND_MESSAGE:
        return cocktail_message_size(&ceremony->cocktail);
    case ROUND_SIGNATURE:
    case ROUNDS:
        break;
    }
    return sizeof(struct cocktail_signature);
}

void rounds_name(enum round round, unsigned j, char out[ROUNDS_NAME_SIZE])
{
    (void)snprintf(out, ROUNDS_NAME_SIZE, "%s-%u", name(round), j);
}

int rounds_path(const struct rounds *rounds, enum round round, unsigned j, char *out)
{
    char file[ROUNDS_NAME_SIZE];
    int length;

    rounds_name(round, j, file);
    length = snprintf(out, FILE_PATH_SIZE, "%s/%s.txt", rounds->folder, file);

    return length > 0 && length < FILE_PATH_SIZE
               ? 0
               : command_fail(COMMAND_REFUSED, "%s: too long a name", rounds->folder);
}

/* The two lines at the head of a file. */
static void
put_head(const struct rounds *rounds, enum round round, unsigned j, struct buf *out)
{
    char text[CODE_TEXT_SIZE];
    struct code code;

    memcpy(code.bytes, rounds->ceremony->cocktail.context, sizeof(code.bytes));
    code_write(&code, text);
    buf_printf(out, "key ceremony %s\ntrustee %u: %s\n", text, j, name(round));
}

static int compose(const struct rounds *rounds,
                   enum round round,
                   unsigned j,
                   struct span part,
                   struct buf *out)
{
    char line[LINE_WIDTH + 1];
    size_t at;

    put_head(rounds, round, j, out);
    for (at = 0; at < part.size; at += LINE_WIDTH / 2) {
        size_t size = part.size - at;

        if (size > LINE_WIDTH / 2) {
            size = LINE_WIDTH / 2;
        }
        hex_encode(span_of(part.data + at, size), line);
        buf_put_text(out, line);
        buf_put_u8(out, '\n');
    }
    return FOLD(buf_status(out));
}

/* A file without the line ends and blanks that mail programs add and change. */
static void squeeze(struct span text, struct buf *out)
{
    size_t i;

    for (i = 0; i < text.size; i++) {
        if (text.data[i] != '\r' && text.data[i] != '\n' && text.data[i] != ' ') {
            buf_put_u8(out, text.data[i]);
        }
    }
}

/* Appends the part a file's text holds; 1 when it is not as compose writes it. */
static int decompose(const struct rounds *rounds,
                     enum round round,
                     unsigned j,
                     struct span text,
                     struct buf *out)
{
    CLEANUP(buf_deinit) struct buf whole;
    CLEANUP(buf_deinit) struct buf head;
    CLEANUP(buf_deinit) struct buf wanted;
    uint8_t part[FILE_ROOM / 2];
    size_t size = rounds_size(rounds->ceremony, round);
    int r;

    buf_init(&whole, FILE_ROOM);
    buf_init(&head, FILE_ROOM);
    buf_init(&wanted, FILE_ROOM);
    put_head(rounds, round, j, &head);
    squeeze(buf_span(&head), &wanted);
    squeeze(text, &whole);
    r = buf_status(&whole) < 0 || buf_status(&wanted) < 0 ? FAULT(FAULT_MEMORY) : 0;
    if (r != 0) {
        return r;
    }
    if (whole.size != wanted.size + 2 * size
        || memcmp(whole.data, wanted.data, wanted.size) != 0
        || hex_decode(span_of(whole.data + wanted.size, 2 * size), part, size) != 0) {
        return 1;
    }
    buf_put(out, part, size);
    return FOLD(buf_status(out));
}

int rounds_get(const struct rounds *rounds,
               enum round round,
               unsigned j,
               struct buf *out)
{
    CLEANUP(buf_deinit) struct buf text;
    char path[FILE_PATH_SIZE];
    int r;

    buf_init(&text, FILE_ROOM);
    r = rounds_path(rounds, round, j, path);
    if (r != 0) {
        return r;
    }
    r = file_read(path, &text);
    if (r == FILE_ABSENT) {
        return 0;
    }
    if (r > 0) {
        return command_fail(COMMAND_REFUSED, "%s: cannot be read", path);
    }
    if (r == 0) {
        r = decompose(rounds, round, j, buf_span(&text), out);
    }
    return r <= 0 ? r
                  : command_fail(COMMAND_REFUSED,
                                 "%s: damaged, or of another ceremony: every trustee "
                                 "needs the same copy of the definition. Ask for this "
                                 "file again",
                                 path);
}

int rounds_put(const struct rounds *rounds,
               enum round round,
               unsigned j,
               struct span part)
{
    CLEANUP(buf_deinit) struct buf text;
    CLEANUP(buf_deinit) struct buf there;
    char path[FILE_PATH_SIZE];
    int r;

    buf_init(&text, FILE_ROOM);
    buf_init(&there, FILE_ROOM);
    r = rounds_path(rounds, round, j, path);
    if (r == 0) {
        r = rounds_get(rounds, round, j, &there);
    }
    if (r != 0) {
        return r;
    }
    if (there.size > 0) {
        return span_is_equal(buf_span(&there), part)
                   ? 0
                   : command_fail(COMMAND_REFUSED,
                                  "%s: is not what this key made; somebody changed it",
                                  path);
    }
    r = file_make_folder(rounds->folder);
    if (r > 0) {
        return command_fail(COMMAND_REFUSED, "%s: cannot be made", rounds->folder);
    }
    if (r == 0) {
        r = compose(rounds, round, j, part, &text);
    }
    if (r == 0) {
        r = command_save_public(path, buf_span(&text));
    }
    if (r == 0) {
        command_say("wrote %s: give it to the other trustees", path);
    }
    return r;
}
