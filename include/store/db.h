/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One SQLite file, opened our way: WAL, synchronous=FULL and the defensive settings are
 * set and read back, the application id and schema version are checked, and numbered
 * migrations are applied by the one connection that may write. It never repeats a
 * COMMIT that failed: such a fault is for main, which ends the process.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

struct db;

enum db_mode {
    DB_CREATE, /* makes the file; refuses one that is there */
    DB_WRITE,  /* the only connection that writes or checkpoints */
    DB_READ,   /* any other: read-only, never checkpoints */
};

enum db_refusal {
    DB_MISSING = 1, /* no such file */
    DB_EXISTS,      /* DB_CREATE found one */
    DB_FOREIGN,     /* not this database: another application id, or no database */
    DB_NEWER,       /* written by a later program than this one */
    DB_BUSY,        /* somebody else is writing */
    DB_FULL,        /* the disk is full; nothing was changed */
    DB_DAMAGED,     /* db_check: the file contradicts itself */
};

/* One file of schema/, embedded at build. */
struct db_migration {
    int number;
    const char *name;
    const char *sql;
};

/* What a database is: its application id and its migrations in order. */
struct db_schema {
    int32_t application_id;
    size_t count;
    const struct db_migration *migrations;
};

extern const struct db_schema db_schema_roll;
extern const struct db_schema db_schema_record;

MUST_USE int db_open(const char *path,
                     enum db_mode mode,
                     const struct db_schema *schema,
                     struct db **out);
void db_free(struct db *db);

/* A transaction: db_begin, then db_commit; db_end rolls back what is not committed. */
struct db_guard {
    struct db *db;
};

/* BEGIN IMMEDIATE. Refuses DB_BUSY. */
MUST_USE int db_begin(struct db *db, struct db_guard *out);

/* Refuses DB_FULL (rolled back); any other failure is a fault that must end the
 * process. */
MUST_USE int db_commit(struct db_guard *guard);

/* For CLEANUP: rolls back unless committed. */
void db_end(struct db_guard *guard);

/* Moves the WAL into the file when it has grown; never waits for a reader. */
MUST_USE int db_checkpoint(struct db *db);

/*
 * Forgets what was deleted or overwritten: rewrites the file in the order of its keys
 * (VACUUM) and empties the WAL (TRUNCATE). Refuses DB_BUSY and DB_FULL.
 */
MUST_USE int db_scrub(struct db *db);

/* integrity_check, foreign_key_check, and whether tables and constraints are those of
 * the schema. Refuses DB_DAMAGED. */
MUST_USE int db_check(struct db *db, const struct db_schema *schema);

OWNED(db)

#endif
