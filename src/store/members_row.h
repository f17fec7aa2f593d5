/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Members read from rows whose columns are MEMBER_COLUMNS. Inside store/ only. */
#ifndef STORE_MEMBERS_ROW_H
#define STORE_MEMBERS_ROW_H

#include "statement.h"
#include "store/members.h"

enum {
    MEMBER_ROW_COLUMNS = 16,
};

MUST_USE int members_row(sqlite3_stmt *statement, struct member *out);

/* Visits every row; `r` is what binding gave. */
MUST_USE int
members_rows(int r, sqlite3_stmt *statement, members_visit visit, void *context);

#endif
