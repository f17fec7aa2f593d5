/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Prepared statements: values are bound by type, every return code is looked at, and a
 * statement is reset at the end of its scope. Inside store/ only.
 */
#ifndef STORE_STATEMENT_H
#define STORE_STATEMENT_H

#include <stddef.h>
#include <stdint.h>

#include <sqlite3.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "store/db.h"

enum statement_result {
    STATEMENT_ROW = 1,    /* there is a row to read */
    STATEMENT_CONSTRAINT, /* the schema refuses it */
    STATEMENT_FULL,       /* the disk is full */
};

struct value {
    enum {
        VALUE_NULL,
        VALUE_NUMBER,
        VALUE_TEXT,
        VALUE_BLOB,
    } kind;
    int64_t number;
    const char *text;
    struct span blob;
};

#define NUMBER(given) ((struct value){.kind = VALUE_NUMBER, .number = (int64_t)(given)})
#define TEXT(given) ((struct value){.kind = VALUE_TEXT, .text = (given)})
#define BLOB(given) ((struct value){.kind = VALUE_BLOB, .blob = (given)})

/* Prepares all of a module's statements; on failure those made are released. */
MUST_USE int statement_prepare(struct db *db,
                               const char *const *sql,
                               size_t count,
                               sqlite3_stmt **out);
void statement_release(sqlite3_stmt **statements, size_t count);

/* Binds values to ?1, ?2, …; they must live until the statement is reset. */
MUST_USE int
statement_bind(sqlite3_stmt *statement, const struct value *values, size_t count);
#define BIND(statement, ...)                                                           \
    statement_bind((statement),                                                        \
                   (const struct value[]){__VA_ARGS__},                                \
                   ARRAY_SIZE(((const struct value[]){__VA_ARGS__})))

/* 0 when done, or an enum statement_result. */
MUST_USE int statement_step(sqlite3_stmt *statement);

/* For CLEANUP: forgets bindings and rows. */
void statement_reset(sqlite3_stmt **statement);

/* Columns of the current row. A wrong type or size is FAULT_CORRUPT. */
MUST_USE int
statement_text(sqlite3_stmt *statement, int column, char *out, size_t size);
MUST_USE int
statement_bytes(sqlite3_stmt *statement, int column, void *out, size_t size);
int64_t statement_number(sqlite3_stmt *statement, int column);
struct span statement_span(sqlite3_stmt *statement, int column);

/* What must hold of a connection before anything in its file is believed. */
MUST_USE int db_harden(sqlite3 *handle, enum db_mode mode);

/* Whether tables, indexes and constraints are those of the schema. DB_DAMAGED. */
MUST_USE int db_compare(sqlite3 *handle, const struct db_schema *schema);

/* SQLite's own handle, for statement.c. */
sqlite3 *db_handle(struct db *db);

#endif
