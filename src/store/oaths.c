// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/oaths.h"

#include "base/fault.h"

#include "people.h"

int oaths_add(struct roll *roll,
              const struct sign_key *officer,
              const struct oath *oath)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[OATHS_ADD];

    return people_run(
        BIND(statement, BLOB(SPAN(*officer)), TEXT(oath->email), NUMBER(oath->made)),
        statement);
}

int oaths_find(struct roll *roll, const struct sign_key *officer, struct oath *out)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[OATHS_FIND];
    struct oath found;
    int r = people_row(BIND(statement, BLOB(SPAN(*officer))), statement);

    if (r != 0) {
        return r;
    }
    found.made = statement_number(statement, 0);
    r = FOLD(statement_text(statement, 1, found.email, sizeof(found.email)));
    if (r == 0) {
        *out = found;
    }
    return r;
}

int oaths_is_member(struct roll *roll, const char *email, bool *out)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[OATHS_IS_MEMBER];
    int r = people_row(BIND(statement, TEXT(email)), statement);

    if (r == ROLL_UNKNOWN) {
        *out = false;
        return 0;
    }
    if (r == 0) {
        *out = true;
    }
    return FOLD(r);
}
