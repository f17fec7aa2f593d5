// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/wanted.h"

#include "base/fault.h"

#include "people.h"

int wanted_add(struct roll *roll, int64_t member, int64_t now)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[WANTED_ADD];

    return people_run(BIND(statement, NUMBER(member), NUMBER(now)), statement);
}

int wanted_find(struct roll *roll, int64_t member, int64_t *out)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[WANTED_FIND];
    int r = people_row(BIND(statement, NUMBER(member)), statement);

    if (r == 0) {
        *out = statement_number(statement, 0);
    }
    return r;
}

int wanted_send(struct roll *roll,
                int64_t id,
                int64_t now,
                const struct sign_key *officer)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[WANTED_SEND];

    return people_row(BIND(statement, NUMBER(id), NUMBER(now), BLOB(SPAN(*officer))),
                      statement);
}

int wanted_each(struct roll *roll, wanted_visit visit, void *context)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[WANTED_EACH];
    int more = 0;
    int r = people_next(0, statement, &more);

    while (r == 0 && more) {
        const struct wanted wanted = {.id = statement_number(statement, 0),
                                      .member = statement_number(statement, 1),
                                      .asked = statement_number(statement, 2)};

        r = visit(context, &wanted);
        if (r == 0) {
            r = people_next(0, statement, &more);
        }
    }
    return r;
}
