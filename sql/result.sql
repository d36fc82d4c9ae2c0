-- A row type may be of another version than the library: columns the library does not know are NULL.
BEGIN;
ALTER TYPE market_report ADD ATTRIBUTE note text, ADD ATTRIBUTE weight float8;
SELECT (p).num_entities, (p).note, (p).weight FROM (SELECT market_indices(i, i) AS p FROM generate_series(1, 10) i) x;
SELECT count(*) AS groups, count(p) AS rows, count((p).note) AS notes
FROM (SELECT market_indices(i, i) AS p FROM generate_series(1, 100) i GROUP BY i % 10) x;
ROLLBACK;
SELECT shares_agg(e, v) AS m FROM (VALUES ('a', 2), ('b', 1)) x (e, v) \gset
CREATE FUNCTION longer_top(m market_shares, n integer, OUT rank integer, OUT entity text, OUT value float8, OUT share float8,
                           OUT tied integer, OUT note text, OUT day date)
  RETURNS SETOF record AS '$libdir/rareearth', 'shares_top' LANGUAGE C STRICT;
SELECT rank, entity, value, note, day FROM longer_top(:'m', 2);

-- What the library fills must be there, and of its type.
BEGIN;
ALTER TYPE market_report DROP ATTRIBUTE num_entities;
SELECT market_indices(i, i) FROM generate_series(1, 10) i;
ROLLBACK;
-- So must what it reads.
BEGIN;
ALTER TYPE recovery_report DROP ATTRIBUTE trough;
SELECT spells_agg(jsonb_populate_record(NULL::recovery_report, '{"time_to_recovery": 1}'));
ROLLBACK;
CREATE FUNCTION shorter_top(m market_shares, n integer, OUT rank integer, OUT entity text, OUT value float8)
  RETURNS SETOF record AS '$libdir/rareearth', 'shares_top' LANGUAGE C STRICT;
SELECT * FROM shorter_top(:'m', 2);
CREATE FUNCTION other_top(m market_shares, n integer, OUT rank text, OUT entity text, OUT value float8, OUT share float8, OUT tied integer)
  RETURNS SETOF record AS '$libdir/rareearth', 'shares_top' LANGUAGE C STRICT;
SELECT * FROM other_top(:'m', 2);
DO $$
BEGIN
  EXECUTE (SELECT format('CREATE FUNCTION widest_top(m market_shares, n integer, %s) RETURNS SETOF record AS ''$libdir/rareearth'', ''shares_top'' LANGUAGE C STRICT',
                         string_agg(format('OUT c%s integer', i), ', ')) FROM generate_series(1, 33) i);
END $$;
SELECT c1 FROM widest_top(:'m', 2);
DROP FUNCTION longer_top, shorter_top, other_top, widest_top;
