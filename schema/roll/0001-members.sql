-- SPDX-License-Identifier: AGPL-3.0-or-later

-- The members as the trust's list gives them: who may nominate, be sent a token, and
-- call for a replacement. It exists because the rules give rights to members; it holds
-- nothing about voting. `joined` decides, with the timetable, whether a member may vote.
CREATE TABLE member (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 32),
    forenames TEXT NOT NULL,
    surname TEXT NOT NULL CHECK (length(surname) > 0),
    email TEXT NOT NULL,
    address_1 TEXT NOT NULL,
    address_2 TEXT NOT NULL,
    address_3 TEXT NOT NULL,
    town TEXT NOT NULL,
    postcode TEXT NOT NULL,
    cid INTEGER NOT NULL CHECK (cid BETWEEN 1 AND 64),
    joined TEXT NOT NULL CHECK (joined GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;

-- The roll of a constituency is drawn by this: members of it who joined in time.
CREATE INDEX member_by_constituency ON member (cid, id);

-- One-time links by which a member signs in. Only the hash of a link's code is kept, so
-- that a copy of this file opens no session; rows go when spent or expired.
CREATE TABLE signin (
    code BLOB NOT NULL PRIMARY KEY CHECK (length(code) = 32),
    member INTEGER NOT NULL REFERENCES member (id),
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
