// SPDX-License-Identifier: AGPL-3.0-or-later
#include "trouble.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/attr.h"

static const char *const names[TROUBLES] = {
    [TROUBLE_MEMORY] = "memory",
    [TROUBLE_FILE] = "a file of ours",
    [TROUBLE_STORE] = "a file of SQLite's",
    [TROUBLE_GONE] = "the disk is gone",
    [TROUBLE_FULL] = "the disk is full",
};

/* Which occasions a trouble counts. */
static const bool counted[TROUBLES][OCCASIONS] = {
    [TROUBLE_MEMORY] = {[OCCASION_MEMORY] = true},
    [TROUBLE_FILE] = {[OCCASION_FILE] = true, [OCCASION_FILE_ROOM] = true},
    [TROUBLE_STORE] = {[OCCASION_STORE] = true, [OCCASION_STORE_ROOM] = true},
    [TROUBLE_GONE] = {[OCCASION_FILE] = true,
                      [OCCASION_FILE_ROOM] = true,
                      [OCCASION_STORE] = true,
                      [OCCASION_STORE_ROOM] = true},
    [TROUBLE_FULL] = {[OCCASION_FILE_ROOM] = true, [OCCASION_STORE_ROOM] = true},
};

enum {
    EVERY_MAX = 100,
    FEWER = 8,
    NTH_MAX = 100000,
};

/* One thread, as every test here. */
static struct {
    bool is_armed;
    enum trouble trouble;
    uint64_t nth;
    uint64_t left; /* occasions until it strikes */
    bool has_struck;
} plan;

void trouble_arm(void)
{
    plan.is_armed = true;
    plan.left = plan.nth;
    plan.has_struck = false;
}

bool trouble_disarm(void)
{
    plan.is_armed = false;
    return plan.has_struck;
}

enum trouble trouble_now(void)
{
    return plan.trouble;
}

void trouble_each(const char *name,
                  unsigned set,
                  void (*try)(void *context),
                  void *context)
{
    enum trouble trouble;

    for (trouble = TROUBLE_MEMORY; trouble < TROUBLES; trouble++) {
        if ((set & TROUBLE_BIT(trouble)) == 0) {
            continue;
        }
        plan.trouble = trouble;
        plan.nth = 0;
        do {
            plan.nth += plan.nth > EVERY_MAX ? 1 + (plan.nth - EVERY_MAX) / FEWER : 1;
            plan.has_struck = false;
            try(context);
        } while (plan.has_struck && plan.nth < NTH_MAX);
        if (plan.has_struck || plan.nth < 2) {
            (void)fprintf(stderr, "%s: %s never came\n", name, names[trouble]);
            abort();
        }
        (void)printf("%s: %s: n < %d\n", name, names[trouble], (int)plan.nth);
    }
}

bool trouble_strikes(enum occasion occasion)
{
    bool lasts = plan.trouble == TROUBLE_GONE || plan.trouble == TROUBLE_FULL;

    if (!plan.is_armed || !counted[plan.trouble][occasion]) {
        return false;
    }
    if (plan.has_struck) {
        return lasts;
    }
    plan.has_struck = --plan.left == 0;
    return plan.has_struck;
}

bool trouble_is_full(void)
{
    return plan.trouble == TROUBLE_FULL;
}

static bool has_no_memory(void)
{
    if (trouble_strikes(OCCASION_MEMORY)) {
        errno = ENOMEM;
        return true;
    }
    return false;
}

static bool fails(enum occasion occasion)
{
    if (trouble_strikes(occasion)) {
        errno = trouble_is_full() ? ENOSPC : EIO;
        return true;
    }
    return false;
}

/* The linker's names: what our code calls, and what it would have called. */
#define REAL(name) __asm__("__real_" name)
#define WRAP(name) __asm__("__wrap_" name)

