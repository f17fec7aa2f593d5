// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/fault.h"

#include "statement.h"

struct db {
    sqlite3 *handle;
    enum db_mode mode;
};

/* A setting that is made and read back. */
struct setting {
    const char *set;
    const char *get;
    const char *expected;
};

static const struct setting settings[] = {
    {"PRAGMA synchronous = FULL", "PRAGMA synchronous", "2"},
    {"PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", "1"},
    {"PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", "1"},
    {"PRAGMA secure_delete = ON", "PRAGMA secure_delete", "1"},
    {"PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", "0"},
    {"PRAGMA temp_store = MEMORY", "PRAGMA temp_store", "2"},
    {"PRAGMA mmap_size = 0", "PRAGMA mmap_size", "0"},
};

static const struct setting writer_settings[] = {
    {"PRAGMA journal_mode = WAL", "PRAGMA journal_mode", "wal"},
    {"PRAGMA wal_autocheckpoint = 2048", "PRAGMA wal_autocheckpoint", "2048"},
    {"PRAGMA journal_size_limit = 67108864", "PRAGMA journal_size_limit", "67108864"},
};

static const struct setting reader_settings[] = {
    {"PRAGMA query_only = ON", "PRAGMA query_only", "1"},
    {"PRAGMA wal_autocheckpoint = 0", "PRAGMA wal_autocheckpoint", "0"},
};

static int store_fault(int code)
{
    return FAULT(code == SQLITE_NOMEM ? FAULT_MEMORY : FAULT_STORE);
}

/* The first column of the first row, as text; "" without a row. */
static int ask(sqlite3 *handle, const char *sql, char *out, size_t size)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(handle, sql, -1, &statement, NULL);
    const unsigned char *text;

    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
    }
    out[0] = '\0';
    if (code == SQLITE_ROW) {
        /* Asked for first: a text there is no memory for is NULL afterwards. */
        bool is_null = sqlite3_column_type(statement, 0) == SQLITE_NULL;

        text = sqlite3_column_text(statement, 0);
        code = text || is_null ? SQLITE_OK : SQLITE_NOMEM;
        (void)sqlite3_snprintf((int)size, out, "%s", text ? (const char *)text : "");
    }
    (void)sqlite3_finalize(statement);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* Whether the database looks sound. DB_DAMAGED. */
static int look(struct db *db, const char *sql, const char *expected)
{
    char found[64];
    int code = ask(db->handle, sql, found, sizeof(found));

    if (code == SQLITE_OK) {
        return strcmp(found, expected) == 0 ? 0 : DB_DAMAGED;
    }
    return code == SQLITE_CORRUPT || code == SQLITE_NOTADB ? DB_DAMAGED
                                                           : store_fault(code);
}

static int apply(sqlite3 *handle, const struct setting *list, size_t count)
{
    char found[32];
    size_t i;

    for (i = 0; i < count; i++) {
        int code = sqlite3_exec(handle, list[i].set, NULL, NULL, NULL);

        if (code == SQLITE_NOTADB) {
            return DB_FOREIGN;
        }
        if (code == SQLITE_OK) {
            code = ask(handle, list[i].get, found, sizeof(found));
        }
        if (code == SQLITE_NOTADB) {
            return DB_FOREIGN;
        }
        if (code != SQLITE_OK || strcmp(found, list[i].expected) != 0) {
            return store_fault(code);
        }
    }
    return 0;
}

static int read_number(struct db *db, const char *sql, int32_t *out)
{
    char text[32];
    int code = ask(db->handle, sql, text, sizeof(text));

    if (code == SQLITE_NOTADB) {
        return DB_FOREIGN;
    }
    if (code != SQLITE_OK) {
        return store_fault(code);
    }
    *out = (int32_t)strtol(text, NULL, 10);
    return 0;
}

/* Whose database it is, before anything in it is believed. */
static int identify(struct db *db, const struct db_schema *schema, int32_t *version)
{
    int32_t application = 0;
    int32_t pages = 0;
    int32_t found = 0;
    int r;

    r = read_number(db, "PRAGMA application_id", &application);
    if (r == 0) {
        r = read_number(db, "PRAGMA user_version", &found);
    }
    if (r == 0) {
        r = read_number(db, "PRAGMA page_count", &pages);
    }
    if (r != 0) {
        return r;
    }
    if (application != schema->application_id
        && !(application == 0 && found == 0 && pages == 0 && db->mode == DB_CREATE)) {
        return DB_FOREIGN;
    }
    if (found < 0 || (size_t)found > schema->count) {
        return DB_NEWER;
    }
    if (db->mode == DB_READ && (size_t)found < schema->count) {
        return DB_FOREIGN;
    }
    *version = found;
    return 0;
}

