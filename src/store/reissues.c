// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/reissues.h"

#include "base/fault.h"

#include "people.h"

int reissues_add(struct roll *roll,
                 const struct reissue *reissue,
                 const struct digest *mark)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[REISSUES_ADD];

    return people_run(BIND(statement,
                           NUMBER(reissue->member),
                           NUMBER(reissue->kept_in),
                           NUMBER(reissue->gates),
                           TEXT(reissue->day),
                           BLOB(SPAN(reissue->officer)),
                           BLOB(SPAN(*mark))),
                      statement);
}

int reissues_undo(struct roll *roll, const struct digest *mark)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[REISSUES_UNDO];

    return people_run(BIND(statement, BLOB(SPAN(*mark))), statement);
}

static int read_row(sqlite3_stmt *statement, struct reissue_row *out)
{
    struct reissue *reissue = &out->reissue;
    int r;

    reissue->member = statement_number(statement, 0);
    reissue->kept_in = (enum replace_register)statement_number(statement, 1);
    reissue->gates = (unsigned)statement_number(statement, 2);
    r = statement_text(statement, 3, reissue->day, sizeof(reissue->day));
    if (r == 0) {
        r = statement_bytes(
            statement, 4, reissue->officer.bytes, sizeof(reissue->officer.bytes));
    }
    out->old_number = statement_span(statement, 5);
    out->new_number = statement_span(statement, 6);
    return FOLD(r);
}

int reissues_each(struct roll *roll,
                  enum replace_register kept_in,
                  reissues_visit visit,
                  void *context)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[REISSUES_EACH];
    struct reissue_row row;
    int more = 0;
    int r = people_next(BIND(statement, NUMBER(kept_in)), statement, &more);

    while (r == 0 && more) {
        r = read_row(statement, &row);
        if (r == 0) {
            r = visit(context, &row);
        }
        if (r != 0) {
            return r;
        }
        r = people_next(0, statement, &more);
    }
    return r;
}
