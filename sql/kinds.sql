-- What an error says: class, message, detail and hint.
CREATE FUNCTION pg_temp.refusal(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE class text; message text; detail text; hint text;
BEGIN
  EXECUTE query;
  RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS class = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
  RETURN concat_ws(' | ', class, message, nullif(detail, ''), nullif(hint, ''));
END $$;
\pset format unaligned
\pset footer off

-- One state of every kind.
CREATE TEMP TABLE state (n int, kind text, made text, state keyed_sums);
INSERT INTO state (n, kind, made) VALUES
  (0, 'logrank_stratified', $$hazard_ratio_trans(NULL, 'p', true, '{"type": "spells", "spells": [{"duration": 10, "outcome": 1, "entered": 3, "count": 1}]}')$$),
  (1, 'shares_agg', $$shares_agg_trans(NULL, 'a'::text, 10)$$),
  (2, 'hhi', $$hhi_trans(NULL, 'a'::text, 10, 10000)$$),
  (3, 'series_agg', $$series_agg_trans(NULL, date '2025-01-01', 10)$$),
  (4, 'export_recovery', $$export_recovery_trans(NULL, date '2025-01-01', 10, '2025-02-01')$$),
  (5, 'reconcile_agg', $$reconcile_agg_trans(NULL, '2025-01-01', '2025-02-01', 10, 'month', 0.5)$$),
  (6, 'levels_agg', $$levels_agg_trans(NULL, date '2025-01-01', 10)$$),
  (7, 'backlog_agg', $$backlog_agg_trans(NULL, '2025-01-01', NULL)$$),
  (8, 'backlog_stats', $$backlog_stats_trans(NULL, '2025-01-01', NULL, '2025-01-01', '2025-01-31')$$),
  (9, 'spells_agg', $$spells_agg_trans(NULL, 10, true)$$),
  (10, 'approval_rate', $$approval_rate_trans(NULL, '2025-01-01', '2025-01-11', '2025-12-31', true)$$),
  (11, 'logrank', $$logrank_trans(logrank_trans(NULL, 'b', 7, true), 'a', 10, false)$$),
  (12, 'price_indices', $$price_indices_trans(NULL, 1, 2, 3, 4)$$),
  (13, 'price_indices_chained', $$price_indices_chained_trans(NULL, '2025-01-01', 'a', 10, 5)$$),
  (14, 'chained_index', $$chained_index_trans(NULL, 1.1)$$),
  (15, 'weighted_exposure', $$weighted_exposure_trans(NULL, 'a', 10, 5)$$),
  (16, 'rollup', $$series_rollup_trans(NULL, '{"type": "trade_series", "frequency": "day", "totals": {"2025-01-01": 10}}')$$),
  (17, 'series_agg over spans', $$series_agg_trans(NULL, '2025-01-01', '2025-02-28', 10, 'month')$$),
  (18, 'levels_agg with filed', $$levels_agg_trans(NULL, date '2025-01-31', 10, 'month', NULL, NULL, 0, '2025-03-31')$$),
  (19, 'trade_margins', $$trade_margins_trans(NULL, 'a', 10, 5, true)$$),
  (20, 'price_geks', $$price_geks_trans(NULL, '2025-01-01', 'a', 10, 5)$$),
  (21, 'unit_value_screen', $$unit_value_screen_trans(NULL, 10, 5)$$),
  (22, 'rollup', $$vintages_rollup_trans(NULL, '{"type": "trade_vintages", "frequency": "day", "releases": {"2025-01-01": {"2025-02-01": 10}}}')$$),
  (23, 'vintages_agg', $$vintages_agg_trans(NULL, date '2025-01-01', 10, '2025-02-01')$$),
  (24, 'vintages_agg over spans', $$vintages_agg_trans(NULL, '2025-01-01', '2025-02-28', 10, '2025-03-20', 'month')$$),
  (25, 'level_vintages_agg', $$level_vintages_agg_trans(NULL, date '2025-01-31', 10, '2025-02-20')$$);
DO $$
DECLARE s record; r keyed_sums;
BEGIN
  FOR s IN SELECT * FROM state LOOP
    EXECUTE 'SELECT ' || s.made INTO r;
    UPDATE state SET state = r WHERE n = s.n;
  END LOOP;
END $$;

-- A state goes to the final functions of its own aggregates alone: one that is a value of a type answers as that type does.
CREATE TEMP TABLE final AS SELECT p.oid::regproc AS name FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass
JOIN pg_extension x ON x.oid = d.refobjid AND x.extname = 'rareearth'
WHERE pronargs = 1 AND proargtypes[0] = 'keyed_sums'::regtype AND proname NOT IN ('keyed_sums_out', 'keyed_sums_send');
SELECT name AS final, string_agg(kind, ', ' ORDER BY n) FILTER (WHERE refusal = 'accepted') AS accepts
FROM final, state, LATERAL pg_temp.refusal(format('SELECT %s(state) FROM state WHERE n = %s', name, n)) AS refusal GROUP BY name
ORDER BY name::text COLLATE "C";
SELECT DISTINCT regexp_replace(refusal, 'state of [a-z_ ]+?(?=,| expected| \|)', 'state of ...', 'g') AS refusal
FROM final, state, LATERAL pg_temp.refusal(format('SELECT %s(state) FROM state WHERE n = %s', name, n)) AS refusal ORDER BY 1;

-- A state is combined with its own kind alone.
SELECT DISTINCT a.kind = b.kind AS same_kind, regexp_replace(refusal, 'state of [a-z_ ]+?(?=,| expected| \|)', 'state of ...', 'g') AS refusal
FROM state a, state b,
     LATERAL pg_temp.refusal(format('SELECT keyed_sums_combine(a.state, b.state) FROM state a, state b WHERE a.n = %s AND b.n = %s', a.n,
                                    b.n)) AS refusal
ORDER BY 1;

-- A row is added to its own kind alone.
SELECT DISTINCT a.kind = b.kind AS same_kind, regexp_replace(refusal, 'state of [a-z_ ]+?(?=,| expected| \|)', 'state of ...', 'g') AS refusal
FROM state a, state b, LATERAL pg_temp.refusal(format('SELECT %s FROM state WHERE n = %s', regexp_replace(b.made, 'NULL', 'state'), a.n)) AS refusal
WHERE b.n <> 11 ORDER BY 1;

-- A state leaves and enters the server as it was.
SELECT kind, state::text = state::text::keyed_sums::text AS text,
       pg_temp.refusal(format('SELECT %s FROM state WHERE n = %s', regexp_replace(made, 'NULL', 'state::text::keyed_sums'), n)) AS goes_on
FROM state ORDER BY n;

-- What an aggregate once took for its own, and what it says now.
SELECT claim, pg_temp.refusal(query) FROM (VALUES
  ('sums of prices are no market', 'SELECT shares_agg_final(price_indices_trans(NULL, 1, 2, 3, 4))'),
  ('sums of revenue are no market', 'SELECT shares_agg_final(weighted_exposure_trans(NULL, ''a'', 10, 5))'),
  ('the logarithm of a chain is no market', 'SELECT hhi_final(chained_index_trans(NULL, 1.1))'),
  ('an exposure with a market loses no firm', 'SELECT weighted_exposure_final(keyed_sums_combine(weighted_exposure_trans(NULL, ''a'', 10, 5), shares_agg_trans(NULL, ''rb''::text, 7)))'),
  ('bigint entities met with text entities', 'SELECT keyed_sums_combine(shares_agg_trans(NULL, 1::bigint, 1), shares_agg_trans(NULL, ''1''::text, 1))'),
  ('rows of both periods met with rows of one', 'SELECT price_indices_trans(price_indices_trans(NULL, 1, 2, 3, 4), ''a'', 1, 2, false)')) t(claim, query);

-- What must be the same for all rows of a group: one text, the same whatever the order of rows.
SELECT claim, pg_temp.refusal(query) FROM (VALUES
  ('scale', 'SELECT hhi(''a''::text, 1, s) FROM (VALUES (1), (10000)) t(s)'),
  ('scale, other order', 'SELECT hhi(''a''::text, 1, s) FROM (VALUES (10000), (1)) t(s)'),
  ('shock', 'SELECT export_recovery(d, 1, d) FROM (VALUES (date ''2025-01-01''), (''2025-02-01'')) t(d)'),
  ('options', $$SELECT export_recovery(date '2025-01-01', 1, '2025-01-01', o) FROM (VALUES
     (recovery_options()), (recovery_options(baseline => 'median', k => 6, gap => 1, threshold => 0.8, sustain => 2, gaps => 'zero',
                                             years => 2, pool_jan_feb => true, observed_until => '2025-12-31', frequency => 'month'))) t(o)$$),
  ('options, of one frequency', $$SELECT export_recovery(date '2025-01-01', 1, '2025-01-01', o) FROM (VALUES
     (recovery_options()), (recovery_options(baseline => 'median', k => 6, gap => 1, threshold => 0.8, sustain => 2, gaps => 'zero',
                                             years => 2, pool_jan_feb => true, observed_until => '2025-12-31'))) t(o)$$),
  ('tolerance', 'SELECT reconcile_agg(''2025-01-01'', ''2025-01-01'', 1, ''month'', t) FROM (VALUES (0), (0.5)) t(t)'),
  ('on_duplicate', 'SELECT levels_agg(date ''2025-01-01'', 1, ''month'', w) FROM (VALUES (''error''), (''last'')) t(w)'),
  ('window', 'SELECT backlog_stats(''2025-01-01'', NULL, ''2025-01-01'', u) FROM (VALUES (date ''2025-01-31''), (''2025-02-28'')) t(u)'),
  ('frequency', 'SELECT series_agg(date ''2025-01-01'', 1, f) FROM (VALUES (''month''), (''year'')) t(f)')) t(claim, query);

-- Bytes of a state that its kind cannot have: the kind, the parameters, the keys.
SELECT claim, pg_temp.refusal(format('SELECT %L::keyed_sums', bytes)) FROM (
  SELECT 'a format to come', overlay(encode(keyed_sums_send(state), 'hex') PLACING '02' FROM 1) FROM state WHERE n = 1
  UNION ALL SELECT 'a meaning that is not the one of its value', overlay(encode(keyed_sums_send(state), 'hex') PLACING '07' FROM 9) FROM state WHERE n = 3
  UNION ALL SELECT 'nothing', ''
  UNION ALL SELECT 'a header that is cut off', left(encode(keyed_sums_send(state), 'hex'), 18) FROM state WHERE n = 5
  UNION ALL SELECT 'parameters that are cut off', left(encode(keyed_sums_send(state), 'hex'), 24) FROM state WHERE n = 5
  UNION ALL SELECT 'no kind', overlay(encode(keyed_sums_send(state), 'hex') PLACING '00' FROM 3) FROM state WHERE n = 1
  UNION ALL SELECT 'a kind to come', overlay(encode(keyed_sums_send(state), 'hex') PLACING 'ff' FROM 3) FROM state WHERE n = 1
  UNION ALL SELECT 'a market as a scaled one', overlay(encode(keyed_sums_send(state), 'hex') PLACING '02' FROM 3) FROM state WHERE n = 1
  UNION ALL SELECT 'a series as a market', overlay(encode(keyed_sums_send(state), 'hex') PLACING '01' FROM 3) FROM state WHERE n = 3
  UNION ALL SELECT 'a text entity as a number', overlay(encode(keyed_sums_send(state), 'hex') PLACING '0e' FROM 3) FROM state WHERE n = 1
  UNION ALL SELECT 'a chain as prices of two periods', overlay(encode(keyed_sums_send(state), 'hex') PLACING '0c' FROM 3) FROM state WHERE n = 13
  UNION ALL SELECT 'a chain as an exposure', overlay(encode(keyed_sums_send(state), 'hex') PLACING '0f' FROM 3) FROM state WHERE n = 13
  UNION ALL SELECT 'an exposure as a chain', overlay(encode(keyed_sums_send(state), 'hex') PLACING '0d' FROM 3) FROM state WHERE n = 15
  UNION ALL SELECT 'a spell as one of a group', overlay(encode(keyed_sums_send(state), 'hex') PLACING '0b' FROM 3) FROM state WHERE n = 9
  UNION ALL SELECT 'a spell of days as a decision', overlay(encode(keyed_sums_send(state), 'hex') PLACING '0a' FROM 3) FROM state WHERE n = 9
  UNION ALL SELECT 'a tolerance of -0.5', replace(encode(keyed_sums_send(state), 'hex'), '000000e03f', '000000e0bf') FROM state WHERE n = 5
  UNION ALL SELECT 'months of years that start in month 217', overlay(encode(keyed_sums_send(state), 'hex') PLACING 'd9' FROM 47) FROM state WHERE n = 5
  UNION ALL SELECT 'a scale of NaN', overlay(encode(keyed_sums_send(state), 'hex') PLACING '000000000000f87f' FROM 21) FROM state WHERE n = 2
  UNION ALL SELECT 'a scale of -10000', overlay(encode(keyed_sums_send(state), 'hex') PLACING '000000000088c3c0' FROM 21) FROM state WHERE n = 2
  UNION ALL SELECT 'an unknown answer to a second level', overlay(encode(keyed_sums_send(state), 'hex') PLACING '02' FROM 29) FROM state WHERE n = 6
  ) t(claim, bytes);
