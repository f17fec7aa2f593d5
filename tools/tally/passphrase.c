// SPDX-License-Identifier: AGPL-3.0-or-later
#include "passphrase.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fault.h"
#include "seal/secret.h"

#include "command.h"

enum {
    PASSPHRASE_MAX = 1024,
    PASSPHRASE_LEAST = 8,
    KEY_INTERRUPT = 3, /* Ctrl-C, while the terminal does not act on it */
};

struct passphrase {
    size_t size;
    char text[PASSPHRASE_MAX];
};

struct span passphrase_span(const struct passphrase *passphrase)
{
    return span_of(passphrase->text, passphrase->size);
}

void passphrase_free(struct passphrase *passphrase)
{
    secret_free(passphrase);
}

static int make(struct passphrase **out)
{
    void *memory = NULL;
    int r;

    r = secret_new(sizeof(struct passphrase), &memory);
    if (r != 0) {
        return r;
    }
    *out = memory;
    return 0;
}

static int check(const struct passphrase *passphrase, enum passphrase_use use)
{
    if (passphrase->size == 0) {
        return command_fail(COMMAND_REFUSED, "the passphrase is empty");
    }
    if (use == PASSPHRASE_NEW && passphrase->size < PASSPHRASE_LEAST) {
        return command_fail(COMMAND_REFUSED,
                            "a passphrase has at least %d characters",
                            (int)PASSPHRASE_LEAST);
    }
    return 0;
}

static int from_file(const char *path, struct passphrase *out)
{
    CLEANUP(buf_deinit) struct buf bytes;
    size_t size;
    int r;

    buf_init(&bytes, PASSPHRASE_MAX);
    r = command_load(path, &bytes);
    if (r != 0) {
        return r;
    }
    size = strcspn(buf_text(&bytes), "\r\n");
    memcpy(out->text, buf_text(&bytes), size);
    out->size = size;
    return 0;
}

static void close_terminal(const int *terminal)
{
    if (*terminal >= 0) {
        (void)close(*terminal);
    }
}

/* A line typed, up to the return key; false when the person gave up. */
static bool read_line(int terminal, struct passphrase *out)
{
    char key;

    out->size = 0;
    for (;;) {
        ssize_t got = read(terminal, &key, 1);

        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got != 1 || key == KEY_INTERRUPT) {
            return false;
        }
        if (key == '\n' || key == '\r') {
            return true;
        }
        if (out->size == PASSPHRASE_MAX) {
            return false;
        }
        out->text[out->size] = key;
        out->size++;
    }
}

/* Without echo, and with Ctrl-C as a key, so that the terminal is always put back. */
static int ask(int terminal, const char *question, struct passphrase *out)
{
    struct termios before;
    struct termios quiet;
    bool is_read;

    if (tcgetattr(terminal, &before) != 0) {
        return FAULT(FAULT_IO);
    }
    quiet = before;
    quiet.c_lflag &= ~(tcflag_t)(ECHO | ISIG);
    quiet.c_lflag |= ICANON;
    quiet.c_cc[VEOL] = KEY_INTERRUPT;
    if (tcsetattr(terminal, TCSAFLUSH, &quiet) != 0) {
        return FAULT(FAULT_IO);
    }
    (void)dprintf(terminal, "%s: ", question);
    is_read = read_line(terminal, out);
    (void)tcsetattr(terminal, TCSAFLUSH, &before);
    (void)dprintf(terminal, "\n");
    return is_read ? 0 : command_fail(COMMAND_REFUSED, "no passphrase given");
}

static int ask_again(int terminal, const struct passphrase *first)
{
    CLEANUP(passphrase_freep) struct passphrase *second = NULL;
    int r;

    r = make(&second);
    if (r != 0) {
        return r;
    }
    r = ask(terminal, "The same passphrase again", second);
    if (r != 0) {
        return r;
    }
    if (first->size != second->size
        || !secret_is_equal(first->text, second->text, first->size)) {
        return command_fail(COMMAND_REFUSED, "the two passphrases differ");
    }
    return 0;
}