void *real_malloc(size_t size) REAL("malloc");
void *trouble_malloc(size_t size) WRAP("malloc");
void *real_calloc(size_t count, size_t size) REAL("calloc");
void *trouble_calloc(size_t count, size_t size) WRAP("calloc");
void *real_realloc(void *old, size_t size) REAL("realloc");
void *trouble_realloc(void *old, size_t size) WRAP("realloc");
void *real_reallocarray(void *old, size_t count, size_t size) REAL("reallocarray");
void *trouble_reallocarray(void *old, size_t count, size_t size) WRAP("reallocarray");
char *real_strdup(const char *text) REAL("strdup");
char *trouble_strdup(const char *text) WRAP("strdup");
void *real_sodium_malloc(size_t size) REAL("sodium_malloc");
void *trouble_sodium_malloc(size_t size) WRAP("sodium_malloc");
int real_open(const char *path, int flags, ...) REAL("open64");
int trouble_open(const char *path, int flags, ...) WRAP("open64");
ssize_t real_read(int fd, void *out, size_t size) REAL("read");
ssize_t trouble_read(int fd, void *out, size_t size) WRAP("read");
ssize_t real_write(int fd, const void *data, size_t size) REAL("write");
ssize_t trouble_write(int fd, const void *data, size_t size) WRAP("write");
int trouble_fsync(int fd) WRAP("fsync");
int real_fstat(int fd, struct stat *out) REAL("fstat64");
int trouble_fstat(int fd, struct stat *out) WRAP("fstat64");
int real_rename(const char *from, const char *to) REAL("rename");
int trouble_rename(const char *from, const char *to) WRAP("rename");
int real_renameat2(int a, const char *from, int b, const char *to, unsigned flags)
    REAL("renameat2");
int trouble_renameat2(int a, const char *from, int b, const char *to, unsigned flags)
    WRAP("renameat2");
int real_ftruncate(int fd, off_t size) REAL("ftruncate64");
int trouble_ftruncate(int fd, off_t size) WRAP("ftruncate64");
int real_link(const char *from, const char *to) REAL("link");
int trouble_link(const char *from, const char *to) WRAP("link");
int real_mkdir(const char *path, mode_t mode) REAL("mkdir");
int trouble_mkdir(const char *path, mode_t mode) WRAP("mkdir");

void *trouble_malloc(size_t size)
{
    return has_no_memory() ? NULL : real_malloc(size);
}

void *trouble_calloc(size_t count, size_t size)
{
    return has_no_memory() ? NULL : real_calloc(count, size);
}

void *trouble_realloc(void *old, size_t size)
{
    return has_no_memory() ? NULL : real_realloc(old, size);
}

void *trouble_reallocarray(void *old, size_t count, size_t size)
{
    return has_no_memory() ? NULL : real_reallocarray(old, count, size);
}

char *trouble_strdup(const char *text)
{
    return has_no_memory() ? NULL : real_strdup(text);
}

void *trouble_sodium_malloc(size_t size)
{
    return has_no_memory() ? NULL : real_sodium_malloc(size);
}

int trouble_open(const char *path, int flags, ...)
{
    va_list arguments;
    mode_t mode;

    va_start(arguments, flags);
    mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    if (fails((flags & O_CREAT) != 0 ? OCCASION_FILE_ROOM : OCCASION_FILE)) {
        return -1;
    }
    return real_open(path, flags, mode);
}

ssize_t trouble_read(int fd, void *out, size_t size)
{
    return fails(OCCASION_FILE) ? -1 : real_read(fd, out, size);
}

ssize_t trouble_write(int fd, const void *data, size_t size)
{
    return fails(OCCASION_FILE_ROOM) ? -1 : real_write(fd, data, size);
}

int trouble_fsync(int fd)
{
    (void)fd;
    return fails(OCCASION_FILE_ROOM) ? -1 : 0;
}

int trouble_fstat(int fd, struct stat *out)
{
    return fails(OCCASION_FILE) ? -1 : real_fstat(fd, out);
}

int trouble_rename(const char *from, const char *to)
{
    return fails(OCCASION_FILE_ROOM) ? -1 : real_rename(from, to);
}

int trouble_renameat2(int a, const char *from, int b, const char *to, unsigned flags)
{
    return fails(OCCASION_FILE_ROOM) ? -1 : real_renameat2(a, from, b, to, flags);
}

int trouble_ftruncate(int fd, off_t size)
{
    return fails(OCCASION_FILE_ROOM) ? -1 : real_ftruncate(fd, size);
}

int trouble_link(const char *from, const char *to)
{
    return fails(OCCASION_FILE_ROOM) ? -1 : real_link(from, to);
}

int trouble_mkdir(const char *path, mode_t mode)
{
    return fails(OCCASION_FILE_ROOM) ? -1 : real_mkdir(path, mode);
}

void trouble_prepare(void)
{
    trouble_prepare_store();
}
