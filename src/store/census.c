// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/census.h"

#include "base/fault.h"

#include "people.h"

static int clear(struct roll *roll, enum people_statement which)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[which];

    return people_run(0, statement);
}

int census_clear_traits(struct roll *roll)
{
    return clear(roll, CENSUS_CLEAR_TRAITS);
}

int census_clear_population(struct roll *roll)
{
    return clear(roll, CENSUS_CLEAR_POPULATION);
}

int census_clear_past(struct roll *roll)
{
    return clear(roll, CENSUS_CLEAR_PAST);
}

int census_add_trait(struct roll *roll, const struct trait *trait)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[CENSUS_ADD_TRAIT];

    return people_run(BIND(statement,
                           NUMBER(trait->member),
                           TEXT(trait->of[CENSUS_AGE_BAND]),
                           TEXT(trait->of[CENSUS_SEX]),
                           TEXT(trait->of[CENSUS_ETHNICITY]),
                           TEXT(trait->of[CENSUS_AREA])),
                      statement);
}

int census_add_population(struct roll *roll, const struct population *one)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[CENSUS_ADD_POPULATION];

    return people_run(
        BIND(statement, NUMBER(one->field), TEXT(one->category), NUMBER(one->people)),
        statement);
}

int census_add_past(struct roll *roll, const struct past_poll *poll)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[CENSUS_ADD_PAST];

    return people_run(BIND(statement,
                           TEXT(poll->held),
                           TEXT(poll->constituency),
                           NUMBER(poll->seats),
                           NUMBER(poll->candidates),
                           NUMBER(poll->electorate),
                           NUMBER(poll->votes)),
                      statement);
}

/* Rows of a category and a count. */
static int
visit_counts(int r, sqlite3_stmt *statement, census_visit visit, void *context)
{
    char category[CENSUS_CATEGORY_SIZE];
    int more = 0;

    r = people_next(r, statement, &more);
    while (r == 0 && more) {
        r = FOLD(statement_text(statement, 0, category, sizeof(category)));
        if (r == 0) {
            r = visit(context, category, (uint64_t)statement_number(statement, 1));
        }
        if (r == 0) {
            r = people_next(0, statement, &more);
        }
    }
    return r;
}

int census_members(struct roll *roll,
                   enum census_field field,
                   census_visit visit,
                   void *context)
{
    static const enum people_statement statements[CENSUS_FIELDS] = {
        [CENSUS_AGE_BAND] = CENSUS_COUNT_AGE_BAND,
        [CENSUS_SEX] = CENSUS_COUNT_SEX,
        [CENSUS_ETHNICITY] = CENSUS_COUNT_ETHNICITY,
        [CENSUS_AREA] = CENSUS_COUNT_AREA,
    };
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[statements[field]];

    return visit_counts(0, statement, visit, context);
}

int census_people(struct roll *roll,
                  enum census_field field,
                  census_visit visit,
                  void *context)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[CENSUS_PEOPLE];

    return visit_counts(BIND(statement, NUMBER(field)), statement, visit, context);
}

static int read_poll(sqlite3_stmt *statement, struct past_poll *out)
{
    struct past_poll poll = {
        .seats = (uint64_t)statement_number(statement, 2),
        .candidates = (uint64_t)statement_number(statement, 3),
        .electorate = (uint64_t)statement_number(statement, 4),
        .votes = (uint64_t)statement_number(statement, 5),
    };
    int r = statement_text(statement, 0, poll.held, sizeof(poll.held));

    if (r == 0) {
        r = statement_text(statement, 1, poll.constituency, sizeof(poll.constituency));
    }
    if (r == 0) {
        *out = poll;
    }
    return FOLD(r);
}

int census_past(struct roll *roll, census_poll_visit visit, void *context)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[CENSUS_PAST];
    struct past_poll poll;
    int more = 0;
    int r = people_next(0, statement, &more);

    while (r == 0 && more) {
        r = read_poll(statement, &poll);
        if (r == 0) {
            r = visit(context, &poll);
        }
        if (r == 0) {
            r = people_next(0, statement, &more);
        }
    }
    return r;
}
