-- SPDX-License-Identifier: AGPL-3.0-or-later

-- What a member was when: one row from when we learnt of it (`since`) until we learnt
-- otherwise. Who may vote is asked as of the day nominations closed (rule 27.1), so what
-- is edited later must not change it, and must still be told.
-- ended: 0 not yet, 1 not on the trust's list any more, 2 another constituency or day of
-- joining, 3 opted out: only somebody who joins again comes back from that.
CREATE TABLE membership (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    member INTEGER NOT NULL REFERENCES member (id),
    cid INTEGER NOT NULL CHECK (cid BETWEEN 1 AND 64),
    joined TEXT NOT NULL CHECK (joined GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    since INTEGER NOT NULL,
    until INTEGER,
    ended INTEGER NOT NULL DEFAULT 0 CHECK (ended BETWEEN 0 AND 3),
    CHECK ((until IS NULL) = (ended = 0))
) STRICT;

CREATE UNIQUE INDEX membership_now ON membership (member) WHERE until IS NULL;
CREATE INDEX membership_by_member ON membership (member, id);

INSERT INTO membership (member, cid, joined, since)
    SELECT id, cid, joined, 0 FROM member;

-- What a member has chosen: how the voting code comes (way: 1 email, 2 post) and how
-- much to hear from the trust (hears: 1 what the law requires, 2 elections, 3 all). It
-- is theirs and not the list's: no import changes it.
CREATE TABLE preference (
    member INTEGER PRIMARY KEY REFERENCES member (id),
    way INTEGER NOT NULL CHECK (way IN (1, 2)),
    hears INTEGER NOT NULL CHECK (hears BETWEEN 1 AND 3)
) STRICT;

-- Whom the list that is being imported has named: full only inside that transaction.
CREATE TABLE listed (
    member INTEGER PRIMARY KEY REFERENCES member (id)
) STRICT;
