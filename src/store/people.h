/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The statements of roll.db, shared by the modules of the roll. Inside store/ only. */
#ifndef STORE_PEOPLE_H
#define STORE_PEOPLE_H

#include "statement.h"
#include "store/roll.h"

enum people_statement {
    MEMBERS_ADD,
    MEMBERS_FIND,
    MEMBERS_GET,
    MEMBERS_CHANGE,
    MEMBERS_COUNT,
    MEMBERS_EACH,
    MEMBERS_LIST,
    MEMBERS_UNLISTED,
    MEMBERS_FORGET_LIST,
    MEMBERS_SAME_EMAIL,
    MEMBERS_SAME_ADDRESS,
    MEMBERSHIPS_BEGIN,
    MEMBERSHIPS_END,
    MEMBERSHIPS_LAST,
    MEMBERSHIPS_VOTERS,
    MEMBERSHIPS_VOTER,
    PREFERENCES_KEEP,
    DECEASED_ADD,
    DECEASED_REVIVE,
    DECEASED_REMOVE,
    CENSUS_CLEAR_TRAITS,
    CENSUS_CLEAR_POPULATION,
    CENSUS_CLEAR_PAST,
    CENSUS_ADD_TRAIT,
    CENSUS_ADD_POPULATION,
    CENSUS_ADD_PAST,
    CENSUS_COUNT_AGE_BAND,
    CENSUS_COUNT_SEX,
    CENSUS_COUNT_ETHNICITY,
    CENSUS_COUNT_AREA,
    CENSUS_PEOPLE,
    CENSUS_PAST,
    SIGNINS_ADD,
    SIGNINS_FORGET,
    SIGNINS_PENDING,
    SIGNINS_PEEK,
    SIGNINS_SPEND,
    FORMS_KEEP_DRAFT,
    FORMS_DRAFT,
    FORMS_SUBMIT,
    FORMS_NOMINATION,
    FORMS_STATE,
    FORMS_IS_LATEST,
    FORMS_EACH,
    VERDICTS_ADD,
    VERDICTS_WITHDRAW,
    VERDICTS_WITHDRAWAL,
    VERDICTS_DEATH,
    VERDICTS_PROOF,
    FILED_ADD,
    FILED_MARK,
    FILED_FIND,
    WANTED_ADD,
    WANTED_FIND,
    WANTED_SEND,
    WANTED_EACH,
    PHOTOS_KEEP,
    PHOTOS_REMOVE,
    PHOTOS_FIND,
    PHOTOS_GET,
    REFERENCES_ADD,
    REFERENCES_FIND,
    REFERENCES_EACH,
    REFERENCES_MARKS,
    REFERENCES_UNDO,
    REFERENCES_COUNT,
    DELIVERIES_ADD,
    DELIVERIES_MOVE,
    DELIVERIES_HAND,
    DELIVERIES_FAIL_OPEN,
    DELIVERIES_UNDO,
    DELIVERIES_COUNT,
    DELIVERIES_HAS_FAILED,
    DELIVERIES_FAILED,
    ACTS_ADD,
    ACTS_LAST,
    ACTS_FIND,
    OATHS_ADD,
    OATHS_FIND,
    OATHS_IS_MEMBER,
    REISSUES_ADD,
    REISSUES_UNDO,
    REISSUES_EACH,
    REJECTIONS_ADD,
    REJECTIONS_CLEAR,
    REJECTIONS_SUM,
    ARRIVALS_ADD,
    ARRIVALS_EACH,
    HALVES_ADD,
    HALVES_REMOVE,
    HALVES_EACH,
    PEOPLE_STATEMENTS,
};

struct roll {
    struct db *db;
    sqlite3_stmt *statements[PEOPLE_STATEMENTS];
};

/* Steps a bound statement that gives no rows; `r` is what binding gave. */
MUST_USE int people_run(int r, sqlite3_stmt *statement);

/* Steps to the row of a bound statement: 0, or ROLL_UNKNOWN without one. */
MUST_USE int people_row(int r, sqlite3_stmt *statement);

/* Steps to the next row: 0 and *more, or a fault. */
MUST_USE int people_next(int r, sqlite3_stmt *statement, int *more);

#endif
