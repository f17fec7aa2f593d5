// SPDX-License-Identifier: AGPL-3.0-or-later
#include "people.h"

#include "base/fault.h"

int people_run(int r, sqlite3_stmt *statement)
{
    if (r != 0) {
        return FOLD(r);
    }
    r = statement_step(statement);
    switch (r) {
    case STATEMENT_CONSTRAINT:
        return ROLL_DUPLICATE;
    case STATEMENT_FULL:
        return ROLL_NO_ROOM;
    default:
        return FOLD(r);
    }
}

int people_row(int r, sqlite3_stmt *statement)
{
    if (r != 0) {
        return FOLD(r);
    }
    r = statement_step(statement);
    switch (r) {
    case 0:
        return ROLL_UNKNOWN;
    case STATEMENT_ROW:
        return 0;
    case STATEMENT_FULL:
        return ROLL_NO_ROOM;
    default:
        return FOLD(r);
    }
}

int people_next(int r, sqlite3_stmt *statement, int *more)
{
    if (r != 0) {
        return FOLD(r);
    }
    r = statement_step(statement);
    if (r != 0 && r != STATEMENT_ROW) {
        return FOLD(r);
    }
    *more = r == STATEMENT_ROW;
    return 0;
}
