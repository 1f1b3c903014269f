-- Open answers, as analysts work with them. What was written stays in the ledger alone: a row here is known by a keyed hash
-- of its response and its field, so that two answers of one response have nothing in common that is shown.
CREATE TABLE open_answer_key (
    survey TEXT PRIMARY KEY REFERENCES survey (code),
    key    BLOB NOT NULL
);

-- A row is an answer that may be read: rows come in groups, in the order of their ids. No time: only colleagues' work is here.
CREATE TABLE open_answer (
    id         TEXT PRIMARY KEY,
    survey     TEXT NOT NULL REFERENCES survey (code),
    -- The question, or the question with _other behind it.
    field      TEXT NOT NULL,
    -- waiting, proposed, as_is, redacted, withheld.
    state      TEXT NOT NULL,
    -- What is published in its place, or proposed for it.
    redacted   TEXT,
    decided_by TEXT,
    -- Whether the report quotes it.
    quoted     BIGINT NOT NULL,
    -- Grows with each decision: who decides says which one was seen.
    revision   BIGINT NOT NULL
) WITHOUT ROWID;

CREATE INDEX open_answer_of_survey ON open_answer (survey, field, id);

-- The code book belongs to a question set, so that it goes on from wave to wave.
CREATE TABLE theme (
    question_set TEXT NOT NULL,
    code         TEXT NOT NULL,
    -- The name in each language that has one, as JSON.
    names        TEXT NOT NULL,
    definition   TEXT NOT NULL,
    -- No longer offered; what it was given to keeps it.
    retired      BIGINT NOT NULL,
    PRIMARY KEY (question_set, code)
);

-- What one analyst gave to one answer, perhaps nothing: a JSON list of codes. Nobody writes another's.
CREATE TABLE coding (
    answer  TEXT NOT NULL REFERENCES open_answer (id),
    analyst TEXT NOT NULL,
    themes  TEXT NOT NULL,
    PRIMARY KEY (answer, analyst)
);

CREATE TABLE answer_translation (
    answer   TEXT NOT NULL REFERENCES open_answer (id),
    who      TEXT NOT NULL,
    language TEXT NOT NULL,
    text     TEXT NOT NULL,
    PRIMARY KEY (answer, who, language)
);

-- Figures of other organisations, as JSON (survey::benchmark): values in the order of their size, and no names.
CREATE TABLE benchmark_file (
    question_set TEXT NOT NULL,
    name         TEXT NOT NULL,
    content      TEXT NOT NULL,
    -- Milliseconds since 1970.
    imported_at  BIGINT NOT NULL,
    imported_by  TEXT NOT NULL,
    PRIMARY KEY (question_set, name)
);
