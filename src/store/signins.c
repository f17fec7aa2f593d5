// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/signins.h"

#include "base/fault.h"

#include "people.h"

int signins_add(struct roll *roll,
                const struct digest *code,
                int64_t member,
                int64_t expires)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[SIGNINS_ADD];

    return people_run(
        BIND(statement, BLOB(SPAN(*code)), NUMBER(member), NUMBER(expires)), statement);
}

int signins_forget(struct roll *roll, int64_t now)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[SIGNINS_FORGET];

    return people_run(BIND(statement, NUMBER(now)), statement);
}

int signins_pending(struct roll *roll, int64_t member, int64_t now, uint64_t *out)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[SIGNINS_PENDING];
    int r = people_row(BIND(statement, NUMBER(member), NUMBER(now)), statement);

    if (r != 0) {
        return FOLD(r);
    }
    *out = (uint64_t)statement_number(statement, 0);
    return 0;
}

int signins_peek(struct roll *roll,
                 const struct digest *code,
                 int64_t now,
                 int64_t *member)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[SIGNINS_PEEK];
    int r = people_row(BIND(statement, BLOB(SPAN(*code)), NUMBER(now)), statement);

    if (r != 0) {
        return r;
    }
    *member = statement_number(statement, 0);
    return 0;
}

int signins_spend(struct roll *roll,
                  const struct digest *code,
                  int64_t now,
                  int64_t *member)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[SIGNINS_SPEND];
    int r = people_row(BIND(statement, BLOB(SPAN(*code)), NUMBER(now)), statement);

    if (r != 0) {
        return r;
    }
    *member = statement_number(statement, 0);
    return 0;
}
