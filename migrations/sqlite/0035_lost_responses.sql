-- Responses that nobody could open, given up two weeks after the end so that results can be shown: how many, for the report.
CREATE TABLE survey_lost (
    survey      TEXT PRIMARY KEY REFERENCES survey (code),
    responses   BIGINT NOT NULL,
    -- Milliseconds since 1970.
    declared_at BIGINT NOT NULL,
    declared_by TEXT NOT NULL
);
