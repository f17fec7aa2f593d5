-- SPDX-License-Identifier: AGPL-3.0-or-later

-- Nomination forms. One without `submitted` is its member's draft, seen by nobody else;
-- a submitted one is never changed (the forms go to the corporation, rule 15, and are
-- kept a year, rule 57): a correction is another row, and the last one counts.
CREATE TABLE form (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    member INTEGER NOT NULL REFERENCES member (id),
    submitted INTEGER,
    address TEXT NOT NULL,
    email TEXT NOT NULL,
    has_interests INTEGER NOT NULL CHECK (has_interests BETWEEN 0 AND 2),
    interests TEXT NOT NULL,
    has_party INTEGER NOT NULL CHECK (has_party BETWEEN 0 AND 2),
    party TEXT NOT NULL,
    is_eligible INTEGER NOT NULL CHECK (is_eligible IN (0, 1)),
    qualification TEXT NOT NULL,
    statement TEXT NOT NULL,
    signature TEXT NOT NULL,
    signed_on TEXT NOT NULL,
    -- What the signed statement commits to: SHA-256(salt ‖ file).
    salt BLOB CHECK (salt IS NULL OR length(salt) = 16),
    file TEXT,
    CHECK ((submitted IS NULL) = (salt IS NULL) AND (submitted IS NULL) = (file IS NULL))
) STRICT;

CREATE UNIQUE INDEX form_draft ON form (member) WHERE submitted IS NULL;
CREATE INDEX form_by_member ON form (member, id) WHERE submitted IS NOT NULL;

-- What became of a form (rule 14): a later row replaces an earlier one, none is changed,
-- because a decision must be endorsed on the form with its reason.
-- state: 2 accepted, 3 invalid (ground 1 to 5), 4 ineligible, 5 withdrawn by the member.
CREATE TABLE verdict (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    form INTEGER NOT NULL REFERENCES form (id),
    state INTEGER NOT NULL CHECK (state BETWEEN 2 AND 5),
    ground INTEGER NOT NULL CHECK (ground BETWEEN 0 AND 5),
    decided INTEGER NOT NULL,
    officer BLOB NOT NULL CHECK (length(officer) = 32),
    CHECK ((state = 3) = (ground > 0))
) STRICT;

CREATE INDEX verdict_by_form ON verdict (form, id);
