// SPDX-License-Identifier: AGPL-3.0-or-later
#include "command.h"

#include <sys/stat.h>

#include "base/fault.h"
#include "base/file.h"

static const char *const words[] = {
    [FILE_ABSENT] = "there is no such file",
    [FILE_TOO_LARGE] = "too large",
    [FILE_NOT_REGULAR] = "not a regular file",
    [FILE_EXISTS] = "exists already and is left alone",
    [FILE_DENIED] = "this user may not",
};

static int answer(int result, const char *path)
{
    if (result <= 0) {
        return result;
    }
    return command_fail(COMMAND_REFUSED, "%s: %s", path, words[result]);
}

int command_load(const char *path, struct buf *out)
{
    return answer(file_read(path, out), path);
}

int command_save_private(const char *path, struct span bytes)
{
    return answer(file_create(path, bytes, S_IRUSR | S_IWUSR), path);
}

int command_save_public(const char *path, struct span bytes)
{
    return answer(file_create(path, bytes, S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH),
                  path);
}
