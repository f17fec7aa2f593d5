-- SPDX-License-Identifier: AGPL-3.0-or-later

-- Forms that came on paper: who keyed one, and when. `submitted` of its form is when the
-- paper was received, which is what decides whether it was in time (rule 14).
CREATE TABLE paper (
    form INTEGER PRIMARY KEY REFERENCES form (id),
    keyed INTEGER NOT NULL,
    officer BLOB NOT NULL CHECK (length(officer) = 32)
) STRICT;

-- Members who asked for a form to be posted to them (rule 9), until somebody has done it.
CREATE TABLE wanted (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    member INTEGER NOT NULL REFERENCES member (id),
    asked INTEGER NOT NULL,
    sent INTEGER,
    officer BLOB CHECK (officer IS NULL OR length(officer) = 32),
    CHECK ((sent IS NULL) = (officer IS NULL))
) STRICT;

CREATE UNIQUE INDEX wanted_open ON wanted (member) WHERE sent IS NULL;

-- A candidate's death before the statement, with what proved it (rule 14.1(c)).
CREATE TABLE death (
    form INTEGER PRIMARY KEY REFERENCES form (id),
    proof TEXT NOT NULL CHECK (length(proof) > 0)
) STRICT;

-- What became of a form: 6 is added, the candidate died.
CREATE TABLE verdict_with_deaths (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    form INTEGER NOT NULL REFERENCES form (id),
    state INTEGER NOT NULL CHECK (state BETWEEN 2 AND 6),
    ground INTEGER NOT NULL CHECK (ground BETWEEN 0 AND 5),
    decided INTEGER NOT NULL,
    officer BLOB NOT NULL CHECK (length(officer) = 32),
    CHECK ((state = 3) = (ground > 0))
) STRICT;
INSERT INTO verdict_with_deaths SELECT id, form, state, ground, decided, officer FROM verdict;
DROP TABLE verdict;
ALTER TABLE verdict_with_deaths RENAME TO verdict;
CREATE INDEX verdict_by_form ON verdict (form, id);