static int migrate(struct db *db, const struct db_schema *schema, int32_t version)
{
    size_t i;

    for (i = (size_t)version; i < schema->count; i++) {
        CLEANUP(db_end) struct db_guard guard = {NULL};
        int code;
        int r;

        r = db_begin(db, &guard);
        if (r != 0) {
            return r;
        }
        code = sqlite3_exec(db->handle, schema->migrations[i].sql, NULL, NULL, NULL);
        if (code == SQLITE_FULL) {
            return DB_FULL;
        }
        if (code != SQLITE_OK) {
            return store_fault(code);
        }
        r = db_commit(&guard);
        if (r != 0) {
            return r;
        }
    }
    return 0;
}

static int prepare(struct db *db, const struct db_schema *schema)
{
    bool reads = db->mode == DB_READ;
    int32_t version = 0;
    int r;

    r = db_harden(db->handle, db->mode);
    if (r == 0) {
        r = apply(db->handle, settings, ARRAY_SIZE(settings));
    }
    if (r == 0) {
        r = identify(db, schema, &version);
    }
    if (r == 0) {
        r = reads ? apply(db->handle, reader_settings, ARRAY_SIZE(reader_settings))
                  : apply(db->handle, writer_settings, ARRAY_SIZE(writer_settings));
    }
    if (r != 0 || reads) {
        return r;
    }
    r = look(db, "PRAGMA quick_check(1)", "ok");
    if (r != 0) {
        return r < 0 ? r : FAULT(FAULT_CORRUPT);
    }
    return migrate(db, schema, version);
}

/* The file is made by us, so that its mode is ours and two makers cannot meet. */
static int make_file(const char *path)
{
    int fd = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

    if (fd < 0) {
        return errno == EEXIST ? DB_EXISTS : FAULT(FAULT_IO);
    }
    (void)close(fd);
    return 0;
}

int db_open(const char *path,
            enum db_mode mode,
            const struct db_schema *schema,
            struct db **out)
{
    CLEANUP(db_freep) struct db *db = NULL;
    int flags = mode == DB_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    int code;
    int r;

    if (mode == DB_CREATE) {
        r = make_file(path);
        if (r != 0) {
            return r;
        }
    } else if (access(path, F_OK) != 0) {
        return DB_MISSING;
    }

    db = calloc(1, sizeof(*db));
    if (!db) {
        return FAULT(FAULT_MEMORY);
    }
    db->mode = mode;
    code = sqlite3_open_v2(
        path, &db->handle, flags | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_NOFOLLOW, NULL);
    if (code != SQLITE_OK) {
        return store_fault(code);
    }
    r = prepare(db, schema);
    if (r != 0) {
        return r;
    }

    *out = db_take(&db);
    return 0;
}

void db_free(struct db *db)
{
    if (db) {
        (void)sqlite3_close_v2(db->handle);
        free(db);
    }
}

sqlite3 *db_handle(struct db *db)
{
    return db->handle;
}

int db_begin(struct db *db, struct db_guard *out)
{
    int code = sqlite3_exec(db->handle, "BEGIN IMMEDIATE", NULL, NULL, NULL);

    if (code == SQLITE_BUSY) {
        return DB_BUSY;
    }
    if (code == SQLITE_FULL) {
        return DB_FULL;
    }
    if (code != SQLITE_OK) {
        return store_fault(code);
    }
    out->db = db;
    return 0;
}

int db_commit(struct db_guard *guard)
{
    int code;

    if (!guard->db) {
        return FAULT(FAULT_BUG);
    }
    code = sqlite3_exec(guard->db->handle, "COMMIT", NULL, NULL, NULL);
    if (code == SQLITE_FULL) {
        db_end(guard);
        return DB_FULL;
    }
    if (code != SQLITE_OK) {
        /* Never again on this handle: the kernel may call lost pages written. */
        return store_fault(code);
    }
    guard->db = NULL;
    return 0;
}

void db_end(struct db_guard *guard)
{
    /* After some errors SQLite has rolled back by itself. */
    if (guard->db && sqlite3_get_autocommit(guard->db->handle) == 0) {
        (void)sqlite3_exec(guard->db->handle, "ROLLBACK", NULL, NULL, NULL);
    }
    guard->db = NULL;
}

int db_checkpoint(struct db *db)
{
    int code = sqlite3_wal_checkpoint_v2(
        db->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);

    return code == SQLITE_OK || code == SQLITE_BUSY ? 0 : store_fault(code);
}

int db_scrub(struct db *db)
{
    int code = sqlite3_exec(db->handle, "VACUUM", NULL, NULL, NULL);

    if (code == SQLITE_OK) {
        code = sqlite3_wal_checkpoint_v2(
            db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    }
    switch (code) {
    case SQLITE_OK:
        return 0;
    case SQLITE_BUSY:
        return DB_BUSY;
    case SQLITE_FULL:
        return DB_FULL;
    default:
        return store_fault(code);
    }
}

int db_check(struct db *db, const struct db_schema *schema)
{
    int r = look(db, "PRAGMA integrity_check(1)", "ok");

    if (r == 0) {
        r = look(db, "PRAGMA foreign_key_check", "");
    }
    return r == 0 ? db_compare(db->handle, schema) : r;
}
