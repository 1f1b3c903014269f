-- When a version was published, in milliseconds since 1970, and by whom: the e-mail address, or "command". NULL for those
-- that were published before this was kept.
ALTER TABLE question_set_version ADD COLUMN published_at BIGINT;
ALTER TABLE question_set_version ADD COLUMN published_by TEXT;

-- A published version never changes, and never goes: responses are read by it.
CREATE TRIGGER question_set_version_stays BEFORE UPDATE ON question_set_version BEGIN
    SELECT RAISE(ABORT, 'a published version never changes');
END;
CREATE TRIGGER question_set_version_is_kept BEFORE DELETE ON question_set_version BEGIN
    SELECT RAISE(ABORT, 'a published version never changes');
END;
