-- When a version was published, in milliseconds since 1970, and by whom: the e-mail address, or "command". NULL for those
-- that were published before this was kept.
ALTER TABLE question_set_version ADD COLUMN published_at BIGINT;
ALTER TABLE question_set_version ADD COLUMN published_by TEXT;

-- A published version never changes, and never goes: responses are read by it.
CREATE FUNCTION published_versions_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published version never changes';
END
$$;
CREATE TRIGGER question_set_version_stays BEFORE UPDATE OR DELETE ON question_set_version
    FOR EACH ROW EXECUTE FUNCTION published_versions_never_change();
CREATE TRIGGER question_set_version_is_kept BEFORE TRUNCATE ON question_set_version
    FOR EACH STATEMENT EXECUTE FUNCTION published_versions_never_change();
