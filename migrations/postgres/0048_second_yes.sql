-- What one admin asked for and another one has to say yes to. A row goes when it is decided; the log keeps what became of it.
CREATE TABLE proposal (
    id         BYTEA PRIMARY KEY,
    survey     TEXT NOT NULL REFERENCES survey (code),
    -- "open", "version" or "close_early".
    kind       TEXT NOT NULL,
    -- The deed, as JSON.
    deed       TEXT NOT NULL,
    -- What the deed depends on, as it was when it was asked for: it is done to that alone.
    seen       TEXT NOT NULL,
    -- E-mail address and name.
    asked_by   TEXT NOT NULL,
    asked_name TEXT NOT NULL,
    -- Milliseconds since 1970.
    asked_at   BIGINT NOT NULL,
    -- When every admin had been told; NULL until then.
    told_at    BIGINT
);
-- Asking again replaces what was asked before.
CREATE UNIQUE INDEX proposal_kind ON proposal (survey, kind);

-- What was done to a survey without a second person, for its report.
CREATE TABLE survey_alone (
    survey TEXT NOT NULL REFERENCES survey (code),
    kind   TEXT NOT NULL,
    PRIMARY KEY (survey, kind)
);
