// SPDX-License-Identifier: AGPL-3.0-or-later
#include "archive.h"

#include <fts.h>
#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "base/file.h"

#include "command.h"

enum {
    BLOCK = 512,
    NAME_MAX_SIZE = 100,
    CHECKSUM_AT = 148,
    CHECKSUM_SIZE = 8,
    FILE_MAX = 1 << 30,
};

/* Numbers are octal text; the sum is taken with blanks in its own place. */
static void make_header(const char *name, size_t size, char out[static BLOCK])
{
    unsigned sum = 0;
    size_t i;

    memset(out, 0, BLOCK);
    (void)snprintf(out, NAME_MAX_SIZE, "%s", name);
    (void)snprintf(out + 100, 8, "0000600");
    (void)snprintf(out + 108, 8, "0000000");
    (void)snprintf(out + 116, 8, "0000000");
    (void)snprintf(out + 124, 12, "%011zo", size);
    (void)snprintf(out + 136, 12, "00000000000");
    memset(out + CHECKSUM_AT, ' ', CHECKSUM_SIZE);
    out[156] = '0';
    (void)snprintf(out + 257, 6, "ustar");
    memset(out + 263, '0', 2);
    for (i = 0; i < BLOCK; i++) {
        sum += (unsigned char)out[i];
    }
    (void)snprintf(out + CHECKSUM_AT, CHECKSUM_SIZE, "%06o", sum);
}

static void put_zeros(struct buf *archive, size_t size)
{
    static const uint8_t zeros[2 * BLOCK];

    buf_put(archive, zeros, size);
}

int archive_add(struct buf *archive, const char *name, struct span bytes)
{
    char header[BLOCK];

    if (strlen(name) >= NAME_MAX_SIZE || bytes.size > FILE_MAX) {
        return command_fail(COMMAND_REFUSED, "%s: too much for a packet", name);
    }
    make_header(name, bytes.size, header);
    buf_put(archive, header, sizeof(header));
    buf_put_span(archive, bytes);
    put_zeros(archive, (BLOCK - bytes.size % BLOCK) % BLOCK);
    return FOLD(buf_status(archive));
}

static void close_walk(FTS **walk)
{
    if (*walk != NULL) {
        (void)fts_close(*walk);
    }
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static int add_file(struct buf *archive, const char *path, const char *name)
{
    CLEANUP(buf_deinit) struct buf bytes;
    int r;

    buf_init(&bytes, FILE_MAX);
    r = command_load(path, &bytes);
    return r == 0 ? archive_add(archive, name, buf_span(&bytes)) : r;
}

int archive_add_folder(struct buf *archive, const char *folder)
{
    CLEANUP(close_walk) FTS *walk = NULL;
    char path[FILE_PATH_SIZE];
    char *const paths[] = {path, NULL};
    const FTSENT *entry;
    size_t length = strlen(folder);
    int r = 0;

    if (length >= sizeof(path)) {
        return command_fail(COMMAND_REFUSED, "%s: too long a name", folder);
    }
    memcpy(path, folder, length + 1);
    walk = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
    if (walk == NULL) {
        return command_fail(COMMAND_REFUSED, "%s: cannot be read", folder);
    }
    while (r == 0 && (entry = fts_read(walk)) != NULL) {
        if (entry->fts_info == FTS_F && entry->fts_name[0] != '.') {
            r = add_file(archive, entry->fts_path, entry->fts_path + length + 1);
        }
    }
    return r;
}

void archive_end(struct buf *archive)
{
    put_zeros(archive, (size_t)2 * BLOCK);
}
