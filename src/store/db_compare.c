// SPDX-License-Identifier: AGPL-3.0-or-later
#include <stdbool.h>
#include <string.h>

#include "base/fault.h"

#include "statement.h"

static void close_handle(sqlite3 **handle)
{
    (void)sqlite3_close_v2(*handle);
}

/* Of what went wrong: too little memory is no damage. */
static int answer(int code)
{
    return code == SQLITE_NOMEM ? FAULT(FAULT_MEMORY) : DB_DAMAGED;
}

/* Runs statements that give no rows, one after another. */
static int run(sqlite3 *handle, const char *sql)
{
    int code = SQLITE_OK;

    while (code == SQLITE_OK && *sql != '\0') {
        sqlite3_stmt *statement = NULL;

        code = sqlite3_prepare_v2(handle, sql, -1, &statement, &sql);
        if (code == SQLITE_OK && statement != NULL) {
            code = sqlite3_step(statement);
            code = code == SQLITE_DONE ? SQLITE_OK : code;
        }
        (void)sqlite3_finalize(statement);
    }
    return code;
}

/* An empty database of the schema, in memory. */
static int make_model(const struct db_schema *schema, sqlite3 **out)
{
    int code = sqlite3_open_v2(
        ":memory:", out, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    size_t i;

    for (i = 0; code == SQLITE_OK && i < schema->count; i++) {
        code = run(*out, schema->migrations[i].sql);
    }
    return code == SQLITE_OK ? 0 : answer(code);
}

static bool is_same_text(sqlite3_stmt *left, sqlite3_stmt *right, int column)
{
    const char *one = (const char *)sqlite3_column_text(left, column);
    const char *other = (const char *)sqlite3_column_text(right, column);

    return one == NULL || other == NULL ? one == other : strcmp(one, other) == 0;
}

static bool is_same_row(sqlite3_stmt *left, sqlite3_stmt *right)
{
    int column;

    for (column = 0; column < sqlite3_column_count(left); column++) {
        if (!is_same_text(left, right, column)) {
            return false;
        }
    }
    return true;
}

/* Row by row; both are at their beginning. */
static int compare_rows(sqlite3_stmt *left, sqlite3_stmt *right)
{
    int other;
    int code;

    do {
        code = sqlite3_step(left);
        other = sqlite3_step(right);
        if (other != code) {
            return answer(other == SQLITE_NOMEM ? other : code);
        }
    } while (code == SQLITE_ROW && is_same_row(left, right));
    return code == SQLITE_DONE ? 0 : answer(code);
}

static int compare(sqlite3 *left, sqlite3 *right)
{
    static const char *const sql =
        "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name";
    sqlite3_stmt *one = NULL;
    sqlite3_stmt *other = NULL;
    int code = sqlite3_prepare_v2(left, sql, -1, &one, NULL);
    int r;

    if (code == SQLITE_OK) {
        code = sqlite3_prepare_v2(right, sql, -1, &other, NULL);
    }
    r = code == SQLITE_OK ? compare_rows(one, other) : answer(code);
    (void)sqlite3_finalize(one);
    (void)sqlite3_finalize(other);
    return r;
}

int db_compare(sqlite3 *handle, const struct db_schema *schema)
{
    CLEANUP(close_handle) sqlite3 *model = NULL;
    int r = make_model(schema, &model);

    return r == 0 ? compare(handle, model) : r;
}
