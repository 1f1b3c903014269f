-- A mark of having responded proves that some answer was stored. The key that signs marks is the survey's own, and not the one of
-- its credentials; NULL in surveys that were opened before, which go on without.
ALTER TABLE survey ADD COLUMN mark_key BLOB;

-- The SHA-256 of the blinded element that came with the response: a repeat with the same one is signed again, with another none.
-- It says nothing of the mark that is made of it.
ALTER TABLE spent_nonce ADD COLUMN mark BLOB;

-- Marks that were shown, apart from invitations and answers, in the order of their random nonces.
CREATE TABLE spent_mark (
    survey TEXT NOT NULL,
    nonce  BLOB NOT NULL,
    PRIMARY KEY (survey, nonce)
) WITHOUT ROWID;
