-- What an editor adds to the report of a survey and takes from it, as JSON (report::document::Edits).
CREATE TABLE report_edits (
    survey     TEXT PRIMARY KEY REFERENCES survey (code),
    -- Grows by one with each change: who saves says which revision was seen, so nobody overwrites a colleague's change.
    revision   BIGINT NOT NULL,
    content    TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    -- Milliseconds since 1970.
    changed_at BIGINT NOT NULL
);

-- Published reports, as JSON (report::document::Report). A version is never changed: what was published stays what it was,
-- whatever comes in later.
CREATE TABLE report_version (
    survey       TEXT NOT NULL REFERENCES survey (code),
    version      BIGINT NOT NULL,
    content      TEXT NOT NULL,
    published_by TEXT NOT NULL,
    -- Milliseconds since 1970.
    published_at BIGINT NOT NULL,
    PRIMARY KEY (survey, version)
);
CREATE FUNCTION report_version_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published report never changes';
END
$$;
CREATE TRIGGER report_version_stays BEFORE UPDATE OR DELETE ON report_version
    FOR EACH ROW EXECUTE FUNCTION report_version_never_changes();
CREATE TRIGGER report_version_is_kept BEFORE TRUNCATE ON report_version
    FOR EACH STATEMENT EXECUTE FUNCTION report_version_never_changes();
