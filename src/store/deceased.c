// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/deceased.h"

#include "base/fault.h"
#include "store/memberships.h"

#include "people.h"

int deceased_add(struct roll *roll,
                 const struct member *member,
                 const struct deceased *deceased)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[DECEASED_ADD];
    int r = people_run(BIND(statement,
                            NUMBER(member->id),
                            NUMBER(deceased->now),
                            BLOB(SPAN(deceased->officer)),
                            NUMBER(member->is_member)),
                       statement);

    if (r != 0 || !member->is_member) {
        return r;
    }
    return memberships_end(roll, member->id, deceased->now, MEMBERSHIP_UNLISTED);
}

static int revive(struct roll *roll, int64_t member)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[DECEASED_REVIVE];

    return people_run(BIND(statement, NUMBER(member)), statement);
}

int deceased_remove(struct roll *roll, int64_t member)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[DECEASED_REMOVE];
    int r = revive(roll, member);

    return r == 0 ? people_row(BIND(statement, NUMBER(member)), statement) : r;
}