static int open_terminal(int *out)
{
    *out = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    return *out >= 0
               ? 0
               : command_fail(COMMAND_REFUSED, "no terminal to ask on: give a file");
}

static int
from_terminal(const char *whose, enum passphrase_use use, struct passphrase *out)
{
    CLEANUP(close_terminal) int terminal = -1;
    char question[256];
    int r = open_terminal(&terminal);

    if (r != 0) {
        return r;
    }
    (void)snprintf(question, sizeof(question), "Passphrase for %.200s", whose);
    r = ask(terminal, question, out);
    if (r == 0) {
        r = check(out, use);
    }
    if (r != 0 || use == PASSPHRASE_OPEN) {
        return r;
    }
    return ask_again(terminal, out);
}

int passphrase_ask(const char *question, struct passphrase **out)
{
    CLEANUP(passphrase_freep) struct passphrase *passphrase = NULL;
    CLEANUP(close_terminal) int terminal = -1;
    int r = open_terminal(&terminal);

    if (r == 0) {
        r = make(&passphrase);
    }
    if (r == 0) {
        r = ask(terminal, question, passphrase);
    }
    if (r == 0) {
        *out = passphrase_take(&passphrase);
    }
    return r;
}

int passphrase_get(const char *file,
                   enum passphrase_use use,
                   const char *whose,
                   struct passphrase **out)
{
    CLEANUP(passphrase_freep) struct passphrase *passphrase = NULL;
    int r;

    r = make(&passphrase);
    if (r != 0) {
        return r;
    }
    r = file == NULL ? from_terminal(whose, use, passphrase)
                     : from_file(file, passphrase);
    if (r == 0) {
        r = check(passphrase, use);
    }
    if (r != 0) {
        return r;
    }
    *out = passphrase_take(&passphrase);
    return 0;
}

static const char *const refusals[] = {
    [KEYFILE_ABSENT] = "there is no such file",
    [KEYFILE_DENIED] = "this user may not read it",
    [KEYFILE_MALFORMED] = "not a key file of this version",
    [KEYFILE_PASSPHRASE] = "wrong passphrase, or the file was altered",
};

static int refuse(const char *path, int refusal)
{
    const char *why = NULL;

    if ((size_t)refusal < ARRAY_SIZE(refusals)) {
        why = refusals[refusal];
    }
    return command_fail(COMMAND_REFUSED, "%s: %s", path, why == NULL ? "refused" : why);
}

int passphrase_open_any(const char *path, const char *file, struct keyfile **out)
{
    CLEANUP(passphrase_freep) struct passphrase *passphrase = NULL;
    int r;

    r = passphrase_get(file, PASSPHRASE_OPEN, path, &passphrase);
    if (r != 0) {
        return r;
    }
    r = keyfile_open(path, passphrase_span(passphrase), out);
    return r > 0 ? refuse(path, r) : r;
}

static const char *const whose[KEY_ROLES] = {
    [KEY_OFFICER] = "an officer's",
    [KEY_TRUSTEE] = "a trustee's",
    [KEY_MIXER] = "a mixer's",
    [KEY_WITNESS] = "a witness's",
    [KEY_ISSUER] = "an issuer's",
};

int passphrase_open_key(const char *path,
                        const char *file,
                        enum key_role role,
                        struct keyfile **out)
{
    CLEANUP(keyfile_freep) struct keyfile *keyfile = NULL;
    int r;

    r = passphrase_open_any(path, file, &keyfile);
    if (r != 0) {
        return r;
    }
    if (keyfile_person(keyfile)->role != role) {
        return command_fail(COMMAND_REFUSED,
                            "%s: %s key, where %s is wanted",
                            path,
                            whose[keyfile_person(keyfile)->role],
                            whose[role]);
    }
    *out = keyfile_take(&keyfile);
    return 0;
}
