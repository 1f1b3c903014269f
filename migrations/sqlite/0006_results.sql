-- The fewest people that a survey's results stand for, where it is not the usual number.
CREATE TABLE survey_threshold (
    survey    TEXT PRIMARY KEY REFERENCES survey (code),
    threshold BIGINT NOT NULL
);

-- Of how many responses a survey's results were broken down first. Had it been opened again and more come, a second
-- breakdown would differ from the first by these few.
CREATE TABLE survey_broken_down (
    survey    TEXT PRIMARY KEY REFERENCES survey (code),
    responses BIGINT NOT NULL
);
