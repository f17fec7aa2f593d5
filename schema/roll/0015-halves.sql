-- SPDX-License-Identifier: AGPL-3.0-or-later

-- Documents that one of two has signed and another has not yet: of two officers, where
-- the definition asks for two hands, or of issuer and officer. They wait here, so that a
-- signature given is not lost with the process; a row goes when its document is in the
-- record, or can be no more. A signer of zeros: an officer prepared it in the console,
-- and nobody has signed it yet.
CREATE TABLE half (
    id INTEGER PRIMARY KEY,
    type INTEGER NOT NULL CHECK (type BETWEEN 1 AND 15),
    document BLOB NOT NULL CHECK (length(document) BETWEEN 1 AND 65535),
    signer BLOB NOT NULL CHECK (length(signer) = 32),
    signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT;
