-- What waits is sealed with a key of the day, of a chain that leads on and never back. Its row is known by a random key, drawn
-- anew whenever it is sealed anew. Rows of an earlier version keep what they were bound to as their key and have no day, until
-- the server seals them anew at its next start.
ALTER TABLE response_inbox RENAME COLUMN id_mac TO key;
ALTER TABLE response_inbox RENAME COLUMN key_id TO chain;
ALTER TABLE response_inbox ADD COLUMN day TEXT NOT NULL DEFAULT '';

-- The SHA-256 of the response that spent the nonce: by it alone a response that is sent again is known. NULL where an earlier
-- version stored the response; the hashes of those are rows of their own, with the hash in the place of a nonce, since
-- nothing of such a row in the ledger may lead to a nonce.
ALTER TABLE spent_nonce ADD COLUMN response BYTEA;
CREATE UNIQUE INDEX spent_nonce_of_response ON spent_nonce (survey, response);
