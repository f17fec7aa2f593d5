// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/acts.h"

#include "base/fault.h"

#include "people.h"

int acts_add(struct roll *roll, const struct acted *acted)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[ACTS_ADD];

    return people_run(BIND(statement,
                           NUMBER(acted->at),
                           BLOB(SPAN(acted->officer)),
                           NUMBER(acted->kind),
                           TEXT(acted->subject)),
                      statement);
}

static int read_act(sqlite3_stmt *statement, struct acted *out)
{
    int r =
        statement_bytes(statement, 1, out->officer.bytes, sizeof(out->officer.bytes));

    if (r != 0) {
        return FOLD(r);
    }
    out->at = statement_number(statement, 0);
    out->kind = (enum act_kind)statement_number(statement, 2);
    return FOLD(statement_text(statement, 3, out->subject, sizeof(out->subject)));
}

int acts_from(
    struct roll *roll, size_t from, size_t size, struct acted *out, size_t *count)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[ACTS_LAST];
    size_t found = 0;
    int more = 0;
    int r = people_next(BIND(statement, NUMBER(size), NUMBER(from)), statement, &more);

    while (r == 0 && more && found < size) {
        r = read_act(statement, &out[found]);
        found++;
        if (r == 0) {
            r = people_next(0, statement, &more);
        }
    }
    if (r == 0) {
        *count = found;
    }
    return r;
}

int acts_last(struct roll *roll, size_t size, struct acted *out, size_t *count)
{
    return acts_from(roll, 0, size, out, count);
}

int acts_find(struct roll *roll,
              enum act_kind kind,
              const char *subject,
              struct acted *out)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[ACTS_FIND];
    int r = people_row(BIND(statement, NUMBER(kind), TEXT(subject)), statement);

    return r != 0 ? r : read_act(statement, out);
}
