// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"

static void close_fd(const int *fd)
{
    if (*fd >= 0) {
        (void)close(*fd);
    }
}

/* What errno after open, mkdir, rename or link says to our caller. */
static int answer(void)
{
    switch (errno) {
    case ENOENT:
    case ENOTDIR:
        return FILE_ABSENT;
    case EEXIST:
        return FILE_EXISTS;
    case EACCES:
    case EPERM:
    case EROFS:
        return FILE_DENIED;
    case ELOOP:
    case EISDIR:
    case ENXIO:
        return FILE_NOT_REGULAR;
    default:
        return FAULT(FAULT_IO);
    }
}

static int open_regular(const char *path, int *fd, uint64_t *size)
{
    struct stat status;

    /* Not to hang on a fifo: O_NONBLOCK says nothing to a regular file. */
    *fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (*fd < 0) {
        return answer();
    }
    if (fstat(*fd, &status) != 0) {
        return FAULT(FAULT_IO);
    }
    if (!S_ISREG(status.st_mode)) {
        return FILE_NOT_REGULAR;
    }
    *size = (uint64_t)status.st_size;
    return 0;
}

static int read_all(int fd, uint8_t *out, size_t size)
{
    size_t done = 0;

    while (done < size) {
        ssize_t got = read(fd, out + done, size - done);

        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return FAULT(FAULT_IO);
        }
        if (got == 0) {
            return FAULT(FAULT_CORRUPT);
        }
        done += (size_t)got;
    }
    return 0;
}

static int append(int fd, size_t size, struct buf *out)
{
    uint8_t *start = buf_extend(out, size);

    if (start == NULL) {
        return FOLD(buf_status(out));
    }
    return read_all(fd, start, size);
}

int file_read(const char *path, struct buf *out)
{
    CLEANUP(close_fd) int fd = -1;
    uint64_t size = 0;
    int r;

    r = open_regular(path, &fd, &size);
    if (r != 0) {
        return r;
    }
    if (size > out->ceiling - out->size) {
        return FILE_TOO_LARGE;
    }
    return append(fd, (size_t)size, out);
}

int file_size(const char *path, uint64_t *out)
{
    CLEANUP(close_fd) int fd = -1;

    return open_regular(path, &fd, out);
}

int file_read_piece(const char *path, uint64_t offset, size_t size, struct buf *out)
{
    CLEANUP(close_fd) int fd = -1;
    uint64_t whole = 0;
    int r;

    r = open_regular(path, &fd, &whole);
    if (r != 0) {
        return r;
    }
    if (offset > whole || size > whole - offset) {
        return FAULT(FAULT_CORRUPT);
    }
    if (size > out->ceiling - out->size) {
        return FILE_TOO_LARGE;
    }
    if (lseek(fd, (off_t)offset, SEEK_SET) < 0) {
        return FAULT(FAULT_IO);
    }
    return append(fd, size, out);
}

static int write_all(int fd, struct span bytes)
{
    size_t done = 0;

    while (done < bytes.size) {
        ssize_t wrote = write(fd, bytes.data + done, bytes.size - done);

        if (wrote < 0 && errno == EINTR) {
            continue;
        }
        if (wrote < 0) {
            return FAULT(FAULT_IO);
        }
        done += (size_t)wrote;
    }
    return 0;
}

static void folder_of(const char *path, char *out)
{
    const char *slash = strrchr(path, '/');
    size_t length = slash == NULL ? 0 : (size_t)(slash - path);

    if (slash == NULL) {
        memcpy(out, ".", 2);
        return;
    }
    if (length == 0) {
        length = 1;
    }
    memcpy(out, path, length);
    out[length] = 0;
}

static int sync_folder(const char *path)
{
    CLEANUP(close_fd) int fd = -1;
    char folder[FILE_PATH_SIZE];

    folder_of(path, folder);
    fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 || fsync(fd) != 0) {
        return FAULT(FAULT_IO);
    }
    return 0;
}

/* How a file gets its name: link(2) refuses one that exists, rename(2) replaces it. */
struct manner {
    int (*step)(const char *aside, const char *path);
    bool is_synced;
};

