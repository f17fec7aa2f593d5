// SPDX-License-Identifier: AGPL-3.0-or-later
/* SQLite's memory and its files: a VFS in front of the real one. */
#include "trouble.h"

#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

/* The real file lies behind it, in the same piece of memory. */
struct shown_file {
    sqlite3_file base;
};

static sqlite3_vfs shown;
static sqlite3_vfs *real;
static sqlite3_mem_methods memory;

static sqlite3_file *behind(sqlite3_file *file)
{
    return (sqlite3_file *)(void *)((struct shown_file *)(void *)file + 1);
}

static int refuse(enum occasion occasion, int code)
{
    if (!trouble_strikes(occasion)) {
        return SQLITE_OK;
    }
    return occasion == OCCASION_STORE_ROOM && trouble_is_full() ? SQLITE_FULL : code;
}

static int close_file(sqlite3_file *file)
{
    return behind(file)->pMethods->xClose(behind(file));
}

static int read_file(sqlite3_file *file, void *out, int size, sqlite3_int64 offset)
{
    int code = refuse(OCCASION_STORE, SQLITE_IOERR_READ);

    return code != SQLITE_OK
               ? code
               : behind(file)->pMethods->xRead(behind(file), out, size, offset);
}

static int
write_file(sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
{
    int code = refuse(OCCASION_STORE_ROOM, SQLITE_IOERR_WRITE);

    return code != SQLITE_OK
               ? code
               : behind(file)->pMethods->xWrite(behind(file), data, size, offset);
}

static int truncate_file(sqlite3_file *file, sqlite3_int64 size)
{
    int code = refuse(OCCASION_STORE, SQLITE_IOERR_TRUNCATE);

    return code != SQLITE_OK ? code
                             : behind(file)->pMethods->xTruncate(behind(file), size);
}

static int sync_file(sqlite3_file *file, int flags)
{
    (void)file;
    (void)flags;
    return refuse(OCCASION_STORE_ROOM, SQLITE_IOERR_FSYNC);
}

static int size_file(sqlite3_file *file, sqlite3_int64 *out)
{
    int code = refuse(OCCASION_STORE, SQLITE_IOERR_FSTAT);

    return code != SQLITE_OK ? code
                             : behind(file)->pMethods->xFileSize(behind(file), out);
}

static int lock_file(sqlite3_file *file, int kind)
{
    return behind(file)->pMethods->xLock(behind(file), kind);
}

static int unlock_file(sqlite3_file *file, int kind)
{
    return behind(file)->pMethods->xUnlock(behind(file), kind);
}

static int is_reserved(sqlite3_file *file, int *out)
{
    return behind(file)->pMethods->xCheckReservedLock(behind(file), out);
}

static int control_file(sqlite3_file *file, int what, void *argument)
{
    return behind(file)->pMethods->xFileControl(behind(file), what, argument);
}

static int sector_size(sqlite3_file *file)
{
    return behind(file)->pMethods->xSectorSize(behind(file));
}

static int characteristics(sqlite3_file *file)
{
    return behind(file)->pMethods->xDeviceCharacteristics(behind(file));
}

static int
map_shared(sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
    int code = refuse(OCCASION_STORE, SQLITE_IOERR_SHMMAP);

    return code != SQLITE_OK
               ? code
               : behind(file)->pMethods->xShmMap(behind(file), page, size, extend, out);
}

static int lock_shared(sqlite3_file *file, int offset, int count, int flags)
{
    return behind(file)->pMethods->xShmLock(behind(file), offset, count, flags);
}

static void barrier(sqlite3_file *file)
{
    behind(file)->pMethods->xShmBarrier(behind(file));
}

static int unmap_shared(sqlite3_file *file, int drop)
{
    return behind(file)->pMethods->xShmUnmap(behind(file), drop);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = size_file,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = is_reserved,
    .xFileControl = control_file,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = map_shared,
    .xShmLock = lock_shared,
    .xShmBarrier = barrier,
    .xShmUnmap = unmap_shared,
};

static int
open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    int code = refuse(OCCASION_STORE, SQLITE_CANTOPEN);

    (void)vfs;
    file->pMethods = NULL;
    memset(behind(file), 0, (size_t)real->szOsFile);
    if (code == SQLITE_OK) {
        code = real->xOpen(real, name, behind(file), flags, out);
    }
    if (behind(file)->pMethods != NULL) {
        file->pMethods = &methods;
    }
    return code;
}

static int delete_file(sqlite3_vfs *vfs, const char *name, int sync)
{
    int code = refuse(OCCASION_STORE, SQLITE_IOERR_DELETE);

    (void)vfs;
    (void)sync;
    return code != SQLITE_OK ? code : real->xDelete(real, name, 0);
}

static int can_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
    int code = refuse(OCCASION_STORE, SQLITE_IOERR_ACCESS);

    (void)vfs;
    return code != SQLITE_OK ? code : real->xAccess(real, name, flags, out);
}

static void *get(int size)
{
    return trouble_strikes(OCCASION_MEMORY) ? NULL : memory.xMalloc(size);
}

static void *get_more(void *old, int size)
{
    return trouble_strikes(OCCASION_MEMORY) ? NULL : memory.xRealloc(old, size);
}

void trouble_prepare_store(void)
{
    sqlite3_mem_methods troubled;

    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory) != SQLITE_OK) {
        abort();
    }
    troubled = memory;
    troubled.xMalloc = get;
    troubled.xRealloc = get_more;
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &troubled) != SQLITE_OK
        || sqlite3_initialize() != SQLITE_OK) {
        abort();
    }
    real = sqlite3_vfs_find(NULL);
    shown = *real;
    shown.zName = "trouble";
    shown.pNext = NULL;
    shown.szOsFile = real->szOsFile + (int)sizeof(struct shown_file);
    shown.xOpen = open_file;
    shown.xDelete = delete_file;
    shown.xAccess = can_access;
    if (sqlite3_vfs_register(&shown, 1) != SQLITE_OK) {
        abort();
    }
}
