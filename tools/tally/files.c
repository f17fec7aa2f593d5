// SPDX-License-Identifier: AGPL-3.0-or-later
#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"

enum {
    CHUNK = 1 << 16,
};

static void close_at(const int *fd)
{
    if (*fd >= 0) {
        (void)close(*fd);
    }
}

static int refuse(const char *path, const char *what)
{
    char reason[128];

    return command_fail(COMMAND_REFUSED,
                        "%s: %s: %s",
                        path,
                        what,
                        strerror_r(errno, reason, sizeof(reason)));
}

/* One read of at most size bytes to the end of out: their number, or -1 and errno. */
static ssize_t read_some(int fd, size_t size, struct buf *out)
{
    size_t before = out->size;
    uint8_t *room = buf_extend(out, size);
    ssize_t got;

    if (room == NULL) {
        errno = buf_status(out) == BUF_FULL ? EFBIG : ENOMEM;
        return -1;
    }
    do {
        got = read(fd, room, size);
    } while (got < 0 && errno == EINTR);
    out->size = before + (got > 0 ? (size_t)got : 0);
    return got;
}

int command_load(const char *path, struct buf *out)
{
    CLEANUP(close_at) int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat about;
    size_t size;
    ssize_t got;

    if (fd < 0 || fstat(fd, &about) != 0) {
        return refuse(path, "cannot be read");
    }

    /* The whole file at once, then what it may have grown by. */
    size = about.st_size > 0 ? (size_t)about.st_size : CHUNK;
    do {
        size_t room = out->ceiling - out->size;

        got = read_some(fd, size < room ? size : room + (room == 0), out);
        size = CHUNK;
    } while (got > 0);
    return got < 0 ? refuse(path, "cannot be read") : 0;
}

static bool is_written(int fd, struct span bytes)
{
    while (bytes.size > 0) {
        ssize_t put = write(fd, bytes.data, bytes.size);

        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put <= 0) {
            return false;
        }
        bytes = span_of(bytes.data + put, bytes.size - (size_t)put);
    }
    return fsync(fd) == 0;
}

static int save(const char *path, struct span bytes, mode_t mode)
{
    CLEANUP(close_at)
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
    int r;

    if (fd < 0) {
        return refuse(path, "cannot be made");
    }
    if (!is_written(fd, bytes)) {
        r = refuse(path, "cannot be written");
        (void)unlink(path);
        return r;
    }
    return 0;
}

int command_save_private(const char *path, struct span bytes)
{
    return save(path, bytes, S_IRUSR | S_IWUSR);
}

int command_save_public(const char *path, struct span bytes)
{
    return save(path, bytes, S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
}
