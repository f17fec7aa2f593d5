-- SPDX-License-Identifier: AGPL-3.0-or-later

-- What a candidate declares (rules 12 and 13), each statement ticked by itself: the bits
-- are those of store/forms. One tick for all of them told nobody what it stood for.
ALTER TABLE form ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 0
    CHECK (confirmed BETWEEN 0 AND 127);
UPDATE form SET confirmed = 127 WHERE is_eligible = 1;
ALTER TABLE form DROP COLUMN is_eligible;
