-- SPDX-License-Identifier: AGPL-3.0-or-later

-- The photographs of candidates (rule 64), made anew by the daemon: JPEG of one size,
-- nothing else. One a member; it is shown beside the nomination and goes with it.
CREATE TABLE photo (
    member INTEGER PRIMARY KEY REFERENCES member (id),
    kept INTEGER NOT NULL,
    jpeg BLOB NOT NULL CHECK (length(jpeg) BETWEEN 1 AND 262144)
) STRICT;
