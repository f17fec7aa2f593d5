// SPDX-License-Identifier: AGPL-3.0-or-later
#include "statement.h"

#include <string.h>

#include "base/fault.h"

static int bind_one(sqlite3_stmt *statement, int place, const struct value *value)
{
    switch (value->kind) {
    case VALUE_NUMBER:
        return sqlite3_bind_int64(statement, place, value->number);
    case VALUE_TEXT:
        return sqlite3_bind_text(statement, place, value->text, -1, SQLITE_STATIC);
    case VALUE_BLOB:
        /* An empty blob is not NULL. */
        return value->blob.size == 0 ? sqlite3_bind_zeroblob(statement, place, 0)
                                     : sqlite3_bind_blob64(statement,
                                                           place,
                                                           value->blob.data,
                                                           value->blob.size,
                                                           SQLITE_STATIC);
    case VALUE_NULL:
    default:
        return sqlite3_bind_null(statement, place);
    }
}

int statement_prepare(struct db *db,
                      const char *const *sql,
                      size_t count,
                      sqlite3_stmt **out)
{
    size_t i;

    for (i = 0; i < count; i++) {
        int code = sqlite3_prepare_v3(
            db_handle(db), sql[i], -1, SQLITE_PREPARE_PERSISTENT, &out[i], NULL);

        if (code != SQLITE_OK) {
            statement_release(out, i);
            return FAULT(code == SQLITE_NOMEM ? FAULT_MEMORY : FAULT_STORE);
        }
    }
    return 0;
}

void statement_release(sqlite3_stmt **statements, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        (void)sqlite3_finalize(statements[i]);
        statements[i] = NULL;
    }
}

int statement_bind(sqlite3_stmt *statement, const struct value *values, size_t count)
{
    size_t i;

    if (sqlite3_bind_parameter_count(statement) != (int)count) {
        return FAULT(FAULT_BUG);
    }
    for (i = 0; i < count; i++) {
        if (bind_one(statement, (int)i + 1, &values[i]) != SQLITE_OK) {
            return FAULT(FAULT_STORE);
        }
    }
    return 0;
}

int statement_step(sqlite3_stmt *statement)
{
    switch (sqlite3_step(statement)) {
    case SQLITE_DONE:
        return 0;
    case SQLITE_ROW:
        return STATEMENT_ROW;
    case SQLITE_CONSTRAINT:
        return STATEMENT_CONSTRAINT;
    case SQLITE_FULL:
        return STATEMENT_FULL;
    case SQLITE_NOMEM:
        return FAULT(FAULT_MEMORY);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return FAULT(FAULT_CORRUPT);
    default:
        return FAULT(FAULT_STORE);
    }
}

void statement_reset(sqlite3_stmt **statement)
{
    /* The step's own result was looked at; reset only repeats it. */
    (void)sqlite3_reset(*statement);
    (void)sqlite3_clear_bindings(*statement);
}

int statement_text(sqlite3_stmt *statement, int column, char *out, size_t size)
{
    const unsigned char *text = sqlite3_column_text(statement, column);
    size_t length = (size_t)sqlite3_column_bytes(statement, column);

    if (!text || length >= size || strlen((const char *)text) != length) {
        return FAULT(FAULT_CORRUPT);
    }
    memcpy(out, text, length + 1);
    return 0;
}

int statement_bytes(sqlite3_stmt *statement, int column, void *out, size_t size)
{
    const void *blob = sqlite3_column_blob(statement, column);

    if (!blob || (size_t)sqlite3_column_bytes(statement, column) != size) {
        return FAULT(FAULT_CORRUPT);
    }
    memcpy(out, blob, size);
    return 0;
}

int64_t statement_number(sqlite3_stmt *statement, int column)
{
    return sqlite3_column_int64(statement, column);
}

struct span statement_span(sqlite3_stmt *statement, int column)
{
    const void *blob = sqlite3_column_blob(statement, column);

    return span_of(blob, blob ? (size_t)sqlite3_column_bytes(statement, column) : 0);
}
