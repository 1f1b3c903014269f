-- Mail about accounts: invitations, links for another password, and the news that a password was changed. A row is a wish
-- to write; the link of the mail is drawn when it is handed over, so that no secret waits here. A row is removed with the mail.

CREATE TABLE account_mail (
    email       TEXT NOT NULL,
    -- "invitation", "password" (an admin made it), "forgotten" or "changed".
    kind        TEXT NOT NULL,
    -- A random key, of which the Message-ID is made.
    id          BLOB NOT NULL,
    -- What the account will be; empty unless it is an invitation.
    name        TEXT NOT NULL,
    role        TEXT NOT NULL,
    language    TEXT NOT NULL,
    attempts    BIGINT NOT NULL,
    -- Milliseconds since 1970.
    asked_at    BIGINT NOT NULL,
    next_at     BIGINT NOT NULL,
    -- Whoever sends it has it until then.
    claimed_until BIGINT NOT NULL,
    -- 1 if it was given up; it stays so that admins see why.
    failed      BIGINT NOT NULL,
    problem     TEXT NOT NULL,
    -- One wish of a kind for an address: asking again makes no second mail.
    PRIMARY KEY (email, kind)
);
CREATE INDEX account_mail_due ON account_mail (next_at);
