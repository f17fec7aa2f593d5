// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/arrivals.h"

#include "base/fault.h"

#include "people.h"

int arrivals_add(struct roll *roll, const struct arrival *arrival)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[ARRIVALS_ADD];

    return people_run(BIND(statement,
                           NUMBER(arrival->kind),
                           NUMBER(arrival->cid),
                           NUMBER(arrival->member),
                           NUMBER(arrival->number),
                           NUMBER(arrival->channel),
                           TEXT(arrival->day),
                           BLOB(SPAN(arrival->officer))),
                      statement);
}

static int read_row(sqlite3_stmt *statement, struct arrival *out)
{
    int r;

    out->kind = (enum arrival_kind)statement_number(statement, 0);
    out->cid = (uint16_t)statement_number(statement, 1);
    out->member = statement_number(statement, 2);
    out->number = (uint32_t)statement_number(statement, 3);
    out->channel = (enum channel)statement_number(statement, 4);
    r = statement_text(statement, 5, out->day, sizeof(out->day));
    if (r == 0) {
        r = statement_bytes(
            statement, 6, out->officer.bytes, sizeof(out->officer.bytes));
    }
    return FOLD(r);
}

int arrivals_each(struct roll *roll, arrivals_visit visit, void *context)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[ARRIVALS_EACH];
    struct arrival arrival;
    int more = 0;
    int r = people_next(0, statement, &more);

    while (r == 0 && more) {
        r = read_row(statement, &arrival);
        if (r == 0) {
            r = visit(context, &arrival);
        }
        if (r != 0) {
            return r;
        }
        r = people_next(0, statement, &more);
    }
    return r;
}
