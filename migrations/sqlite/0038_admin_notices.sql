-- What all admins are told by mail: a row for each of them, in the queue of the mail about accounts. There may be many of them for one
-- address, so a row is known by its id, and only the other kinds are one wish for an address.
DROP INDEX account_mail_due;
ALTER TABLE account_mail RENAME TO account_mail_before;
CREATE TABLE account_mail (
    -- A random key, of which the Message-ID is made.
    id          BLOB PRIMARY KEY,
    email       TEXT NOT NULL,
    -- "invitation", "password" (an admin made it), "forgotten", "changed" or "notice".
    kind        TEXT NOT NULL,
    -- What the account will be; the name alone for a notice, and empty otherwise.
    name        TEXT NOT NULL,
    role        TEXT NOT NULL,
    language    TEXT NOT NULL,
    -- What a notice says, as JSON; empty otherwise.
    notice      TEXT NOT NULL,
    -- What has to wait until the notice is out; empty if nothing has.
    about       TEXT NOT NULL,
    attempts    BIGINT NOT NULL,
    -- Milliseconds since 1970.
    asked_at    BIGINT NOT NULL,
    next_at     BIGINT NOT NULL,
    -- Until then the row belongs to the server that sends it.
    claimed_until BIGINT NOT NULL,
    -- 1 if it was given up; it stays so that admins see why.
    failed      BIGINT NOT NULL,
    problem     TEXT NOT NULL
);
INSERT INTO account_mail (id, email, kind, name, role, language, notice, about, attempts, asked_at, next_at, claimed_until,
                          failed, problem)
SELECT id, email, kind, name, role, language, '', '', attempts, asked_at, next_at, claimed_until, failed, problem
FROM account_mail_before;
DROP TABLE account_mail_before;
-- Asking again for a mail of the same kind makes no second mail.
CREATE UNIQUE INDEX account_mail_wish ON account_mail (email, kind) WHERE kind <> 'notice';
CREATE INDEX account_mail_due ON account_mail (next_at);

-- Since when somebody is an admin, and when somebody else last touched the password, the second factor or the role: in
-- milliseconds since 1970, 0 for before this was kept or never. Until when an account was an admin's; 0 if it is, or never was.
ALTER TABLE staff ADD COLUMN admin_since BIGINT NOT NULL DEFAULT 0;
ALTER TABLE staff ADD COLUMN admin_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE staff ADD COLUMN touched_at BIGINT NOT NULL DEFAULT 0;

-- 1 if somebody else had the link made, so that using it is that person's touch.
ALTER TABLE account_link ADD COLUMN by_other BIGINT NOT NULL DEFAULT 1;
