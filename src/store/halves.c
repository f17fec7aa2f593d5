// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/halves.h"

#include "base/fault.h"

#include "people.h"

int halves_add(struct roll *roll, const struct half *half, int64_t *id)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[HALVES_ADD];
    int r = people_row(BIND(statement,
                            NUMBER(half->type),
                            BLOB(half->document),
                            BLOB(SPAN(half->signer)),
                            BLOB(SPAN(half->signature))),
                       statement);

    if (r == 0) {
        *id = statement_number(statement, 0);
    }
    return r;
}

int halves_remove(struct roll *roll, int64_t id)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[HALVES_REMOVE];

    return people_run(BIND(statement, NUMBER(id)), statement);
}

static int read_row(sqlite3_stmt *statement, struct half *out)
{
    int r;

    out->id = statement_number(statement, 0);
    out->type = (unsigned)statement_number(statement, 1);
    out->document = statement_span(statement, 2);
    r = statement_bytes(statement, 3, out->signer.bytes, sizeof(out->signer.bytes));
    if (r == 0) {
        r = statement_bytes(
            statement, 4, out->signature.bytes, sizeof(out->signature.bytes));
    }
    return FOLD(r);
}

int halves_each(struct roll *roll, halves_visit visit, void *context)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[HALVES_EACH];
    struct half half;
    int more = 0;
    int r = people_next(0, statement, &more);

    while (r == 0 && more) {
        r = read_row(statement, &half);
        if (r == 0) {
            r = visit(context, &half);
        }
        if (r != 0) {
            return r;
        }
        r = people_next(0, statement, &more);
    }
    return r;
}
