-- What all admins are told by mail: a row for each of them, in the queue of the mail about accounts. There may be many of them for one
-- address, so a row is known by its id, and only the other kinds are one wish for an address.
ALTER TABLE account_mail DROP CONSTRAINT account_mail_pkey;
ALTER TABLE account_mail ADD PRIMARY KEY (id);
-- What a notice says, as JSON; empty otherwise.
ALTER TABLE account_mail ADD COLUMN notice TEXT NOT NULL DEFAULT '';
-- What has to wait until the notice is out; empty if nothing has.
ALTER TABLE account_mail ADD COLUMN about TEXT NOT NULL DEFAULT '';
-- Asking again for a mail of the same kind makes no second mail.
CREATE UNIQUE INDEX account_mail_wish ON account_mail (email, kind) WHERE kind <> 'notice';

-- Since when somebody is an admin, and when somebody else last touched the password, the second factor or the role: in
-- milliseconds since 1970, 0 for before this was kept or never. Until when an account was an admin's; 0 if it is, or never was.
ALTER TABLE staff ADD COLUMN admin_since BIGINT NOT NULL DEFAULT 0;
ALTER TABLE staff ADD COLUMN admin_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE staff ADD COLUMN touched_at BIGINT NOT NULL DEFAULT 0;

-- 1 if somebody else had the link made, so that using it is that person's touch.
ALTER TABLE account_link ADD COLUMN by_other BIGINT NOT NULL DEFAULT 1;
