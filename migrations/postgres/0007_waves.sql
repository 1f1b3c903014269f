-- Published counts of earlier waves, as JSON (survey::wave), to compare with. They belong to a question set: all of its
-- surveys are compared with them.
CREATE TABLE earlier_wave (
    question_set TEXT NOT NULL,
    name         TEXT NOT NULL,
    content      TEXT NOT NULL,
    -- Milliseconds since 1970.
    imported_at  BIGINT NOT NULL,
    imported_by  TEXT NOT NULL,
    PRIMARY KEY (question_set, name)
);
