-- The first day on which a survey stands still that was suspended in an emergency; NULL if it goes on. While it stands still
-- nothing is taken and it doesn't end.
ALTER TABLE survey ADD COLUMN suspended_on TEXT;
-- The days on which surveys stood still, for their reports; each of a survey's days once.
CREATE TABLE survey_suspension (
    survey   TEXT NOT NULL REFERENCES survey (code),
    from_day TEXT NOT NULL,
    to_day   TEXT NOT NULL,
    PRIMARY KEY (survey, from_day)
);
