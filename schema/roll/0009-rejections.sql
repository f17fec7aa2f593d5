-- SPDX-License-Identifier: AGPL-3.0-or-later

-- Papers rejected under the headings of rules FPP44 and STV44, a batch a row as they
-- were keyed: counts alone, which the box needs even if the daemon starts again. A batch
-- is told once, however often its keyer's tool has to say it.
CREATE TABLE rejection (
    batch BLOB NOT NULL PRIMARY KEY CHECK (length(batch) = 16),
    cid INTEGER NOT NULL CHECK (cid BETWEEN 1 AND 64),
    features INTEGER NOT NULL CHECK (features >= 0),
    overvote INTEGER NOT NULL CHECK (overvote >= 0),
    identifies INTEGER NOT NULL CHECK (identifies >= 0),
    uncertain INTEGER NOT NULL CHECK (uncertain >= 0),
    at INTEGER NOT NULL,
    officer BLOB NOT NULL CHECK (length(officer) = 32)
) STRICT, WITHOUT ROWID;
