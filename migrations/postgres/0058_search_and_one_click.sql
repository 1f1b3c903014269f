-- Names as they are looked for: without accents, harakat, tatweel and forms of hamza. The server fills them in where they are empty.
ALTER TABLE partner ADD COLUMN folded TEXT NOT NULL DEFAULT '';
ALTER TABLE partner_contact ADD COLUMN folded TEXT NOT NULL DEFAULT '';
-- The address whose mail program was told by one click that no more mail is wanted there. The partner has not declined by that.
ALTER TABLE invitation ADD COLUMN no_mail_to TEXT;
