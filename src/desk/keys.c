// SPDX-License-Identifier: AGPL-3.0-or-later
#include "keys.h"

#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/hex.h"
#include "seal/secret.h"

enum {
    HEX_SIZE = 2 * SIGN_KEY_SIZE,
};

static int write_hex(const char *dir, const char *name, struct span bytes, mode_t mode)
{
    char path[FILE_PATH_SIZE];
    char text[HEX_SIZE + 2];
    int r = file_join(dir, name, path);

    if (r == 0) {
        hex_encode(bytes, text);
        text[HEX_SIZE] = '\n';
        r = file_create(path, span_of(text, HEX_SIZE + 1), mode);
    }
    secret_wipe(text, sizeof(text));
    return FOLD(r);
}

static int read_hex(const char *dir, const char *name, uint8_t out[static HEX_SIZE / 2])
{
    char path[FILE_PATH_SIZE];
    struct buf text;
    int r = file_join(dir, name, path);

    buf_init(&text, HEX_SIZE + 1);
    if (r == 0) {
        r = file_read(path, &text);
    }
    if (r == 0
        && (text.size != HEX_SIZE + 1 || text.data[HEX_SIZE] != '\n'
            || hex_decode(span_of(text.data, HEX_SIZE), out, HEX_SIZE / 2) != 0)) {
        r = FILE_NOT_REGULAR;
    }
    if (r > 0) {
        r = r == FILE_ABSENT ? KEYS_MISSING : KEYS_WRONG;
    }
    buf_deinit(&text);
    return r;
}

int keys_make(const char *dir, const struct sign_key *officer, struct sign_key *log)
{
    CLEANUP(sign_secret_freep) struct sign_secret *secret = NULL;
    struct sign_seed seed;
    struct sign_key key;
    int r;

    r = sign_secret_new(&secret);
    if (r != 0) {
        return FOLD(r);
    }
    key = *sign_secret_key(secret);
    sign_secret_seed(secret, &seed);
    r = write_hex(dir, "daemon.key", SPAN(seed), 0600);
    secret_wipe(&seed, sizeof(seed));
    if (r == 0) {
        r = write_hex(dir, "daemon.vkey", SPAN(key), 0644);
    }
    if (r == 0) {
        r = write_hex(dir, "officer.vkey", SPAN(*officer), 0644);
    }
    if (r == 0) {
        *log = key;
    }
    return r;
}

/* The secret's file belongs to its reader alone. */
static int check_mode(const char *dir)
{
    char path[FILE_PATH_SIZE];
    struct stat status;
    int r = file_join(dir, "daemon.key", path);

    if (r != 0) {
        return FOLD(r);
    }
    if (lstat(path, &status) != 0) {
        return KEYS_MISSING;
    }
    return S_ISREG(status.st_mode) && (status.st_mode & 077) == 0 ? 0 : KEYS_WRONG;
}

static int read_secret(const char *dir, struct sign_secret **out)
{
    struct sign_seed seed = {{0}};
    int r = check_mode(dir);

    if (r == 0) {
        r = read_hex(dir, "daemon.key", seed.bytes);
    }
    if (r == 0) {
        r = FOLD(sign_secret_from_seed(&seed, out));
    }
    secret_wipe(&seed, sizeof(seed));
    return r;
}

int keys_read(const char *dir, struct sign_secret **secret, struct sign_key *officer)
{
    CLEANUP(sign_secret_freep) struct sign_secret *found = NULL;
    struct sign_key public;
    struct sign_key pinned;
    int r;

    r = read_secret(dir, &found);
    if (r == 0) {
        r = read_hex(dir, "daemon.vkey", public.bytes);
    }
    if (r == 0) {
        r = read_hex(dir, "officer.vkey", pinned.bytes);
    }
    if (r != 0) {
        return r;
    }
    if (memcmp(&public, sign_secret_key(found), sizeof(public)) != 0) {
        return KEYS_WRONG;
    }
    *officer = pinned;
    *secret = sign_secret_take(&found);
    return 0;
}
