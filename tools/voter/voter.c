// SPDX-License-Identifier: AGPL-3.0-or-later
#include "voter.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/file.h"

void voter_say(const char *format, ...)
{
    va_list list;

    (void)fputs("voter: ", stderr);
    va_start(list, format);
    (void)vfprintf(stderr, format, list);
    va_end(list);
    (void)fputc('\n', stderr);
}

int voter_load(const char *path, struct buf *out)
{
    static const char *const names[] = {
        [FILE_ABSENT] = "there is no such file",
        [FILE_TOO_LARGE] = "it is too large",
        [FILE_NOT_REGULAR] = "it is not a regular file",
        [FILE_EXISTS] = "it exists",
        [FILE_DENIED] = "it may not be read",
    };
    int r = file_read(path, out);

    if (r > 0) {
        voter_say("%s: %s", path, names[r]);
        return VOTER_REFUSED;
    }
    return r;
}
