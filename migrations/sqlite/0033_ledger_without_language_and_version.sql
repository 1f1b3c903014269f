-- The ledger without the language and the version of a response: with corrections of words during the survey, both told who
-- was who. What a receipt needs of the version is within its sealed secret, so the server, which has the key, takes the rows
-- over at its next start, and drops what is left of the earlier table.
DROP INDEX response_of_survey;
ALTER TABLE response RENAME TO response_before;

CREATE TABLE response (
    -- Random, and drawn when the response is moved here: what the client or the inbox knew it by is another.
    id      BLOB PRIMARY KEY,
    survey  TEXT NOT NULL,
    answers TEXT NOT NULL,
    -- What its receipt is made of, and the version that was filled, sealed with a key that is not in the database; always of one
    -- length. NULL in what was never sent from a device.
    receipt BLOB
) WITHOUT ROWID;
-- For reading all responses of a survey, in the order of their random keys.
CREATE INDEX response_of_survey ON response (survey, id);
