-- Links by which a published report is read without an account, until the end of a day.
CREATE TABLE report_link (
    id         BYTEA PRIMARY KEY,
    survey     TEXT NOT NULL,
    version    BIGINT NOT NULL,
    -- Of the token in its address, which was shown once.
    token_hash BYTEA NOT NULL UNIQUE,
    -- Whom it is for, as whoever made it says.
    name       TEXT NOT NULL,
    made_by    TEXT NOT NULL,
    -- Milliseconds since 1970.
    made_at    BIGINT NOT NULL,
    -- The last day, in the survey's calendar.
    ends_on    TEXT NOT NULL,
    -- Who ended it before that day, and when.
    ended_by   TEXT,
    ended_at   BIGINT,
    FOREIGN KEY (survey, version) REFERENCES report_version (survey, version)
);
CREATE INDEX report_link_of_survey ON report_link (survey, made_at);
