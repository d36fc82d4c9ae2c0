-- What an error says: message, detail and hint.
CREATE FUNCTION pg_temp.refusal(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE message text; detail text; hint text;
BEGIN
  EXECUTE query;
  RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
  RETURN concat_ws(' | ', message, nullif(detail, ''), nullif(hint, ''));
END $$;
\pset format unaligned

-- trade_series: the text form names each period by its first day.
SELECT '{"totals": {"2025-02-01": 1, "2024-12-01": 2.50}, "frequency": "month", "type": "trade_series"}'::trade_series;
SELECT format('{"type": "trade_series", "frequency": "%s", "totals": {}}', f)::trade_series
FROM unnest(ARRAY['day', 'week', 'month', 'quarter', 'year']) f;
SELECT '{"type": "trade_series", "frequency": "week", "totals": {"2024-12-30": 1, "2025-01-06": 2, "1999-12-27": 3}}'::trade_series;
SELECT '{"type": "trade_series", "frequency": "year", "totals": {"0001-01-01 BC": 1, "0001-01-01": 2, "9999-01-01": 3}}'::trade_series;
SELECT '{"type": "trade_series", "frequency": "day", "totals": {"2024-02-29": -1, "4713-01-01 BC": 1, "5874897-12-30": 1}}'::trade_series;

-- A sum that one double does not hold is an array; a date has one spelling.
SELECT '{"type": "trade_series", "frequency": "quarter", "totals": {"2024-04-01": [1e-20, 2], "2024-01-01": [1e16, 1, -1e16]}}'::trade_series;
SELECT '{"type": "trade_series", "frequency": "day", "totals": {"2024-01-02": 1, "20240102": 2}}'::trade_series;

-- The text does not depend on the way dates are shown.
SET datestyle = 'German, DMY';
SELECT '{"type": "trade_series", "frequency": "month", "totals": {"2025-02-01": 1}}'::trade_series;
RESET datestyle;

-- Text and jsonb lead back to the same value, for each frequency.
SELECT f, s::text::trade_series = s AS again, s::jsonb::trade_series = s AS json, num_observations(s)
FROM unnest(ARRAY['day', 'week', 'month', 'quarter', 'year']) f,
     LATERAL (SELECT series_agg(date '1995-03-31' + 11 * i, i * 0.1, f) AS s FROM generate_series(0, 199) i) x;

-- What is refused, with its reason.
SELECT pg_temp.refusal(format('SELECT %L::trade_series', input)) FROM (VALUES
  (1, '[1]'), (2, '{"type": "market_shares", "entity": "text", "totals": {}}'), (3, '{"type": "trade_series"}'),
  (4, '{"type": "trade_series", "frequency": 12, "totals": {}}'), (5, '{"type": "trade_series", "frequency": "months", "totals": {}}'),
  (6, '{"type": "trade_series", "frequency": "", "totals": {}}'), (7, '{"type": "trade_series", "frequency": "month"}'),
  (8, '{"type": "trade_series", "frequency": "month", "totals": [1]}'),
       (9, '{"type": "trade_series", "frequency": "month", "totals": {"2025-01-02": 1}}'),
  (10, '{"type": "trade_series", "frequency": "week", "totals": {"2025-01-01": 1}}'),
       (11, '{"type": "trade_series", "frequency": "quarter", "totals": {"2025-02-01": 1}}'),
  (12, '{"type": "trade_series", "frequency": "year", "totals": {"2025-02-01": 1}}'),
       (13, '{"type": "trade_series", "frequency": "month", "totals": {"2025-01-01": []}}'),
  (14, '{"type": "trade_series", "frequency": "month", "totals": {"soon": 1}}'),
       (15, '{"type": "trade_series", "frequency": "month", "totals": {"infinity": 1}}'),
  (16, '{"type": "trade_series", "frequency": "month", "totals": {"-infinity": 1}}'),
       (17, '{"type": "trade_series", "frequency": "month", "totals": {"2025-01-01": "1"}}'),
  (18, '{"type": "trade_series", "frequency": "month", "totals": {"2025-01-01": [1, "2"]}}'),
       (19, '{"type": "trade_series", "frequency": "month", "totals": {"2025-01-01": [1e308, 1e308]}}'),
  (20, '{"type": "trade_series", "frequency": "day", "totals": {"5874898-01-01": 1}}')) t(n, input) ORDER BY n;

-- A date whose period has no first day in the calendar is refused; the last day there is is a period.
SELECT pg_temp.refusal($$ SELECT series_agg(date '4714-11-24 BC', 1, 'month') $$);
SELECT s::text::trade_series = s AS again FROM (SELECT series_agg(date '5874897-12-31', 1, 'day') AS s) x;

-- Equality, order and hash agree; the frequency is part of the content.
CREATE TEMP TABLE held (id int, s trade_series);
INSERT INTO held SELECT row_number() OVER (), series_agg(date '2025-01-01', 1, f)
FROM unnest(ARRAY['month', 'quarter', 'month', 'year']) WITH ORDINALITY u(f, n) GROUP BY n;
SELECT count(*), count(DISTINCT s) FROM held;
SELECT bool_and((a.s = b.s) = (a.s::text = b.s::text) AND (a.s <> b.s) = NOT (a.s = b.s)
   AND (a.s < b.s) = (b.s > a.s) AND (a.s <= b.s) = NOT (a.s > b.s) AND (a.s >= b.s) = NOT (a.s < b.s)
   AND (a.s < b.s)::int + (a.s = b.s)::int + (a.s > b.s)::int = 1) AS order_is_total FROM held a, held b;
SELECT bool_and(trade_series_hash(a.s) = trade_series_hash(b.s)
                AND trade_series_hash_extended(a.s, 7) = trade_series_hash_extended(b.s, 7)) AS equal_hash
FROM held a JOIN held b ON a.s = b.s;
