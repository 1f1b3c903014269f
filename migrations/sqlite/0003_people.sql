-- People who work here: accounts, second factors, one-time links; and the log of what was done.

-- 0 for an account that was ended: it stays, since the log speaks of it.
ALTER TABLE staff ADD COLUMN active BIGINT NOT NULL DEFAULT 1;
-- The second factor's secret, sealed with a key that is not in the database; NULL without a second factor.
ALTER TABLE staff ADD COLUMN totp_sealed BLOB;
-- The last step of 30 seconds whose code was used: none is used twice.
ALTER TABLE staff ADD COLUMN totp_step BIGINT NOT NULL DEFAULT 0;

-- For the list of one's own sessions. Milliseconds since 1970.
ALTER TABLE staff_session ADD COLUMN opened_at BIGINT NOT NULL DEFAULT 0;
-- What the browser calls itself.
ALTER TABLE staff_session ADD COLUMN device TEXT NOT NULL DEFAULT '';

-- A log-in whose password was right and whose second factor is awaited.
CREATE TABLE log_in_step (
    secret_hash BLOB PRIMARY KEY,
    staff       BLOB NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    expires_at  BIGINT NOT NULL
);

-- Codes that stand in for the second factor, each once; kept as hashes.
CREATE TABLE recovery_code (
    staff     BLOB NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    code_hash BLOB NOT NULL,
    PRIMARY KEY (staff, code_hash)
);

-- Links that are good once: to make an account, or to choose another password. The secret is kept as its hash.
CREATE TABLE account_link (
    secret_hash BLOB PRIMARY KEY,
    -- "invitation" or "password".
    kind        TEXT NOT NULL,
    email       TEXT NOT NULL,
    -- What the account will be; empty for a password's.
    name        TEXT NOT NULL,
    role        TEXT NOT NULL,
    language    TEXT NOT NULL,
    -- Milliseconds since 1970.
    made_at     BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL
);
CREATE INDEX account_link_of_email ON account_link (email);

-- What was done, by whom and when, in the order in which it was done. It only grows.
CREATE TABLE audit_log (
    number  INTEGER PRIMARY KEY,
    -- Milliseconds since 1970.
    at      BIGINT NOT NULL,
    -- The e-mail address; "clock" or "command" where nobody was logged in.
    who     TEXT NOT NULL,
    what    TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- A JSON object.
    detail  TEXT NOT NULL
);
CREATE INDEX audit_log_by_subject ON audit_log (subject, number);
CREATE TRIGGER audit_log_stays BEFORE UPDATE ON audit_log BEGIN
    SELECT RAISE(ABORT, 'the audit log only grows');
END;
CREATE TRIGGER audit_log_is_kept BEFORE DELETE ON audit_log BEGIN
    SELECT RAISE(ABORT, 'the audit log only grows');
END;
