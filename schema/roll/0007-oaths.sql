-- SPDX-License-Identifier: AGPL-3.0-or-later

-- Rule 69: neither the returning officer nor whoever works for him may be a member,
-- director or employee of the trust, or be employed by or for a candidate. Each officer
-- declares so before the console opens, with the email address that is held against the
-- roll for as long as the officer acts. The last declaration of an officer counts.
CREATE TABLE oath (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    officer BLOB NOT NULL CHECK (length(officer) = 32),
    email TEXT NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    made INTEGER NOT NULL
) STRICT;

CREATE INDEX oath_by_officer ON oath (officer, id);

-- It is looked up at every page of the console.
CREATE INDEX member_by_email ON member (lower(email));
