// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/preferences.h"

#include "people.h"

int preferences_keep(struct roll *roll, const struct member *member)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[PREFERENCES_KEEP];

    return people_run(
        BIND(statement, NUMBER(member->id), NUMBER(member->way), NUMBER(member->hears)),
        statement);
}
