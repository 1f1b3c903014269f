-- The latest last day that was promised before an earlier one was set; NULL if none was. The report says both.
ALTER TABLE survey ADD COLUMN promised_until TEXT;
