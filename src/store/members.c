// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/members.h"

#include "base/fault.h"

#include "members_row.h"
#include "people.h"

int members_row(sqlite3_stmt *statement, struct member *out)
{
    struct member member = {
        .id = statement_number(statement, 0),
        .cid = (uint16_t)statement_number(statement, 10),
        .way = (enum member_way)statement_number(statement, 12),
        .hears = (enum member_hears)statement_number(statement, 13),
        .is_member = statement_number(statement, 14) != 0,
        .has_died = statement_number(statement, 15) != 0,
    };
    const struct {
        int column;
        char *out;
        size_t size;
    } texts[] = {
        {1, member.number, sizeof(member.number)},
        {2, member.forenames, sizeof(member.forenames)},
        {3, member.surname, sizeof(member.surname)},
        {4, member.email, sizeof(member.email)},
        {5, member.address[0], sizeof(member.address[0])},
        {6, member.address[1], sizeof(member.address[1])},
        {7, member.address[2], sizeof(member.address[2])},
        {8, member.town, sizeof(member.town)},
        {9, member.postcode, sizeof(member.postcode)},
        {11, member.joined, sizeof(member.joined)},
    };
    size_t i;

    for (i = 0; i < ARRAY_SIZE(texts); i++) {
        int r = statement_text(statement, texts[i].column, texts[i].out, texts[i].size);

        if (r != 0) {
            return FOLD(r);
        }
    }
    *out = member;
    return 0;
}

bool members_is_by_email(const struct member *member)
{
    return member->email[0] != '\0' && member->way != WAY_POST;
}

/* What a list says of a member besides the number, in the statements' order. */
#define LISTED(member)                                                                 \
    TEXT((member)->forenames), TEXT((member)->surname), TEXT((member)->email),         \
        TEXT((member)->address[0]), TEXT((member)->address[1]),                        \
        TEXT((member)->address[2]), TEXT((member)->town), TEXT((member)->postcode),    \
        NUMBER((member)->cid), TEXT((member)->joined)

int members_add(struct roll *roll, const struct member *member)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[MEMBERS_ADD];

    return people_run(BIND(statement, TEXT(member->number), LISTED(member)), statement);
}

int members_change(struct roll *roll, const struct member *member)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[MEMBERS_CHANGE];

    return people_row(BIND(statement, NUMBER(member->id), LISTED(member)), statement);
}

int members_find(struct roll *roll, const char *number, struct member *out)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[MEMBERS_FIND];
    int r = people_row(BIND(statement, TEXT(number)), statement);

    return r != 0 ? r : members_row(statement, out);
}

int members_get(struct roll *roll, int64_t id, struct member *out)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[MEMBERS_GET];
    int r = people_row(BIND(statement, NUMBER(id)), statement);

    return r != 0 ? r : members_row(statement, out);
}

int members_count(struct roll *roll, uint16_t cid, uint64_t *out)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[MEMBERS_COUNT];
    int r = people_row(BIND(statement, NUMBER(cid)), statement);

    if (r != 0) {
        return FOLD(r);
    }
    *out = (uint64_t)statement_number(statement, 0);
    return 0;
}

int members_rows(int r, sqlite3_stmt *statement, members_visit visit, void *context)
{
    struct member member;
    int more = 0;

    r = people_next(r, statement, &more);
    while (r == 0 && more) {
        r = members_row(statement, &member);
        if (r == 0) {
            r = visit(context, &member);
        }
        if (r != 0) {
            return r;
        }
        r = people_next(0, statement, &more);
    }
    return r;
}

int members_each(struct roll *roll, uint16_t cid, members_visit visit, void *context)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[MEMBERS_EACH];

    return members_rows(BIND(statement, NUMBER(cid)), statement, visit, context);
}

int members_list(struct roll *roll, int64_t id)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[MEMBERS_LIST];

    return people_run(BIND(statement, NUMBER(id)), statement);
}

int members_unlisted(struct roll *roll,
                     uint16_t cid,
                     members_visit visit,
                     void *context)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[MEMBERS_UNLISTED];

    return members_rows(BIND(statement, NUMBER(cid)), statement, visit, context);
}

int members_forget_list(struct roll *roll)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[MEMBERS_FORGET_LIST];

    return people_run(0, statement);
}

int members_twins(struct roll *roll,
                  enum members_share share,
                  members_twins_visit visit,
                  void *context)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement =
        roll->statements[share == MEMBERS_SHARE_EMAIL ? MEMBERS_SAME_EMAIL
                                                      : MEMBERS_SAME_ADDRESS];
    char one[MEMBER_NUMBER_SIZE];
    char other[MEMBER_NUMBER_SIZE];
    int more = 0;
    int r = people_next(0, statement, &more);

    while (r == 0 && more) {
        r = FOLD(statement_text(statement, 0, one, sizeof(one)));
        if (r == 0) {
            r = FOLD(statement_text(statement, 1, other, sizeof(other)));
        }
        if (r == 0) {
            r = visit(context, one, other);
        }
        if (r == 0) {
            r = people_next(0, statement, &more);
        }
    }
    return r;
}
