-- Personal tokens, by which a member of staff's programs use the API.
CREATE TABLE api_token (
    id           BLOB PRIMARY KEY,
    staff        BLOB NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    name         TEXT NOT NULL,
    -- What it may be used for, as long as its owner may: "partners:read fieldwork:write".
    scopes       TEXT NOT NULL,
    -- The secret was shown once.
    secret_hash  BLOB NOT NULL UNIQUE,
    -- Days, in UTC.
    made_on      TEXT NOT NULL,
    expires_on   TEXT NOT NULL,
    last_used_on TEXT
);
CREATE INDEX api_token_of_staff ON api_token (staff);
