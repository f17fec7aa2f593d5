// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/photos.h"

#include "base/fault.h"

#include "people.h"

int photos_keep(struct roll *roll, int64_t member, int64_t now, struct span jpeg)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[PHOTOS_KEEP];

    return people_run(BIND(statement, NUMBER(member), NUMBER(now), BLOB(jpeg)),
                      statement);
}

int photos_remove(struct roll *roll, int64_t member)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[PHOTOS_REMOVE];

    return people_run(BIND(statement, NUMBER(member)), statement);
}

int photos_find(struct roll *roll, int64_t member)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[PHOTOS_FIND];

    return people_row(BIND(statement, NUMBER(member)), statement);
}

int photos_get(struct roll *roll, int64_t member, struct buf *out)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[PHOTOS_GET];
    int r = people_row(BIND(statement, NUMBER(member)), statement);

    if (r != 0) {
        return r;
    }
    buf_put_span(out, statement_span(statement, 0));
    return FOLD(buf_status(out));
}