static int write_aside(const struct manner *manner,
                       const char *aside,
                       struct span bytes,
                       mode_t mode)
{
    CLEANUP(close_fd) int fd = -1;
    int r;

    /* Left by a crash: its writer is gone. */
    (void)unlink(aside);
    fd = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
    r = fd < 0 ? answer() : write_all(fd, bytes);
    if (r == 0 && manner->is_synced && fsync(fd) != 0) {
        r = FAULT(FAULT_IO);
    }
    return r;
}

static int settle(const struct manner *manner, const char *aside, const char *path)
{
    int r = manner->step(aside, path) == 0 ? 0 : answer();

    (void)unlink(aside);
    return r != 0 || !manner->is_synced ? r : sync_folder(path);
}

static int
put(const struct manner *manner, const char *path, struct span bytes, mode_t mode)
{
    char aside[FILE_PATH_SIZE];
    int length;
    int r;

    length = snprintf(aside, sizeof(aside), "%s.%ld.aside", path, (long)gettid());
    if (length < 0 || (size_t)length >= sizeof(aside)) {
        return FILE_TOO_LARGE;
    }
    r = write_aside(manner, aside, bytes, mode);
    if (r != 0) {
        (void)unlink(aside);
        return r;
    }
    return settle(manner, aside, path);
}

int file_replace(const char *path, struct span bytes, mode_t mode)
{
    static const struct manner manner = {rename, true};

    return put(&manner, path, bytes, mode);
}

int file_create(const char *path, struct span bytes, mode_t mode)
{
    static const struct manner manner = {link, true};

    return put(&manner, path, bytes, mode);
}

int file_create_unsynced(const char *path, struct span bytes, mode_t mode)
{
    static const struct manner manner = {link, false};

    return put(&manner, path, bytes, mode);
}

/* The old bytes stay as the spare file, to be written over the next time. */
static int exchange(const char *spare, const char *path)
{
    int r = renameat2(AT_FDCWD, spare, AT_FDCWD, path, RENAME_EXCHANGE);

    if (r != 0 && (errno == ENOENT || errno == EINVAL || errno == ENOSYS)) {
        r = rename(spare, path);
    }
    return r == 0 ? sync_folder(path) : answer();
}

static int write_spare(const char *spare, struct span bytes, mode_t mode)
{
    CLEANUP(close_fd) int fd = -1;

    fd = open(spare, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, mode);
    if (fd < 0) {
        return answer();
    }
    if (ftruncate(fd, (off_t)bytes.size) != 0) {
        return FAULT(FAULT_IO);
    }
    return write_all(fd, bytes);
}

int file_exchange(const char *path, struct span bytes, mode_t mode)
{
    char spare[FILE_PATH_SIZE];
    int length = snprintf(spare, sizeof(spare), "%s.spare", path);
    int r;

    if (length < 0 || (size_t)length >= sizeof(spare)) {
        return FILE_TOO_LARGE;
    }
    r = write_spare(spare, bytes, mode);
    return r != 0 ? r : exchange(spare, path);
}

static int make_one(const char *path)
{
    struct stat status;

    if (mkdir(path, 0777) == 0) {
        return 0;
    }
    if (errno != EEXIST) {
        return answer();
    }
    if (stat(path, &status) != 0) {
        return answer();
    }
    return S_ISDIR(status.st_mode) ? 0 : FILE_EXISTS;
}

int file_make_folder(const char *path)
{
    char part[FILE_PATH_SIZE];
    size_t length = strlen(path);
    size_t i;
    int r;

    if (length >= sizeof(part)) {
        return FILE_TOO_LARGE;
    }
    for (i = 1; i < length; i++) {
        if (path[i] != '/') {
            continue;
        }
        memcpy(part, path, i);
        part[i] = 0;
        r = make_one(part);
        if (r != 0) {
            return r;
        }
    }
    return make_one(path);
}

int file_make_parents(const char *path)
{
    char folder[FILE_PATH_SIZE];

    if (strlen(path) >= sizeof(folder)) {
        return FILE_TOO_LARGE;
    }
    folder_of(path, folder);
    return file_make_folder(folder);
}

int file_join(const char *folder, const char *name, char *out)
{
    int length = snprintf(out, FILE_PATH_SIZE, "%s/%s", folder, name);

    return length >= 0 && length < FILE_PATH_SIZE ? 0 : FILE_TOO_LARGE;
}
