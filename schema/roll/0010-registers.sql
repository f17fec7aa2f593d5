-- SPDX-License-Identifier: AGPL-3.0-or-later

-- The registers of lost (1), spoilt (2), tendered (3) and omitted (4) voting information:
-- who, when, by which officer, and what that officer was satisfied of (bits: identity,
-- nothing received, no declaration returned, has not voted, eligible). The old and the
-- new number are in `reference`, sealed; `mark` is as there, and what has no entry in the
-- record is undone with it.
CREATE TABLE reissue (
    id INTEGER PRIMARY KEY,
    member INTEGER NOT NULL REFERENCES member (id),
    register INTEGER NOT NULL CHECK (register BETWEEN 1 AND 4),
    gates INTEGER NOT NULL CHECK (gates BETWEEN 0 AND 31),
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    officer BLOB NOT NULL CHECK (length(officer) = 32),
    mark BLOB NOT NULL CHECK (length(mark) = 32)
) STRICT;

CREATE INDEX reissue_by_register ON reissue (register, id);
CREATE INDEX reissue_by_mark ON reissue (mark);
