// SPDX-License-Identifier: AGPL-3.0-or-later
/* LD_PRELOAD: every fsync and fdatasync takes 20 ms longer. */
#include <dlfcn.h>
#include <time.h>
#include <unistd.h>

#include "base/attr.h"

static const struct timespec longer = {.tv_nsec = 20000000};

static int call(const char *name, int fd)
{
    union {
        void *found;
        int (*sync)(int fd);
    } real = {.found = dlsym(RTLD_NEXT, name)};

    (void)nanosleep(&longer, NULL);
    return real.sync(fd);
}

__attribute__((visibility("default"))) int fsync(int fd)
{
    return call("fsync", fd);
}

__attribute__((visibility("default"))) int fdatasync(int fildes)
{
    return call("fdatasync", fildes);
}
