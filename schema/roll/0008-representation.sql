-- SPDX-License-Identifier: AGPL-3.0-or-later

-- What the trust says of its members beyond the roll, so that it can see whom its
-- membership lacks. Kept apart, because it is of a special kind and no act of the
-- election reads it; told only as counts, and none below ten (core/suppress).
CREATE TABLE trait (
    member INTEGER PRIMARY KEY REFERENCES member (id),
    age_band TEXT NOT NULL,
    sex TEXT NOT NULL,
    ethnicity TEXT NOT NULL,
    area TEXT NOT NULL
) STRICT;

-- How many people there are, by the same categories: public figures.
-- field: 1 age_band, 2 sex, 3 ethnicity, 4 area.
CREATE TABLE population (
    field INTEGER NOT NULL CHECK (field BETWEEN 1 AND 4),
    category TEXT NOT NULL CHECK (length(category) > 0),
    people INTEGER NOT NULL CHECK (people >= 0),
    PRIMARY KEY (field, category)
) STRICT, WITHOUT ROWID;

-- Earlier elections, a row a constituency: how often seats were contested. Electorate
-- and votes are 0 where there was no poll.
CREATE TABLE past (
    held TEXT NOT NULL CHECK (held GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    constituency TEXT NOT NULL CHECK (length(constituency) > 0),
    seats INTEGER NOT NULL CHECK (seats > 0),
    candidates INTEGER NOT NULL CHECK (candidates >= 0),
    electorate INTEGER NOT NULL CHECK (electorate >= 0),
    votes INTEGER NOT NULL CHECK (votes BETWEEN 0 AND electorate),
    PRIMARY KEY (held, constituency)
) STRICT, WITHOUT ROWID;
