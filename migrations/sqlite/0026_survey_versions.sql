-- The versions of its question set that a survey runs on or ran on: responses of these are accepted, and of no other. The
-- history of the survey tells of them too, but nothing is read out of it.
CREATE TABLE survey_version (
    survey  TEXT NOT NULL REFERENCES survey (code),
    version BIGINT NOT NULL,
    -- Since when, in milliseconds since 1970; NULL for those from before this was kept.
    since   BIGINT,
    PRIMARY KEY (survey, version)
) WITHOUT ROWID;

INSERT INTO survey_version (survey, version)
SELECT code, version FROM survey WHERE state <> 'draft';

-- Until now earlier versions stood in the history alone: "from" is what a survey ran on before it was put on another, and
-- "ran" is false where it had not been opened. An event without "ran" is older than that note, and counts.
INSERT INTO survey_version (survey, version)
SELECT DISTINCT survey, json_extract(detail, '$.from')
FROM survey_event
WHERE kind = 'version'
  AND CASE WHEN json_valid(detail)
           THEN json_type(detail, '$.from') = 'integer'
                AND json_extract(detail, '$.from') BETWEEN 0 AND 4294967295
                AND coalesce(json_type(detail, '$.ran'), '') <> 'false'
           ELSE 0
      END
ON CONFLICT DO NOTHING;
