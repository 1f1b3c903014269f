-- Attempts to log in are counted before they are looked at, and taken back when they succeed: by network address, by account and
-- address, by browser, and by account. A row is known by a keyed hash of what it counts; it holds no address.
DROP TABLE failed_log_in;
CREATE TABLE log_in_attempt (
    counter  BLOB PRIMARY KEY,
    -- The hash of the account's e-mail address, whether somebody has it or not, so that a new password forgets its counters. Empty
    -- where a network address is counted alone.
    account  BLOB NOT NULL,
    attempts BIGINT NOT NULL,
    -- When counting begins anew, in milliseconds since 1970.
    until    BIGINT NOT NULL
);
-- What is over is looked for at every attempt, and what is of an account at a new password.
CREATE INDEX log_in_attempt_until ON log_in_attempt (until);
CREATE INDEX log_in_attempt_account ON log_in_attempt (account);
