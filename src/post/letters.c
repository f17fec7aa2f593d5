// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/letters.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/reader.h"
#include "seal/sealbox.h"

enum {
    NAME_SIZE_MAX = 32,
    DECIMAL = 10,
};

static const char magic[] = "GB2L";
static const char ending[] = ".sealed";

static void put_part(struct buf *out, struct span part)
{
    buf_put_u32(out, (uint32_t)part.size);
    buf_put_span(out, part);
}

void letters_add(struct buf *out, const struct letter *letter)
{
    if (out->size == 0) {
        buf_put_text(out, magic);
    }
    put_part(out, letter->address);
    put_part(out, letter->body);
    put_part(out, letter->link);
    put_part(out, letter->envelope);
}

/* The number in "12.sealed", or 0. */
static unsigned long number_of(const char *name)
{
    char *end;
    unsigned long number = strtoul(name, &end, DECIMAL);

    return strcmp(end, ending) == 0 ? number : 0;
}

static void close_folder(DIR **folder)
{
    if (*folder != NULL) {
        (void)closedir(*folder);
    }
}

static int highest(const char *path, unsigned long *out)
{
    CLEANUP(close_folder) DIR *folder = opendir(path);
    const struct dirent *item;
    unsigned long most = 0;

    if (folder == NULL) {
        return FAULT(FAULT_IO);
    }
    while ((item = readdir(folder)) != NULL) {
        unsigned long number = number_of(item->d_name);

        most = number > most ? number : most;
    }
    *out = most;
    return 0;
}

int letters_save(const char *folder, const struct box_key *to, struct span plain)
{
    CLEANUP(buf_deinit) struct buf sealed;
    char name[NAME_SIZE_MAX];
    char path[FILE_PATH_SIZE];
    unsigned long number;
    int r;

    buf_init(&sealed, LETTERS_SIZE_MAX + SEALBOX_EXTRA);
    r = sealbox_seal(to, plain, &sealed);
    if (r != 0) {
        return FOLD(r);
    }
    r = highest(folder, &number);
    if (r != 0) {
        return r;
    }
    (void)snprintf(name, sizeof(name), "%lu%s", number + 1, ending);
    r = file_join(folder, name, path);
    if (r == 0) {
        r = file_create(path, buf_span(&sealed), 0600);
    }
    return FOLD(r);
}

static struct span take_part(struct reader *reader)
{
    return reader_take(reader, reader_u32(reader));
}

static void take_letter(struct reader *reader, struct letter *out)
{
    out->address = take_part(reader);
    out->body = take_part(reader);
    out->link = take_part(reader);
    out->envelope = take_part(reader);
}

int letters_read(struct span plain, letters_visit visit, void *context)
{
    struct reader reader;
    struct reader again;
    struct letter letter;
    int r = 0;

    reader_init(&reader, plain);
    if (!reader_skip(&reader, magic)) {
        return LETTERS_MALFORMED;
    }
    again = reader;
    while (!reader_is_empty(&reader) && !reader.failed) {
        take_letter(&reader, &letter);
    }
    if (!reader_done(&reader)) {
        return LETTERS_MALFORMED;
    }
    while (r == 0 && !reader_is_empty(&again)) {
        take_letter(&again, &letter);
        r = visit(context, &letter);
    }
    return r;
}
