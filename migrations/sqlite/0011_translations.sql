-- From which words a translation was made, where these are others by now. A fact: it stays true whatever becomes of the draft, and
-- counts as long as the translation is still the one that is named here.
CREATE TABLE translation_made (
    code TEXT NOT NULL,
    -- The name of the text: questions.audience.label
    place TEXT NOT NULL,
    language TEXT NOT NULL,
    source TEXT NOT NULL,
    translation TEXT NOT NULL,
    PRIMARY KEY (code, place, language)
);
