// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/rejections.h"

#include "base/fault.h"

#include "people.h"

int rejections_add(struct roll *roll, const struct rejection *rejection)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[REJECTIONS_ADD];

    return people_run(BIND(statement,
                           BLOB(SPAN(rejection->batch)),
                           NUMBER(rejection->cid),
                           NUMBER(rejection->counts[HEADING_FEATURES]),
                           NUMBER(rejection->counts[HEADING_OVERVOTE]),
                           NUMBER(rejection->counts[HEADING_IDENTIFIES]),
                           NUMBER(rejection->counts[HEADING_UNCERTAIN]),
                           NUMBER(rejection->at),
                           BLOB(SPAN(rejection->officer))),
                      statement);
}

int rejections_clear(struct roll *roll, uint16_t cid)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[REJECTIONS_CLEAR];

    return people_run(BIND(statement, NUMBER(cid)), statement);
}

int rejections_sum(struct roll *roll, uint16_t cid, uint64_t out[static HEADINGS])
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[REJECTIONS_SUM];
    int r = people_row(BIND(statement, NUMBER(cid)), statement);
    int heading;

    if (r != 0) {
        return FOLD(r);
    }
    for (heading = 0; heading < HEADINGS; heading++) {
        out[heading] = (uint64_t)statement_number(statement, heading);
    }
    return 0;
}
