-- Which member of staff could know the link of which invitation: it was shown to them, they invited the partner after the survey was
-- opened, or it was mailed to an address that they gave the partner after that. Staff are named by e-mail address, which an account keeps.
CREATE TABLE known_link (
    invitation BYTEA NOT NULL REFERENCES invitation (id) ON DELETE CASCADE,
    staff      TEXT NOT NULL,
    PRIMARY KEY (invitation, staff)
);

-- Who gave a partner its present address for mail while a survey was running. It becomes a known link once something is sent there.
CREATE TABLE given_address (
    survey  TEXT NOT NULL REFERENCES survey (code),
    partner TEXT NOT NULL REFERENCES partner (key) ON DELETE CASCADE,
    staff   TEXT NOT NULL,
    PRIMARY KEY (partner, survey)
);

-- What holds for links that staff know: "figures" in surveys that were opened before this (figures are held back more), "all" (results are, too),
-- "lifted" by two.
ALTER TABLE survey ADD COLUMN link_rule TEXT NOT NULL DEFAULT 'figures';
