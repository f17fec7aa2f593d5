// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/filed.h"

#include "base/fault.h"

#include "form_values.h"
#include "people.h"

static int file_form(struct roll *roll, const struct filed *paper, int64_t *out)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[FILED_ADD];
    int r = people_row(BIND(statement,
                            FORM_VALUES(paper->form),
                            NUMBER(paper->submission.now),
                            BLOB(SPAN(paper->submission.salt)),
                            TEXT(paper->submission.file)),
                       statement);

    if (r == 0) {
        *out = statement_number(statement, 0);
    }
    return r;
}

int filed_add(struct roll *roll, const struct filed *paper, int64_t *out)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[FILED_MARK];
    int64_t form = 0;
    int r = file_form(roll, paper, &form);

    if (r != 0) {
        return r;
    }
    r = people_run(
        BIND(statement, NUMBER(form), NUMBER(paper->keyed), BLOB(SPAN(paper->officer))),
        statement);
    if (r == 0) {
        *out = form;
    }
    return r;
}

int filed_find(struct roll *roll, int64_t form, struct filed_mark *out)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[FILED_FIND];
    struct filed_mark found;
    int r = people_row(BIND(statement, NUMBER(form)), statement);

    if (r != 0) {
        return r;
    }
    found.keyed = statement_number(statement, 0);
    r = statement_bytes(statement, 1, found.officer.bytes, sizeof(found.officer.bytes));
    if (r == 0) {
        *out = found;
    }
    return FOLD(r);
}
