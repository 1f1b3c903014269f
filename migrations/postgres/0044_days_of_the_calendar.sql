-- The calendar goes from 1900-01-01 to 2199-12-31, and days are read as such from now on. Any date was taken before, and one such as
-- +262142-12-31 stopped the reminders of every survey: it becomes the nearest day that there is. A year of more than four digits begins
-- with its sign.
UPDATE survey SET opens_on = CASE WHEN opens_on LIKE '+%' OR opens_on COLLATE "C" > '2199-12-31' THEN '2199-12-31' ELSE '1900-01-01' END
    WHERE opens_on LIKE '+%' OR opens_on COLLATE "C" > '2199-12-31' OR opens_on COLLATE "C" < '1900-01-01';
UPDATE survey SET closes_on = CASE WHEN closes_on LIKE '+%' OR closes_on COLLATE "C" > '2199-12-31' THEN '2199-12-31' ELSE '1900-01-01' END
    WHERE closes_on LIKE '+%' OR closes_on COLLATE "C" > '2199-12-31' OR closes_on COLLATE "C" < '1900-01-01';
UPDATE survey SET closed_on = CASE WHEN closed_on LIKE '+%' OR closed_on COLLATE "C" > '2199-12-31' THEN '2199-12-31' ELSE '1900-01-01' END
    WHERE closed_on LIKE '+%' OR closed_on COLLATE "C" > '2199-12-31' OR closed_on COLLATE "C" < '1900-01-01';
UPDATE invitation SET responded_on = CASE WHEN responded_on LIKE '+%' OR responded_on COLLATE "C" > '2199-12-31' THEN '2199-12-31' ELSE '1900-01-01' END
    WHERE responded_on LIKE '+%' OR responded_on COLLATE "C" > '2199-12-31' OR responded_on COLLATE "C" < '1900-01-01';
UPDATE participation_mark SET day = CASE WHEN day LIKE '+%' OR day COLLATE "C" > '2199-12-31' THEN '2199-12-31' ELSE '1900-01-01' END
    WHERE day LIKE '+%' OR day COLLATE "C" > '2199-12-31' OR day COLLATE "C" < '1900-01-01';
UPDATE round SET due_on = CASE WHEN due_on LIKE '+%' OR due_on COLLATE "C" > '2199-12-31' THEN '2199-12-31' ELSE '1900-01-01' END
    WHERE due_on LIKE '+%' OR due_on COLLATE "C" > '2199-12-31' OR due_on COLLATE "C" < '1900-01-01';
UPDATE round SET sent_on = CASE WHEN sent_on LIKE '+%' OR sent_on COLLATE "C" > '2199-12-31' THEN '2199-12-31' ELSE '1900-01-01' END
    WHERE sent_on LIKE '+%' OR sent_on COLLATE "C" > '2199-12-31' OR sent_on COLLATE "C" < '1900-01-01';
UPDATE follow_up SET day = CASE WHEN day LIKE '+%' OR day COLLATE "C" > '2199-12-31' THEN '2199-12-31' ELSE '1900-01-01' END
    WHERE day LIKE '+%' OR day COLLATE "C" > '2199-12-31' OR day COLLATE "C" < '1900-01-01';
UPDATE follow_up SET next_on = CASE WHEN next_on LIKE '+%' OR next_on COLLATE "C" > '2199-12-31' THEN '2199-12-31' ELSE '1900-01-01' END
    WHERE next_on LIKE '+%' OR next_on COLLATE "C" > '2199-12-31' OR next_on COLLATE "C" < '1900-01-01';
UPDATE api_token SET made_on = CASE WHEN made_on LIKE '+%' OR made_on COLLATE "C" > '2199-12-31' THEN '2199-12-31' ELSE '1900-01-01' END
    WHERE made_on LIKE '+%' OR made_on COLLATE "C" > '2199-12-31' OR made_on COLLATE "C" < '1900-01-01';
UPDATE api_token SET expires_on = CASE WHEN expires_on LIKE '+%' OR expires_on COLLATE "C" > '2199-12-31' THEN '2199-12-31' ELSE '1900-01-01' END
    WHERE expires_on LIKE '+%' OR expires_on COLLATE "C" > '2199-12-31' OR expires_on COLLATE "C" < '1900-01-01';
UPDATE api_token SET last_used_on = CASE WHEN last_used_on LIKE '+%' OR last_used_on COLLATE "C" > '2199-12-31' THEN '2199-12-31' ELSE '1900-01-01' END
    WHERE last_used_on LIKE '+%' OR last_used_on COLLATE "C" > '2199-12-31' OR last_used_on COLLATE "C" < '1900-01-01';
UPDATE report_link SET ends_on = CASE WHEN ends_on LIKE '+%' OR ends_on COLLATE "C" > '2199-12-31' THEN '2199-12-31' ELSE '1900-01-01' END
    WHERE ends_on LIKE '+%' OR ends_on COLLATE "C" > '2199-12-31' OR ends_on COLLATE "C" < '1900-01-01';
