-- How long trade relationships last: trade_spells, relationship_spells.
SET datestyle = ISO;
CREATE FUNCTION pg_temp.refusal(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE class text; message text; detail text; hint text;
BEGIN
  EXECUTE query;
  RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS class = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
  RETURN concat_ws(' | ', class, message, nullif(detail, ''), nullif(hint, ''));
END $$;
CREATE VIEW trade AS SELECT series_agg(make_date(2019 + n::int, 1, 1), v, 'year') AS s FROM unnest('{1,1,0,1,1,0,0,1,1}'::float8[]) WITH ORDINALITY t(v, n);
CREATE VIEW holes AS SELECT series_agg(d, v, 'month') AS s FROM (VALUES (date '2024-01-01', 4), ('2024-03-01', 3), ('2024-06-01', 2), ('2024-07-01', 2)) t(d, v);

-- Breaks of at most gap periods are filled; the first spell may have begun before, the last may go on.
SELECT gap, t.* FROM trade, generate_series(0, 2) gap, LATERAL trade_spells(s, gap) t;
SELECT t.* FROM trade, LATERAL trade_spells(s) t;
-- Trade is what is above a minimum, and not only by rounding; a break at the end is one.
SELECT m, t.started, t.periods, t.ended FROM (SELECT series_agg(make_date(2020 + n::int, 1, 1), v, 'year') AS s FROM unnest('{5,0.3,0.2,7,0,0.30000000000000004,3,0}'::float8[]) WITH ORDINALITY t(v, n)) x, unnest('{0,0.3,10}'::float8[]) m, LATERAL trade_spells(s, 0, m) t;
-- Months without a row: no trade where gaps or observed_until say so; trade from before and after the observed window does not count.
SELECT 'zero' AS how, t.* FROM holes, LATERAL trade_spells(s, gaps => 'zero') t
UNION ALL SELECT 'until', t.* FROM holes, LATERAL trade_spells(s, 2, observed_until => '2024-07-31') t
UNION ALL SELECT 'window', t.* FROM holes, LATERAL trade_spells(s, observed_until => '2024-09-30', observed_from => '2023-10-01') t
UNION ALL SELECT 'part', t.* FROM holes, LATERAL trade_spells(s, 0, observed_until => '2024-06-30', observed_from => '2024-02-01') t ORDER BY how, started;
-- As spells: the first is left out, or enters late where it is known since when it has gone on.
SELECT relationship_spells(s, 0), relationship_spells(s, 0, began => '2018-01-01') FROM trade;
SELECT relationship_spells(s, 0, began => '2020-06-01') = relationship_spells(s, 0, began => '2020-01-01') AS began_then, relationship_spells(s, 5) AS one, relationship_spells(s, 0, 100) AS none FROM trade;
SELECT d.* FROM trade, LATERAL durations(relationship_spells(s, 0, began => '2018-01-01')) d;
-- Many pairs: half of those that began are gone after so many years.
SELECT num_spells(rollup(w)), num_ended(rollup(w)), median_duration(rollup(w)), unit(rollup(w)) FROM (
  SELECT relationship_spells(series_agg(make_date(2000 + y, 1, 1), CASE WHEN (pair * 7 + y * 5) % 11 < 6 THEN 1 ELSE 0 END, 'year'), 0) AS w FROM generate_series(1, 40) pair, generate_series(1, 12) y GROUP BY pair) x;
-- Nothing asked, nothing there.
SELECT (SELECT count(*) FROM trade_spells(NULL)), (SELECT count(*) FROM trade_spells(s, NULL)), relationship_spells(NULL), relationship_spells(s, gaps => NULL), (SELECT count(*) FROM trade_spells(e)), relationship_spells(e)
FROM trade, (SELECT '{"type": "trade_series", "frequency": "year", "totals": {}}'::trade_series AS e) x;
SELECT pg_temp.refusal('SELECT ' || call) FROM (VALUES
  (1, 'trade_spells(s, 0) FROM holes'), (2, 'trade_spells(s, observed_from => ''2023-01-01'') FROM holes'), (3, 'trade_spells(s, observed_until => ''2024-12-31'', gaps => ''error'') FROM holes'), (4, 'trade_spells(s, -1) FROM trade'),
  (5, 'trade_spells(s, 1, -1) FROM trade'), (6, 'trade_spells(s, 1, ''NaN'') FROM trade'), (7, 'trade_spells(s, gaps => ''none'') FROM trade'), (8, 'trade_spells(s, observed_until => ''2020-01-01'', observed_from => ''2021-01-01'') FROM trade'),
  (9, 'relationship_spells(s, began => ''2021-01-01'') FROM trade'), (10, 'relationship_spells(s, began => ''infinity'') FROM trade'), (11, 'relationship_spells(series_agg(d, 1, ''trading_day''), began => ''2020-01-01'') FROM (VALUES (date ''2025-01-06''), (''2025-01-07'')) t(d)'),
  (12, 'trade_spells(levels_agg(d, 1, ''month''), gaps => ''zero'') FROM (VALUES (date ''2025-01-06''), (''2025-03-07'')) t(d)')) t(n, call) ORDER BY n;
DROP VIEW trade, holes;
