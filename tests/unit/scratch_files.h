/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The paths of all files in a test's folder. */
#ifndef TESTS_SCRATCH_FILES_H
#define TESTS_SCRATCH_FILES_H

#include <ftw.h>
#include <stdio.h>

#include "base/file.h"
#include "scratch.h"

enum {
    SCRATCH_FILES_MAX = 60,
};

static char scratch_files[SCRATCH_FILES_MAX][FILE_PATH_SIZE];
static size_t scratch_file_count;

static UNUSED int scratch_remember(const char *name,
                                   const struct stat *status,
                                   int kind,
                                   struct FTW *place)
{
    (void)status;
    (void)place;
    if (kind != FTW_F) {
        return 0;
    }
    if (scratch_file_count == SCRATCH_FILES_MAX) {
        return -1;
    }
    (void)snprintf(scratch_files[scratch_file_count++], FILE_PATH_SIZE, "%s", name);
    return 0;
}

/* Lists them in scratch_files; nonzero where there are too many. */
static UNUSED int scratch_list(const struct scratch *scratch)
{
    scratch_file_count = 0;
    return nftw(scratch->folder, scratch_remember, 8, FTW_PHYS);
}

#endif
