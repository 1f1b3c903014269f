-- Two ledgers that can't be joined: participation (partner, invitation, credential_request) knows who takes part and
-- nothing of what was said; response knows what was said and nothing of who or when.

CREATE TABLE staff (
    id            BLOB PRIMARY KEY,
    email         TEXT NOT NULL UNIQUE,
    name          TEXT NOT NULL,
    role          TEXT NOT NULL,
    language      TEXT NOT NULL,
    password_hash TEXT NOT NULL
);

-- The cookie's secret is kept only as its hash: who reads the database can't take over a session.
CREATE TABLE staff_session (
    secret_hash BLOB PRIMARY KEY,
    staff       BLOB NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    csrf        TEXT NOT NULL,
    expires_at  BIGINT NOT NULL
);

-- Log-ins that failed lately, by the hash of the address that was tried, whether somebody has it or not.
CREATE TABLE failed_log_in (
    email_hash BLOB PRIMARY KEY,
    failures   BIGINT NOT NULL,
    -- Milliseconds since 1970.
    last_at    BIGINT NOT NULL
);

-- Published versions never change.
CREATE TABLE question_set_version (
    code    TEXT NOT NULL,
    version BIGINT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (code, version)
);

CREATE TABLE survey (
    code             TEXT PRIMARY KEY,
    question_set     TEXT NOT NULL,
    version          BIGINT NOT NULL,
    state            TEXT NOT NULL,
    opens_on         TEXT NOT NULL,
    closes_on        TEXT NOT NULL,
    -- The survey's own VOPRF key: a credential of one survey is worth nothing in another.
    credential_key   BLOB NOT NULL,
    max_devices      BIGINT NOT NULL,
    -- An IANA name: the survey's days are reckoned in it.
    time_zone        TEXT NOT NULL,
    -- The days on which mail goes out: "mon tue wed thu fri".
    working_days     TEXT NOT NULL,
    -- The hour, in the survey's time zone, from which mail goes out.
    send_hour        BIGINT NOT NULL,
    -- For how many days after closing a queued response is still taken.
    grace_days       BIGINT NOT NULL,
    -- The last day on which it was open, once it is closed: the days of grace are reckoned from it.
    closed_on        TEXT,
    reminders_paused BIGINT NOT NULL,
    -- The one public link of an open survey; NULL where partners are invited.
    public_token     TEXT UNIQUE,
    FOREIGN KEY (question_set, version) REFERENCES question_set_version (code, version)
);

-- Response rates of earlier waves that are not kept here, to compare with.
CREATE TABLE earlier_rate (
    survey  TEXT NOT NULL REFERENCES survey (code),
    wave    TEXT NOT NULL,
    percent DOUBLE NOT NULL,
    PRIMARY KEY (survey, wave)
);

-- The directory.
CREATE TABLE partner (
    key       TEXT PRIMARY KEY,
    name      TEXT NOT NULL,
    region    TEXT NOT NULL,
    country   TEXT NOT NULL,
    programme TEXT NOT NULL,
    type      TEXT NOT NULL,
    language  TEXT NOT NULL,
    -- The e-mail address of the responsible programme manager.
    manager   TEXT NOT NULL,
    active    BIGINT NOT NULL
);

-- Mail goes to the contact at position 0; the others are for calls and talks.
CREATE TABLE partner_contact (
    partner  TEXT NOT NULL REFERENCES partner (key) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    name     TEXT NOT NULL,
    email    TEXT NOT NULL,
    PRIMARY KEY (partner, position)
);

-- The participation ledger: days, never times. Read it through the view participation.
CREATE TABLE invitation (
    id           BLOB PRIMARY KEY,
    survey       TEXT NOT NULL REFERENCES survey (code),
    partner      TEXT NOT NULL REFERENCES partner (key),
    token        TEXT NOT NULL UNIQUE,
    state        TEXT NOT NULL,
    responded_on TEXT,
    -- The mail server's words, for a bounced one.
    bounce       TEXT,
    UNIQUE (survey, partner)
) WITHOUT ROWID;

-- "Responded" waits here until it is applied in a shuffled group: the order in which invitations are marked tells nothing.
CREATE TABLE participation_mark (
    invitation BLOB PRIMARY KEY REFERENCES invitation (id) ON DELETE CASCADE,
    day        TEXT NOT NULL
) WITHOUT ROWID;

-- The invitations as everyone should see them: a waiting mark counts.
CREATE VIEW participation AS
SELECT invitation.id, invitation.survey, invitation.partner, invitation.token, invitation.bounce,
       CASE WHEN participation_mark.day IS NULL THEN invitation.state ELSE 'responded' END AS state,
       coalesce(participation_mark.day, invitation.responded_on) AS responded_on
FROM invitation LEFT JOIN participation_mark ON participation_mark.invitation = invitation.id;

-- One row for each device that asked for a credential: the hash of a blinded element, which says nothing of the nonce.
CREATE TABLE credential_request (
    invitation   BLOB NOT NULL REFERENCES invitation (id) ON DELETE CASCADE,
    blinded_hash BLOB NOT NULL,
    PRIMARY KEY (invitation, blinded_hash)
) WITHOUT ROWID;

-- The response ledger: no partner, no link, no address, no time. The id is random and drawn by the client.
CREATE TABLE response (
    id       BLOB PRIMARY KEY,
    survey   TEXT NOT NULL,
    version  BIGINT NOT NULL,
    language TEXT NOT NULL,
    answers  TEXT NOT NULL
) WITHOUT ROWID;
-- For reading all responses of a survey, in the order of their random ids.
CREATE INDEX response_of_survey ON response (survey, id);

-- Accepted responses, sealed with a key that is not in the database, until five or more of one size are moved into
-- response together: copies of the database before and after each submission show no answer that belongs to a mark.
-- Rows stand in the order of their arrival, as they do in PostgreSQL: what is sealed can't be told apart, and is shuffled
-- when it moves. So a row is appended, where one at a random place would cost a page of its own.
CREATE TABLE response_inbox (
    -- A keyed hash of the response's id, so that the row can't be laid beside the one in response.
    id_mac BLOB NOT NULL UNIQUE,
    survey TEXT NOT NULL,
    -- Which key sealed it.
    key_id BLOB NOT NULL,
    sealed BLOB NOT NULL
);

CREATE TABLE spent_nonce (
    survey TEXT NOT NULL,
    nonce  BLOB NOT NULL,
    PRIMARY KEY (survey, nonce)
) WITHOUT ROWID;
