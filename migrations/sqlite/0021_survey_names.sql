-- What a survey is called, where that is not the title of its questionnaire: a JSON object of a name for each language.
ALTER TABLE survey ADD COLUMN names TEXT NOT NULL DEFAULT '{}';
