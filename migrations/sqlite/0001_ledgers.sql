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
    FOREIGN KEY (question_set, version) REFERENCES question_set_version (code, version)
);

-- Response rates of earlier waves that are not kept here, to compare with.
CREATE TABLE earlier_rate (
    survey  TEXT NOT NULL REFERENCES survey (code),
    wave    TEXT NOT NULL,
    percent DOUBLE NOT NULL,
    PRIMARY KEY (survey, wave)
);

CREATE TABLE partner (
    key           TEXT PRIMARY KEY,
    name          TEXT NOT NULL,
    region        TEXT NOT NULL,
    country       TEXT NOT NULL,
    programme     TEXT NOT NULL,
    type          TEXT NOT NULL,
    language      TEXT NOT NULL,
    contact_name  TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    manager       TEXT NOT NULL
);

-- The participation ledger: days, never times.
CREATE TABLE invitation (
    id           BLOB PRIMARY KEY,
    survey       TEXT NOT NULL REFERENCES survey (code),
    partner      TEXT NOT NULL REFERENCES partner (key),
    token        TEXT NOT NULL UNIQUE,
    state        TEXT NOT NULL,
    responded_on TEXT,
    UNIQUE (survey, partner)
) WITHOUT ROWID;

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

CREATE TABLE spent_nonce (
    survey TEXT NOT NULL,
    nonce  BLOB NOT NULL,
    PRIMARY KEY (survey, nonce)
) WITHOUT ROWID;
