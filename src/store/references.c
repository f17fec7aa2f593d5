// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/references.h"

#include "base/fault.h"

#include "people.h"

int references_add(struct roll *roll,
                   int64_t member,
                   struct span sealed,
                   const struct digest *mark)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[REFERENCES_ADD];

    return people_run(BIND(statement, NUMBER(member), BLOB(sealed), BLOB(SPAN(*mark))),
                      statement);
}

int references_find(struct roll *roll, int64_t member, struct buf *out)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[REFERENCES_FIND];
    int r = people_row(BIND(statement, NUMBER(member)), statement);

    if (r != 0) {
        return r;
    }
    buf_put_span(out, statement_span(statement, 0));
    return FOLD(buf_status(out));
}

int references_each(struct roll *roll, references_take take, void *context)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[REFERENCES_EACH];
    int more = 0;
    int r = people_next(0, statement, &more);

    while (r == 0 && more) {
        r = take(context, statement_span(statement, 0));
        if (r == 0) {
            r = people_next(0, statement, &more);
        }
    }
    return r;
}

int references_marks(struct roll *roll, references_visit visit, void *context)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[REFERENCES_MARKS];
    struct digest mark;
    int more = 0;
    int r = people_next(0, statement, &more);

    while (r == 0 && more) {
        r = statement_bytes(statement, 0, &mark, sizeof(mark));
        if (r == 0) {
            r = visit(context, &mark);
        }
        if (r != 0) {
            return r;
        }
        r = people_next(0, statement, &more);
    }
    return r;
}

int references_undo(struct roll *roll, const struct digest *mark)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[REFERENCES_UNDO];

    return people_run(BIND(statement, BLOB(SPAN(*mark))), statement);
}

int references_count(struct roll *roll, uint64_t *out)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[REFERENCES_COUNT];
    int r = people_row(0, statement);

    if (r != 0) {
        return FOLD(r);
    }
    *out = (uint64_t)statement_number(statement, 0);
    return 0;
}
