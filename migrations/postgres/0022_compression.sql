-- Answers are read by the million for results, and lz4 gives them back several times as fast as PostgreSQL's own method. What
-- is stored already stays as it is. A PostgreSQL that was built without lz4 keeps its own method.
DO $$
BEGIN
    ALTER TABLE response ALTER COLUMN answers SET COMPRESSION lz4;
EXCEPTION
    WHEN feature_not_supported THEN NULL;
END
$$;
