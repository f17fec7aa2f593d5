/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A temporary folder for a test, removed with all it holds. */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/attr.h"

enum {
    SCRATCH_SIZE = 200,
};

struct scratch {
    char folder[SCRATCH_SIZE];
    char path[SCRATCH_SIZE + 100];
};

static UNUSED int scratch_make(struct scratch *scratch)
{
    (void)snprintf(scratch->folder, sizeof(scratch->folder), "/tmp/ballot_XXXXXX");
    return mkdtemp(scratch->folder) == NULL;
}

/* The path of a name in it; valid until the next call. */
static UNUSED const char *scratch_path(struct scratch *scratch, const char *name)
{
    (void)snprintf(
        scratch->path, sizeof(scratch->path), "%s/%s", scratch->folder, name);
    return scratch->path;
}

static UNUSED int
scratch_drop(const char *name, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(name);
}

static UNUSED int scratch_remove(struct scratch *scratch)
{
    return nftw(scratch->folder, scratch_drop, 8, FTW_DEPTH | FTW_PHYS);
}

#endif
