-- Results of surveys that have ended, worked out once: what may be shown, no more. Whoever reads them works them out again where
-- the basis is another: another program, threshold, version or number of responses.
CREATE TABLE kept_results (
    survey  TEXT PRIMARY KEY REFERENCES survey (code),
    basis   TEXT NOT NULL,
    -- JSON, compressed.
    content BLOB NOT NULL
);

-- What was written in answers that an admin publishes as they are, so that a report need not go through all responses for them.
-- It goes when another decision is made.
ALTER TABLE open_answer ADD COLUMN written TEXT;
