-- SPDX-License-Identifier: AGPL-3.0-or-later

-- Members who have died, as an officer was told: nothing is sent to them from then on,
-- no voting code either. Who may vote is not changed by it once nominations have closed
-- (rule 27.1): their number is dealt and stays unspent. was_member: the membership ended
-- by this, and lasts again if it was a mistake.
CREATE TABLE deceased (
    member INTEGER PRIMARY KEY REFERENCES member (id),
    at INTEGER NOT NULL,
    officer BLOB NOT NULL CHECK (length(officer) = 32),
    was_member INTEGER NOT NULL CHECK (was_member IN (0, 1))
) STRICT;
