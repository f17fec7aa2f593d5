// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/papers.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/erase.h"
#include "base/fault.h"
#include "base/reader.h"
#include "core/officer.h"

#include "state.h"

enum {
    PAPERS_MAX = 1000,
    NAME_SPACE = 24,
};

struct pile {
    size_t count;
    uint32_t numbers[PAPERS_MAX];
};

static void write_name(uint32_t number, char out[static NAME_SPACE])
{
    (void)snprintf(out, NAME_SPACE, "%u.sealed", (unsigned)number);
}

/* N of "N.sealed"; 0 of any other name. */
static uint32_t number_of(const char *name)
{
    char again[NAME_SPACE];
    uint64_t number = 0;
    size_t i;

    for (i = 0; name[i] >= '0' && name[i] <= '9' && number <= UINT32_MAX / 10; i++) {
        number = number * 10 + (uint64_t)(name[i] - '0');
    }
    write_name((uint32_t)number, again);
    return strcmp(name, again) == 0 ? (uint32_t)number : 0;
}

static void close_folder(DIR **dir)
{
    if (*dir != NULL) {
        (void)closedir(*dir);
    }
}

static int by_number(const void *a, const void *b)
{
    const uint32_t *left = a;
    const uint32_t *right = b;

    return (*left > *right) - (*left < *right);
}

static int find(struct desk *desk, char folder[static FILE_PATH_SIZE], struct pile *out)
{
    CLEANUP(close_folder) DIR *dir = NULL;
    const struct dirent *entry;
    int r = FOLD(file_join(desk->dir, "letters", folder));

    out->count = 0;
    if (r == 0) {
        dir = opendir(folder);
    }
    while (dir != NULL && out->count < PAPERS_MAX && (entry = readdir(dir)) != NULL) {
        out->numbers[out->count] = number_of(entry->d_name);
        out->count += out->numbers[out->count] != 0 ? 1 : 0;
    }
    qsort(out->numbers, out->count, sizeof(out->numbers[0]), by_number);
    return r;
}

int desk_papers(struct desk *desk, papers_visit visit, void *context)
{
    char folder[FILE_PATH_SIZE];
    struct pile pile;
    size_t i;
    int r = find(desk, folder, &pile);

    for (i = 0; r == 0 && i < pile.count; i++) {
        r = visit(context, pile.numbers[i]);
    }
    return r;
}

static int note(struct desk *desk, const struct sign_key *officer, const char *name)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    int r = act_begin(desk, &act);

    if (r == 0) {
        r = act_note(desk, ACTED_LETTERS, officer, name);
    }
    if (r == 0) {
        r = act_commit(&act);
    }
    return r > 0 ? PAPERS_NO_ROOM : r;
}

int desk_papers_collected(struct desk *desk,
                          const struct sign_key *officer,
                          uint32_t number)
{
    char folder[FILE_PATH_SIZE];
    char name[NAME_SPACE];
    struct pile pile;
    int r;

    if (!desk_officer(desk, officer, GRANT_REPLACE)) {
        return PAPERS_GRANT;
    }
    r = find(desk, folder, &pile);
    if (r != 0) {
        return r;
    }
    if (bsearch(&number, pile.numbers, pile.count, sizeof(number), by_number) == NULL) {
        return PAPERS_UNKNOWN;
    }
    write_name(number, name);
    r = note(desk, officer, name);
    return r == 0 ? erase_file(folder, name) : r;
}
