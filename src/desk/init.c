// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/init.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "store/db.h"

#include "keys.h"

/* What is made in a new folder; undone in reverse when a later step fails. */
static const char *const files[] = {
    "daemon.key",
    "daemon.vkey",
    "officer.vkey",
    "electiond.conf",
    "roll.db",
    "roll.db-journal",
    "roll.db-wal",
    "roll.db-shm",
    "record.db",
    "record.db-journal",
    "record.db-wal",
    "record.db-shm",
    "lock",
};

static const char *const folders[] = {
    "objects",
    "letters",
};

static void undo(const char *dir)
{
    char path[FILE_PATH_SIZE];
    size_t i;

    for (i = 0; i < ARRAY_SIZE(files); i++) {
        if (file_join(dir, files[i], path) == 0) {
            (void)unlink(path);
        }
    }
    for (i = 0; i < ARRAY_SIZE(folders); i++) {
        if (file_join(dir, folders[i], path) == 0) {
            (void)rmdir(path);
        }
    }
    (void)rmdir(dir);
}

static int
make_database(const char *dir, const char *name, const struct db_schema *schema)
{
    char path[FILE_PATH_SIZE];
    struct db *db = NULL;
    int r = file_join(dir, name, path);

    if (r == 0) {
        r = db_open(path, DB_CREATE, schema, &db);
    }
    db_free(db);
    return FOLD(r);
}

static int write_text(const char *dir, const char *name, const char *text)
{
    char path[FILE_PATH_SIZE];
    int r = file_join(dir, name, path);

    return r != 0 ? FOLD(r) : FOLD(file_create(path, span_of_text(text), 0600));
}

static int make_folders(const char *dir)
{
    char path[FILE_PATH_SIZE];
    size_t i;
    int r = 0;

    for (i = 0; r == 0 && i < ARRAY_SIZE(folders); i++) {
        r = FOLD(file_join(dir, folders[i], path));
        if (r == 0 && mkdir(path, 0700) != 0) {
            r = FAULT(FAULT_IO);
        }
    }
    return r;
}

static int fill(const char *dir, const struct init_order *order, struct sign_key *log)
{
    int r = make_folders(dir);

    if (r == 0) {
        r = FOLD(keys_make(dir, &order->officer, log));
    }
    if (r == 0) {
        r = write_text(dir, "electiond.conf", order->settings);
    }
    if (r == 0) {
        r = write_text(dir, "lock", "");
    }
    if (r == 0) {
        r = make_database(dir, "roll.db", &db_schema_roll);
    }
    if (r == 0) {
        r = make_database(dir, "record.db", &db_schema_record);
    }
    return r;
}

int desk_init(const struct init_order *order, struct sign_key *log)
{
    struct sign_key made;
    int r;

    /* The folder itself is what two of us cannot both make. */
    if (mkdir(order->dir, 0700) != 0) {
        switch (errno) {
        case EEXIST:
            return INIT_EXISTS;
        case ENOENT:
        case ENOTDIR:
        case EACCES:
        case EROFS:
            return INIT_NO_PARENT;
        default:
            return FAULT(FAULT_IO);
        }
    }
    r = fill(order->dir, order, &made);
    if (r != 0) {
        undo(order->dir);
        return r;
    }
    *log = made;
    return 0;
}
