-- SPDX-License-Identifier: AGPL-3.0-or-later

-- A withdrawal is written, signed by the candidate and attested by a witness (rule 17):
-- the two names as they were typed. Its verdict (state 5) stands beside it.
CREATE TABLE withdrawal (
    form INTEGER PRIMARY KEY REFERENCES form (id),
    signature TEXT NOT NULL CHECK (length(signature) > 0),
    witness TEXT NOT NULL CHECK (length(witness) > 0),
    signed INTEGER NOT NULL
) STRICT;
