// SPDX-License-Identifier: AGPL-3.0-or-later
#include "statement.h"

#include "base/fault.h"

enum {
    BUSY_TIMEOUT = 5000, /* ms */
};

static const struct {
    int limit;
    int value;
} limits[] = {
    {SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024},
    {SQLITE_LIMIT_SQL_LENGTH, 64 * 1024},
    {SQLITE_LIMIT_COLUMN, 64},
    {SQLITE_LIMIT_EXPR_DEPTH, 64},
    {SQLITE_LIMIT_COMPOUND_SELECT, 8},
    {SQLITE_LIMIT_ATTACHED, 1}, /* VACUUM attaches its new file */
    {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
    {SQLITE_LIMIT_WORKER_THREADS, 0},
};

int db_harden(sqlite3 *handle, enum db_mode mode)
{
    static const struct {
        int option;
        int value;
    } options[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
    };
    int found = -1;
    size_t i;

    for (i = 0; i < ARRAY_SIZE(options); i++) {
        if (sqlite3_db_config(handle, options[i].option, options[i].value, &found)
                != SQLITE_OK
            || found != options[i].value) {
            return FAULT(FAULT_STORE);
        }
    }
    if (mode == DB_READ
        && sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, &found)
               != SQLITE_OK) {
        return FAULT(FAULT_STORE);
    }
    for (i = 0; i < ARRAY_SIZE(limits); i++) {
        (void)sqlite3_limit(handle, limits[i].limit, limits[i].value);
    }
    (void)sqlite3_busy_timeout(handle, BUSY_TIMEOUT);
    return 0;
}
