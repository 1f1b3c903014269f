-- The versions of its question set that a survey runs on or ran on: responses of these are accepted, and of no other. The
-- history of the survey tells of them too, but nothing is read out of it.
CREATE TABLE survey_version (
    survey  TEXT NOT NULL REFERENCES survey (code),
    version BIGINT NOT NULL,
    -- Since when, in milliseconds since 1970; NULL for those from before this was kept.
    since   BIGINT,
    PRIMARY KEY (survey, version)
);

INSERT INTO survey_version (survey, version)
SELECT code, version FROM survey WHERE state <> 'draft';

-- Until now earlier versions stood in the history alone: "from" is what a survey ran on before it was put on another, and
-- "ran" is false where it had not been opened. An event without "ran" is older than that note, and counts. One that is no
-- JSON is passed over: PostgreSQL before 16 can't ask whether a text is JSON, hence the loop.
DO $$
DECLARE
    event  RECORD;
    detail JSONB;
BEGIN
    FOR event IN SELECT survey_event.survey, survey_event.detail FROM survey_event WHERE kind = 'version' LOOP
        BEGIN
            detail := event.detail::jsonb;
        EXCEPTION WHEN data_exception THEN
            CONTINUE;
        END;
        IF jsonb_typeof(detail -> 'from') = 'number'
            AND detail ->> 'from' ~ '^[0-9]{1,10}$'
            AND (detail ->> 'from')::bigint <= 4294967295
            AND detail -> 'ran' IS DISTINCT FROM 'false'::jsonb
        THEN
            INSERT INTO survey_version (survey, version)
            VALUES (event.survey, (detail ->> 'from')::bigint)
            ON CONFLICT DO NOTHING;
        END IF;
    END LOOP;
END
$$;
