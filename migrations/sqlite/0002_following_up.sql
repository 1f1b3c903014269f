-- What a programme manager plans, sends and notes. Nothing here knows what anyone answered.

-- A planned round of messages.
CREATE TABLE round (
    id          BLOB PRIMARY KEY,
    survey      TEXT NOT NULL REFERENCES survey (code),
    kind        TEXT NOT NULL,
    -- What the day is reckoned from: "date", "opening" (days after), "deadline" (days before) or "after_deadline".
    anchor      TEXT NOT NULL,
    due_on      TEXT,
    offset_days BIGINT NOT NULL,
    -- "not_responded", "not_opened" or "responded".
    audience    TEXT NOT NULL,
    -- Language tags with blanks between; empty for all.
    languages   TEXT NOT NULL,
    -- "planned", "sent", "skipped" or "cancelled".
    state       TEXT NOT NULL,
    sent_on     TEXT,
    messages    BIGINT NOT NULL
);
CREATE INDEX round_of_survey ON round (survey);

-- One e-mail to one partner. Its text is composed when it is sent.
CREATE TABLE message (
    id            BLOB PRIMARY KEY,
    survey        TEXT NOT NULL REFERENCES survey (code),
    invitation    BLOB NOT NULL REFERENCES invitation (id) ON DELETE CASCADE,
    round         BLOB REFERENCES round (id),
    kind          TEXT NOT NULL,
    language      TEXT NOT NULL,
    address       TEXT NOT NULL,
    -- "queued", "claimed", "sent", "failed", "unsure" or "cancelled".
    state         TEXT NOT NULL,
    attempts      BIGINT NOT NULL,
    -- Milliseconds since 1970: not before then; claimed until then.
    next_at       BIGINT NOT NULL,
    claimed_by    BLOB,
    claimed_until BIGINT,
    -- When it was last handed over, whatever came of it: the limit of a minute counts these.
    tried_at      BIGINT,
    -- NULL also for a sent one of which nobody knows when it was: it was unsure, and has arrived.
    sent_at       BIGINT,
    -- The mail server's words.
    problem       TEXT,
    UNIQUE (round, invitation)
);
CREATE INDEX message_due ON message (state, next_at);
CREATE INDEX message_tried ON message (tried_at);
-- Counting reminders reads this index alone.
CREATE INDEX message_of_survey ON message (survey, state, kind, invitation);
CREATE INDEX message_of_invitation ON message (invitation);

-- The way out, one row. Whoever claims a message holds it until the claim is committed, so that several servers together keep
-- the limit of a minute; and a mail server that can't be used is left alone by all of them for a while.
CREATE TABLE mail_way (
    id         BIGINT PRIMARY KEY,
    -- How often in a row the mail server could not be used, its last words, and until when it is left alone.
    failures   BIGINT NOT NULL,
    problem    TEXT,
    wait_until BIGINT NOT NULL
);
INSERT INTO mail_way (id, failures, problem, wait_until) VALUES (1, 0, NULL, 0);

-- A survey's own wording of a kind of message in a language.
CREATE TABLE message_text (
    survey   TEXT NOT NULL REFERENCES survey (code),
    kind     TEXT NOT NULL,
    language TEXT NOT NULL,
    subject  TEXT NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (survey, kind, language)
);

-- A programme manager's note of a call, a message, a meeting.
CREATE TABLE follow_up (
    id         BLOB PRIMARY KEY,
    survey     TEXT NOT NULL REFERENCES survey (code),
    partner    TEXT NOT NULL REFERENCES partner (key),
    -- "call", "message", "meeting" or "note".
    kind       TEXT NOT NULL,
    day        TEXT NOT NULL,
    staff_name TEXT NOT NULL,
    note       TEXT NOT NULL,
    -- When to call again, if it was agreed.
    next_on    TEXT,
    -- Milliseconds since 1970: two of one day stand in the order in which they were noted.
    noted_at   BIGINT NOT NULL
);
CREATE INDEX follow_up_of_partner ON follow_up (survey, partner);

-- What was done to a survey, by whom and when.
CREATE TABLE survey_event (
    id         BLOB PRIMARY KEY,
    survey     TEXT NOT NULL REFERENCES survey (code),
    at         BIGINT NOT NULL,
    -- "opened", "closed", "extended", "round_sent", "paused", "resumed", "link_replaced" …
    kind       TEXT NOT NULL,
    -- Empty where the clock did it.
    staff_name TEXT NOT NULL,
    -- A JSON object, by kind: {"from":"2026-05-31","to":"2026-06-14","reason":"…"}.
    detail     TEXT NOT NULL
);
CREATE INDEX event_of_survey ON survey_event (survey, at);

-- What was asked for over the public link of an open survey, minute by minute; no address is kept. Earlier minutes are removed.
CREATE TABLE public_use (
    survey TEXT NOT NULL REFERENCES survey (code),
    minute BIGINT NOT NULL,
    used   BIGINT NOT NULL,
    PRIMARY KEY (survey, minute)
);

-- One row: who changes the directory takes it first, so that writers come one after another and know what they look at.
CREATE TABLE partner_directory (
    id      BIGINT PRIMARY KEY,
    version BIGINT NOT NULL
);
INSERT INTO partner_directory (id, version) VALUES (1, 0);

-- A file of partners between its preview and its confirmation; kept for an hour at most.
CREATE TABLE partner_import (
    id      BLOB PRIMARY KEY,
    staff   BLOB NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    -- Milliseconds since 1970.
    at      BIGINT NOT NULL,
    -- The table as JSON.
    rows    TEXT NOT NULL
);
