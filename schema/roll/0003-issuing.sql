-- SPDX-License-Identifier: AGPL-3.0-or-later

-- All that remains of issuing: which number a member was given, sealed to the officer,
-- so that a lost token can be replaced and nobody else links member and number. Rows
-- are written in the order of the roll's import, never of the numbers. `mark` is the
-- SHA-256 of the document that makes the row true; without its entry the row is undone.
CREATE TABLE reference (
    id INTEGER PRIMARY KEY,
    member INTEGER NOT NULL REFERENCES member (id),
    sealed BLOB NOT NULL,
    mark BLOB NOT NULL CHECK (length(mark) = 32)
) STRICT;

CREATE INDEX reference_by_member ON reference (member, id);
CREATE INDEX reference_by_mark ON reference (mark);

-- What became of each token sent out: the officer must be able to answer "I did not get
-- my email". To the day only, so that no time here meets a time in the record.
-- way: 1 email, 2 letter; state: 1 waiting, 2 handed over, 3 sent, 4 failed.
CREATE TABLE delivery (
    id INTEGER PRIMARY KEY,
    member INTEGER NOT NULL REFERENCES member (id),
    way INTEGER NOT NULL CHECK (way IN (1, 2)),
    state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 4),
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    mark BLOB NOT NULL CHECK (length(mark) = 32)
) STRICT;

CREATE INDEX delivery_by_member ON delivery (member, id);
CREATE INDEX delivery_by_state ON delivery (way, state);
CREATE INDEX delivery_by_mark ON delivery (mark);

-- Officers' acts in the console, in order, never changed: the returning officer answers
-- for what was done in his name.
CREATE TABLE act (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    officer BLOB NOT NULL CHECK (length(officer) = 32),
    kind INTEGER NOT NULL CHECK (kind > 0),
    subject TEXT NOT NULL CHECK (length(subject) <= 200)
) STRICT;
