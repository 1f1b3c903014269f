-- The draft of the next version of a question set: what is edited. A published version never changes.
CREATE TABLE question_set_draft (
    code       TEXT PRIMARY KEY,
    -- Grows by one with each change: who saves says which revision was seen, so nobody overwrites a colleague's change.
    revision   BIGINT NOT NULL,
    -- The published version that the draft began with; NULL for a new question set.
    based_on   BIGINT,
    content    TEXT NOT NULL
);

-- Every revision of a draft, the current one included: its history, to look at and to go back to. It goes with the draft.
CREATE TABLE question_set_revision (
    code     TEXT NOT NULL REFERENCES question_set_draft (code) ON DELETE CASCADE,
    revision BIGINT NOT NULL,
    content  TEXT NOT NULL,
    -- What was done: created, edited, moved, deleted, imported, translated, restored; and where, as a path of codes.
    what     TEXT NOT NULL,
    place    TEXT NOT NULL,
    who      TEXT NOT NULL,
    -- Milliseconds since 1970.
    at       BIGINT NOT NULL,
    PRIMARY KEY (code, revision)
);
