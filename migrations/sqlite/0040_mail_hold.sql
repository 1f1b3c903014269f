-- Mail to partners may be held until somebody has looked: 'asked' (serve --hold-mail), or 'restored' (the database knows of fewer begun
-- messages than the file beside the key); empty while it is not. `begun` counts the messages that were ever begun, and only grows, and
-- `name`, drawn at the first start, tells this database from another one.
ALTER TABLE mail_way ADD COLUMN held TEXT NOT NULL DEFAULT '';
ALTER TABLE mail_way ADD COLUMN begun BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mail_way ADD COLUMN name BLOB;
