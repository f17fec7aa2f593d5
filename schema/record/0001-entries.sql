-- SPDX-License-Identifier: AGPL-3.0-or-later

-- The entries of the election record, byte for byte, in order: the log itself. The leaf
-- hash beside each lets the tree be rebuilt at start without hashing every entry.
CREATE TABLE entry (
    place INTEGER PRIMARY KEY CHECK (place >= 0),
    type INTEGER NOT NULL CHECK (type BETWEEN 1 AND 15),
    bytes BLOB NOT NULL CHECK (length(bytes) <= 65535),
    leaf BLOB NOT NULL CHECK (length(leaf) = 32)
) STRICT;

-- One ballot a number and a credential, for ever: the second cannot be committed,
-- whatever the program above believes. Also finds a voter's own ballot by credential.
CREATE TABLE ballot (
    credential BLOB NOT NULL PRIMARY KEY CHECK (length(credential) = 32),
    cid INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    place INTEGER NOT NULL REFERENCES entry (place),
    UNIQUE (cid, number)
) STRICT, WITHOUT ROWID;

-- Numbers that are spent, by whatever channel. A row goes when the vote that spent the
-- number is disqualified.
CREATE TABLE spent (
    cid INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    place INTEGER NOT NULL REFERENCES entry (place),
    PRIMARY KEY (cid, number)
) STRICT, WITHOUT ROWID;

-- Every alpha that was ever entered: a copied ballot cannot be committed.
CREATE TABLE alpha (
    alpha BLOB NOT NULL PRIMARY KEY CHECK (length(alpha) = 32),
    place INTEGER NOT NULL REFERENCES entry (place)
) STRICT, WITHOUT ROWID;

-- Every checkpoint signed, so that a receipt asked for again is the same one, and
-- `electiond check` can hold the tree against each.
CREATE TABLE checkpoint (
    size INTEGER PRIMARY KEY CHECK (size > 0),
    note TEXT NOT NULL
) STRICT;
