// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/erase.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"

enum {
    PIECE = 65536,
};

static void close_file(const int *fd)
{
    if (*fd >= 0) {
        (void)close(*fd);
    }
}

int erase_bytes(int fd)
{
    static const uint8_t zeros[PIECE];
    struct stat status;
    off_t left;

    if (fstat(fd, &status) != 0 || lseek(fd, 0, SEEK_SET) != 0) {
        return FAULT(FAULT_IO);
    }
    for (left = status.st_size; left > 0;) {
        size_t size = left < PIECE ? (size_t)left : PIECE;
        ssize_t written = write(fd, zeros, size);

        if (written <= 0) {
            return FAULT(FAULT_IO);
        }
        left -= written;
    }
    return fsync(fd) == 0 ? 0 : FAULT(FAULT_IO);
}

int erase_file(const char *folder, const char *name)
{
    CLEANUP(close_file) int fd = -1;
    char path[FILE_PATH_SIZE];
    int r = FOLD(file_join(folder, name, path));

    if (r != 0) {
        return r;
    }
    fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) {
        return errno == ENOENT ? 0 : FAULT(FAULT_IO);
    }
    r = erase_bytes(fd);
    if (r == 0 && unlink(path) != 0) {
        r = FAULT(FAULT_IO);
    }
    return r;
}

static void close_folder(DIR **dir)
{
    if (*dir != NULL) {
        (void)closedir(*dir);
    }
}

static bool ends_so(const char *name, const char *ending)
{
    size_t size = strlen(name);

    return size >= strlen(ending) && strcmp(name + size - strlen(ending), ending) == 0;
}

int erase_folder(const char *folder, const char *ending)
{
    CLEANUP(close_folder) DIR *dir = opendir(folder);
    const struct dirent *entry;
    int r = 0;

    while (r == 0 && dir != NULL && (entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] != '.' && ends_so(entry->d_name, ending)) {
            r = erase_file(folder, entry->d_name);
        }
    }
    return r;
}
