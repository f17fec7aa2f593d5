/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Whole files: read under a ceiling, written so that a reader, or the machine after a
 * power cut, sees the old bytes or the new ones and nothing between: aside, fsync,
 * rename, fsync of the folder. Only regular files are read.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdint.h>
#include <sys/types.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"

enum {
    FILE_PATH_SIZE = 4096,
};

enum file_refusal {
    FILE_ABSENT = 1,
    FILE_TOO_LARGE,
    FILE_NOT_REGULAR,
    FILE_EXISTS, /* file_create only */
    FILE_DENIED, /* the system lets this user neither read nor write there */
};

/* Appends the whole file to out; refuses more bytes than out's ceiling leaves. */
MUST_USE int file_read(const char *path, struct buf *out);

/* Size of a regular file. */
MUST_USE int file_size(const char *path, uint64_t *out);

/* Appends `size` bytes from `offset`; FAULT_CORRUPT when they are not there. */
MUST_USE int
file_read_piece(const char *path, uint64_t offset, size_t size, struct buf *out);

/* Makes or replaces the file in one step. Its folder must exist. */
MUST_USE int file_replace(const char *path, struct span bytes, mode_t mode);

/*
 * As file_replace, for a file replaced many times a second by one writer: the bytes
 * before stay as PATH.spare and their place on the disk is used the next time.
 */
MUST_USE int file_exchange(const char *path, struct span bytes, mode_t mode);

/* As file_replace, but refuses FILE_EXISTS and then changes nothing. */
MUST_USE int file_create(const char *path, struct span bytes, mode_t mode);

/* As file_create, for what may be lost when the machine stops: it is not synced. */
MUST_USE int file_create_unsynced(const char *path, struct span bytes, mode_t mode);

/* Makes the folder and those above it (0777 less umask); one that exists is fine. */
MUST_USE int file_make_folder(const char *path);

/* Makes the folders above the path, as file_make_folder. */
MUST_USE int file_make_parents(const char *path);

/* folder ‖ "/" ‖ name into out[FILE_PATH_SIZE]; FILE_TOO_LARGE when it has no room. */
MUST_USE int file_join(const char *folder, const char *name, char *out);

#endif
