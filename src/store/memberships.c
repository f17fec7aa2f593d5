// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/memberships.h"

#include "base/fault.h"

#include "members_row.h"
#include "people.h"

int memberships_begin(struct roll *roll, const struct member *member, int64_t now)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[MEMBERSHIPS_BEGIN];

    return people_run(BIND(statement,
                           NUMBER(member->id),
                           NUMBER(member->cid),
                           TEXT(member->joined),
                           NUMBER(now)),
                      statement);
}

int memberships_end(struct roll *roll,
                    int64_t member,
                    int64_t now,
                    enum membership_end why)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[MEMBERSHIPS_END];

    return people_row(BIND(statement, NUMBER(member), NUMBER(now), NUMBER(why)),
                      statement);
}

int memberships_last(struct roll *roll, int64_t member, struct membership *out)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[MEMBERSHIPS_LAST];
    struct membership found;
    int r = people_row(BIND(statement, NUMBER(member)), statement);

    if (r != 0) {
        return r;
    }
    found.cid = (uint16_t)statement_number(statement, 0);
    found.since = statement_number(statement, 2);
    found.until = statement_number(statement, 3);
    found.ended = (enum membership_end)statement_number(statement, 4);
    r = FOLD(statement_text(statement, 1, found.joined, sizeof(found.joined)));
    if (r == 0) {
        *out = found;
    }
    return r;
}

/* Members with the constituency and day that count. */
struct voting {
    sqlite3_stmt *statement;
    members_visit visit;
    void *context;
};

static int visit_voter(void *context, const struct member *member)
{
    const struct voting *voting = context;
    struct member voter = *member;
    int r;

    voter.cid = (uint16_t)statement_number(voting->statement, MEMBER_ROW_COLUMNS);
    r = FOLD(statement_text(
        voting->statement, MEMBER_ROW_COLUMNS + 1, voter.joined, sizeof(voter.joined)));
    return r == 0 ? voting->visit(voting->context, &voter) : r;
}

static int bind(sqlite3_stmt *statement, const struct franchise *as_of, int64_t which)
{
    return BIND(statement,
                NUMBER(as_of->close),
                TEXT(as_of->day),
                NUMBER(as_of->drawn),
                NUMBER(as_of->now),
                NUMBER(which));
}

int memberships_voters(struct roll *roll,
                       const struct franchise *franchise,
                       uint16_t cid,
                       members_visit visit,
                       void *context)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[MEMBERSHIPS_VOTERS];
    struct voting voting = {statement, visit, context};

    return members_rows(
        bind(statement, franchise, cid), statement, visit_voter, &voting);
}

int memberships_voter(struct roll *roll,
                      const struct franchise *franchise,
                      int64_t member,
                      uint16_t *out)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[MEMBERSHIPS_VOTER];
    int r = people_row(bind(statement, franchise, member), statement);

    if (r == 0) {
        *out = (uint16_t)statement_number(statement, 0);
    }
    return r;
}
