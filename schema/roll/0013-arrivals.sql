-- SPDX-License-Identifier: AGPL-3.0-or-later

-- What comes too late or comes back (rule 56): votes after the box was made (1), letters
-- that could not be delivered (2), applications for another voting code after the close
-- (3). Each is told by the member or by the number on its envelope, never by both, so
-- that no row says whose a number is. Nothing but the register and its packet is made of
-- them. The same told again on the same day is the same.
CREATE TABLE arrival (
    id INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 3),
    cid INTEGER NOT NULL CHECK (cid BETWEEN 1 AND 64),
    member INTEGER REFERENCES member (id),
    number INTEGER CHECK (number BETWEEN 1 AND 4294967295),
    channel INTEGER NOT NULL CHECK (channel IN (0, 2, 3, 4)),
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    officer BLOB NOT NULL CHECK (length(officer) = 32),
    CHECK ((member IS NULL) <> (number IS NULL)),
    CHECK ((kind = 1) = (channel > 0))
) STRICT;

CREATE UNIQUE INDEX arrival_once
    ON arrival (kind, cid, ifnull(member, 0), ifnull(number, 0), channel, day);
