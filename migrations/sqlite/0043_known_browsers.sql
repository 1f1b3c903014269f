-- Browsers in which somebody has logged in to an account: attempts in them are counted for themselves, so that nobody else's can shut
-- them out. The cookie's secret is kept only as its hash.
CREATE TABLE known_browser (
    secret_hash BLOB NOT NULL,
    staff       BLOB NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    expires_at  BIGINT NOT NULL,
    PRIMARY KEY (staff, secret_hash)
);
-- A cookie is known whoever logs in.
CREATE INDEX known_browser_secret ON known_browser (secret_hash);

-- In which browser a session was opened; nothing for one from before. Whoever ends a session forgets its browser.
ALTER TABLE staff_session ADD COLUMN browser BLOB;
