-- What an invited survey lacked when it was opened ("invitations days grace"): then its results are never shown. Surveys that were
-- opened before this was kept are shown by the rules of then.
ALTER TABLE survey ADD COLUMN lacks TEXT NOT NULL DEFAULT '';
