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

CREATE TEMP TABLE value AS SELECT
  series_agg(date '2025-01-01', 1, 'month') AS flow,
  levels_agg(date '2025-01-01', 1, 'month') AS level,
  backlog_agg(date '2025-01-01', date '2025-02-01') AS change,
  series_agg(date '2025-01-01', 1, 'day') AS daily,
  spells_agg(date '2025-01-01', date '2025-03-02', date '2026-01-01') AS days,
  (SELECT spells_agg(r) FROM (SELECT export_recovery(m, v, '2025-03-01', '{"k": 2, "frequency": "month"}') AS r
   FROM (VALUES (date '2025-01-01', 10), ('2025-02-01', 10), ('2025-03-01', 4), ('2025-04-01', 6), ('2025-05-01', 12)) t(m, v)) x) AS months,
  spells_agg(2.0, true) AS unstated;

-- Every builder says what it builds.
SELECT claim, got IS NOT DISTINCT FROM want AS holds FROM value, LATERAL (VALUES
  ('series_agg builds flows', flow::jsonb ->> 'measure', NULL),
  ('levels_agg builds levels', level::jsonb ->> 'measure', 'level'),
  ('backlog_agg builds changes', change::jsonb ->> 'measure', 'change'),
  ('spells of dates count days', days::jsonb ->> 'unit', 'day'),
  ('spells of recoveries count the periods of their frequency', months::jsonb ->> 'unit', 'month'),
  ('durations alone have no unit', unstated::jsonb ->> 'unit', NULL)) t(claim, got, want);

-- The text form and the bytes keep it, and so do functions from series to series.
SELECT claim, got = want AS holds FROM value, LATERAL (VALUES
  ('levels as text', level::text::trade_series, level),
  ('changes as text', change::text::trade_series, change),
  ('rollup of levels', (SELECT rollup(s) FROM (VALUES (level)) t(s)), level),
  ('levels times one', level * 1, level),
  ('a slice of levels', slice(level, NULL, NULL), level)) t(claim, got, want);
SELECT days::text::spells = days AND months::text::spells = months AND unstated::text::spells = unstated AS spells_as_text FROM value;
SELECT s, s::text::trade_series = s AS again FROM (VALUES
  ('{"type": "trade_series", "frequency": "year", "year_start": 7, "measure": "level", "totals": {}}'::trade_series),
  ('{"type": "trade_series", "frequency": "trading_day", "totals": {"2025-04-03": 1}}'),
  ('{"type": "trade_series", "frequency": "month", "year_start": 1, "measure": "flow", "totals": {}}')) t(s);

-- What a value means is part of its content.
SELECT claim, got = want AS holds FROM value, LATERAL (VALUES
  ('flows are not levels', flow = level, false),
  ('a unit tells spells apart', unstated = '{"type": "spells", "unit": "day", "spells": [{"duration": 2, "outcome": 1, "count": 1}]}'::spells, false)) t(claim, got, want);

-- Values of different meaning are not added up or compared: one text, whatever the order.
SELECT claim, pg_temp.refusal(query) FROM (VALUES
  ('60 days and 2 months', 'SELECT rollup(s) FROM value, unnest(ARRAY[days, months]) s'),
  ('2 months and 60 days', 'SELECT rollup(s) FROM value, unnest(ARRAY[months, days]) s'),
  ('days and no stated unit', 'SELECT rollup(s) FROM value, unnest(ARRAY[days, unstated]) s'),
  ('logrank of days and months', 'SELECT logrank(days, months) FROM value'),
  ('logrank of groups in days and months', 'SELECT logrank(g, s) FROM value, LATERAL (VALUES (''a'', days), (''b'', months)) t(g, s)'),
  ('flows and levels', 'SELECT rollup(s) FROM value, unnest(ARRAY[flow, level]) s'),
  ('months and days', 'SELECT rollup(s) FROM value, unnest(ARRAY[flow, daily]) s'),
  ('years from January and from July', $$SELECT rollup(s) FROM (VALUES
     ('{"type": "trade_series", "frequency": "year", "totals": {}}'::trade_series),
     ('{"type": "trade_series", "frequency": "year", "year_start": 7, "totals": {}}')) t(s)$$)) t(claim, query);

-- A question about a backlog wants what backlog_agg built.
SELECT claim, pg_temp.refusal(query) FROM (VALUES
  ('backlog_at of flows', 'SELECT backlog_at(daily, ''2025-01-01'') FROM value'),
  ('backlog_at of changes', 'SELECT backlog_at(change, ''2025-01-01'') FROM value')) t(claim, query);

-- What the text form refuses.
SELECT pg_temp.refusal(format('SELECT %L::%s', input, type)) FROM (VALUES
  ('trade_series', '{"type": "trade_series", "frequency": "month", "measure": "stock", "totals": {}}'),
  ('trade_series', '{"type": "trade_series", "frequency": "month", "measure": 1, "totals": {}}'),
  ('trade_series', '{"type": "trade_series", "frequency": "year", "year_start": 0, "totals": {}}'),
  ('trade_series', '{"type": "trade_series", "frequency": "year", "year_start": 13, "totals": {}}'),
  ('trade_series', '{"type": "trade_series", "frequency": "year", "year_start": 1.5, "totals": {}}'),
  ('trade_series', '{"type": "trade_series", "frequency": "year", "year_start": "July", "totals": {}}'),
  ('trade_series', '{"type": "trade_series", "frequency": "month", "year_start": 7, "totals": {}}'),
  ('spells', '{"type": "spells", "unit": "hour", "spells": []}'),
  ('spells', '{"type": "spells", "unit": 1, "spells": []}')) t(type, input);
