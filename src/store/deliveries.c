// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/deliveries.h"

#include "base/fault.h"

#include "people.h"

int deliveries_add(struct roll *roll,
                   const struct delivery *delivery,
                   const struct digest *mark,
                   int64_t *out)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[DELIVERIES_ADD];
    int r = people_row(BIND(statement,
                            NUMBER(delivery->member),
                            NUMBER(delivery->way),
                            TEXT(delivery->day),
                            BLOB(SPAN(*mark))),
                       statement);

    if (r != 0) {
        return r;
    }
    *out = statement_number(statement, 0);
    return 0;
}

int deliveries_move(struct roll *roll, int64_t id, enum delivery_state state)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[DELIVERIES_MOVE];

    return people_row(BIND(statement, NUMBER(id), NUMBER(state)), statement);
}

int deliveries_hand(struct roll *roll,
                    const struct digest *mark,
                    enum delivery_way way,
                    enum delivery_state state)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[DELIVERIES_HAND];

    return people_run(BIND(statement, BLOB(SPAN(*mark)), NUMBER(way), NUMBER(state)),
                      statement);
}

int deliveries_fail_open(struct roll *roll)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[DELIVERIES_FAIL_OPEN];

    return people_run(0, statement);
}

int deliveries_undo(struct roll *roll, const struct digest *mark)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[DELIVERIES_UNDO];

    return people_run(BIND(statement, BLOB(SPAN(*mark))), statement);
}

int deliveries_count(struct roll *roll,
                     enum delivery_way way,
                     enum delivery_state state,
                     uint64_t *out)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[DELIVERIES_COUNT];
    int r = people_row(BIND(statement, NUMBER(way), NUMBER(state)), statement);

    if (r != 0) {
        return FOLD(r);
    }
    *out = (uint64_t)statement_number(statement, 0);
    return 0;
}

int deliveries_has_failed(struct roll *roll, int64_t member, bool *out)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[DELIVERIES_HAS_FAILED];
    int r = people_row(BIND(statement, NUMBER(member)), statement);

    if (r < 0) {
        return r;
    }
    *out = r == 0 && statement_number(statement, 0) != 0;
    return 0;
}

static int read_delivery(sqlite3_stmt *statement, struct delivery *out)
{
    out->id = statement_number(statement, 0);
    out->member = statement_number(statement, 1);
    out->way = (enum delivery_way)statement_number(statement, 2);
    out->state = (enum delivery_state)statement_number(statement, 3);
    return statement_text(statement, 4, out->day, sizeof(out->day));
}

int deliveries_failed(struct roll *roll, deliveries_visit visit, void *context)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[DELIVERIES_FAILED];
    struct delivery delivery = {0};
    int more = 0;
    int r = people_next(0, statement, &more);

    while (r == 0 && more) {
        r = read_delivery(statement, &delivery);
        if (r == 0) {
            r = visit(context, &delivery);
        }
        if (r != 0) {
            return r;
        }
        r = people_next(0, statement, &more);
    }
    return r;
}
