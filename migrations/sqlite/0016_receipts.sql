-- What the receipt of a response is made of, sealed with a key that is not in the database: who has all of the database
-- can't tell to which response a receipt belongs. NULL where the response came from a device that makes no receipts.
ALTER TABLE response ADD COLUMN receipt BLOB;

-- The receipts of a survey's responses as they were published, each made anew from the ledger at that moment.
CREATE TABLE receipt_list (
    survey       TEXT PRIMARY KEY REFERENCES survey (code),
    -- Milliseconds since 1970.
    published_at BIGINT NOT NULL,
    -- How many responses were counted, those without a receipt included.
    responses    BIGINT NOT NULL,
    -- One a line, in alphabetical order, which tells nothing.
    receipts     TEXT NOT NULL
);
