// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit/reading.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/file.h"
#include "record/checkpoint.h"
#include "record/folder.h"

enum {
    OLDER_MAX = 100000,
};

struct reading {
    char path[FILE_PATH_SIZE];
    struct folder *folder;
    struct record_source source;
    struct buf checkpoint;
    struct buf older_bytes;
    size_t older_count;
    struct span *older;
};

void reading_free(struct reading *reading)
{
    if (reading == NULL) {
        return;
    }
    folder_free(reading->folder);
    buf_deinit(&reading->checkpoint);
    buf_deinit(&reading->older_bytes);
    free(reading->older);
    free(reading);
}

static bool is_folder(const char *marked)
{
    return marked[strlen(marked) - 1] == '/';
}

/* One longer than any note is read as none. */
static int read_note(const char *path, struct buf *out)
{
    CLEANUP(buf_deinit) struct buf note;
    int r;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    r = file_read(path, &note);
    if (r == 0) {
        buf_put_span(out, buf_span(&note));
        r = FOLD(buf_status(out));
    }
    return r < 0 ? r : 0;
}

/* The notes one after another; their spans once the buf grows no more. */
static int read_notes(struct reading *reading, const glob_t *found)
{
    size_t count = 0;
    size_t start;
    size_t i;
    int r;

    reading->older = calloc(found->gl_pathc + 1, sizeof(*reading->older));
    if (reading->older == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    for (i = 0; i < found->gl_pathc; i++) {
        if (is_folder(found->gl_pathv[i])) {
            continue;
        }
        start = reading->older_bytes.size;
        r = read_note(found->gl_pathv[i], &reading->older_bytes);
        if (r < 0) {
            return r;
        }
        reading->older[count].size = reading->older_bytes.size - start;
        count++;
    }
    start = 0;
    for (i = 0; i < count; i++) {
        reading->older[i].data = reading->older_bytes.data + start;
        start += reading->older[i].size;
    }
    reading->older_count = count;
    return 0;
}

static int read_older(struct reading *reading)
{
    char pattern[FILE_PATH_SIZE];
    glob_t found;
    int r;

    if (file_join(reading->path, "checkpoints/*", pattern) != 0) {
        return READING_ABSENT;
    }
    r = glob(pattern, GLOB_NOSORT | GLOB_MARK, NULL, &found);
    if (r == GLOB_NOMATCH) {
        return 0;
    }
    if (r != 0) {
        return FAULT(FAULT_IO);
    }
    r = found.gl_pathc > OLDER_MAX ? FAULT(FAULT_CORRUPT) : read_notes(reading, &found);
    globfree(&found);
    return r;
}

static int read_all(struct reading *reading)
{
    struct checkpoint checkpoint;
    uint64_t size = 0;
    int r;

    r = folder_checkpoint(reading->path, &reading->checkpoint);
    if (r < 0 || r == FOLDER_ABSENT) {
        return r < 0 ? r : READING_ABSENT;
    }
    if (r == 0) {
        r = checkpoint_parse(buf_span(&reading->checkpoint), &checkpoint);
    }
    if (r < 0) {
        return r;
    }
    if (r == 0) {
        size = checkpoint.head.size;
    }
    r = folder_open(reading->path, size, &reading->folder);
    if (r != 0) {
        return r < 0 ? r : READING_ABSENT;
    }
    reading->source = folder_source(reading->folder);
    return read_older(reading);
}

int reading_open(const char *folder, struct reading **out)
{
    struct reading *reading = calloc(1, sizeof(*reading));
    int r;

    if (reading == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    buf_init(&reading->checkpoint, CHECKPOINT_SIZE_MAX);
    buf_init(&reading->older_bytes, (size_t)1 << 30);
    if (strlen(folder) >= sizeof(reading->path)) {
        r = READING_ABSENT;
    } else {
        memcpy(reading->path, folder, strlen(folder) + 1);
        r = read_all(reading);
    }
    if (r != 0) {
        reading_free(reading);
        return r;
    }
    *out = reading;
    return 0;
}

void reading_input(struct reading *reading, struct verify_input *out)
{
    out->source = &reading->source;
    out->checkpoint = buf_span(&reading->checkpoint);
    out->folder = reading->path;
    out->older = reading->older;
    out->older_count = reading->older_count;
}
