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
SET datestyle = ISO;
\pset format unaligned
\pset footer off

-- A series of months from {"2025-01": 1, "2025-01/2025-02": 3}.
CREATE FUNCTION pg_temp.s(j jsonb, frequency text DEFAULT 'month') RETURNS trade_series LANGUAGE sql AS $$
  SELECT series_agg((split_part(key, '/', 1) || '-01')::date, (split_part(key, '/', -1) || '-01')::date, value::float8, frequency) FROM jsonb_each_text(j) $$;
CREATE FUNCTION pg_temp.changes(old jsonb, new jsonb, tolerance float8 DEFAULT 0) RETURNS text LANGUAGE sql AS $$
  SELECT coalesce(string_agg(concat_ws(' ', to_char(period_start, 'YYYY-MM') || CASE WHEN period_end > period_start THEN to_char(period_end, '/YYYY-MM') ELSE '' END,
      kind, value_before, '->', value_after, change, round(relative_change::numeric, 4)), '; ' ORDER BY n), 'none')
  FROM series_changes(pg_temp.s(old), pg_temp.s(new), tolerance) WITH ORDINALITY c(period_start, period_end, kind, value_before, value_after, change, relative_change, n) $$;

-- series_changes: what is new, gone, revised; in order of time.
SELECT claim, pg_temp.changes(old, new, tolerance) FROM (VALUES
  ('new, gone, revised', '{"2025-01": 10, "2025-02": 20, "2025-03": 30, "2025-05": 50}'::jsonb, '{"2025-01": 10, "2025-02": 21, "2025-03": 30, "2025-04": 40}'::jsonb, 0::float8),
  ('nothing', '{"2025-01": 10}', '{"2025-01": 10}', 0),
  ('no series before', NULL, '{"2025-02": 7}', 0),
  ('no series now', '{"2025-02": 7}', NULL, 0),
  ('neither', NULL, NULL, 0),
  ('from zero there is no relative change', '{"2025-01": 0, "2025-02": 5}', '{"2025-01": 3, "2025-02": 0, "2025-03": 0}', 0),
  ('a fall below zero', '{"2025-01": -10}', '{"2025-01": -5}', 0),
  ('within the tolerance, at it, beyond', '{"2025-01": 100, "2025-02": 200, "2025-03": 300}', '{"2025-01": 100.5, "2025-02": 201, "2025-03": 297}', 1),
  ('at the tolerance but for rounding', '{"2025-01": 0.7, "2025-02": 0.8}', '{"2025-01": 0.8, "2025-02": 0.7}', 0.1),
  ('told together, then apart, with the same sum', '{"2025-01/2025-02": 300, "2025-03": 90}', '{"2025-01": 120, "2025-02": 180, "2025-03": 95}', 0),
  ('told together, then apart, with another', '{"2025-01/2025-02": 300}', '{"2025-01": 120, "2025-02": 170}', 0),
  ('told apart, then together', '{"2025-01": 120, "2025-02": 170, "2025-03": 5}', '{"2025-01/2025-02": 300, "2025-03": 5}', 0),
  ('spans that cut each other', '{"2025-01/2025-02": 3, "2025-03/2025-04": 7}', '{"2025-01": 1, "2025-02/2025-03": 5, "2025-04": 4}', 0),
  ('and with another sum', '{"2025-01/2025-02": 3, "2025-03/2025-04": 7}', '{"2025-01": 1, "2025-02/2025-03": 5, "2025-04": 5}', 0),
  ('what is told of a part only cannot be compared', '{"2025-01/2025-02": 300, "2025-03": 1}', '{"2025-01": 120, "2025-03": 1}', 0),
  ('nor the other way round', '{"2025-01": 120}', '{"2025-01/2025-02": 300}', 0),
  ('a new total of several', '{"2025-05": 4}', '{"2025-05": 4, "2025-06/2025-07": 9}', 0)) t(claim, old, new, tolerance);
-- Parts that add up to the same decimals are the same; differences are of exact sums.
SELECT count(*) AS rows FROM (SELECT series_agg(date '2025-01-01', v, 'month') AS old FROM unnest('{0.1,0.2}'::float8[]) v) x, series_changes(old, pg_temp.s('{"2025-01": 0.3}'));
SELECT change FROM series_changes('{"type": "trade_series", "frequency": "month", "totals": {"2025-01-01": [1e16, 1]}}', '{"type": "trade_series", "frequency": "month", "totals": {"2025-01-01": [2e16, 4, 1e-20]}}');
SELECT count(*) AS rows FROM series_changes(pg_temp.s('{"2025-01": 1}'), pg_temp.s('{"2025-01": 2}'), NULL);
-- The other days, weeks, quarters, levels and changes compare with their like.
SELECT c.* FROM (SELECT levels_agg(date '2025-02-28', 5, 'quarter') AS a, levels_agg(date '2025-02-28', 6, 'quarter') AS b) x, series_changes(a, b) c;
SELECT c.* FROM (SELECT series_agg(date '2025-02-28', 5, 'trading_day') AS a, series_agg(date '2025-03-03', 6, 'trading_day') AS b) x, series_changes(a, b) c;

-- As of two days: what became known between them.
SELECT c.* FROM (SELECT vintages_agg(m, t, k, 'month') AS v FROM (VALUES (date '2025-04-01', date '2025-05-20', 2626), ('2025-04-01', '2025-06-20', 2627),
  ('2025-05-01', '2025-06-20', 1238)) x(m, k, t)) y, series_changes(as_of(v, '2025-05-31'), as_of(v, '2025-06-30')) c;

-- shares_changes: totals of entities, the unattributed last.
SELECT c.* FROM (SELECT shares_agg(e, v) AS m FROM (VALUES ('a', 1), ('b', 2), ('c', 3.5), (NULL, 4)) t(e, v)) old,
  (SELECT shares_agg(e, v) AS m FROM (VALUES ('a', 1), ('b', 3), ('d', 5), (NULL, 6)) t(e, v)) new, shares_changes(old.m, new.m) c;
SELECT c.* FROM (SELECT shares_agg(e, v) AS m FROM (VALUES (7, 1), (9, 2), (11, 0.5)) t(e, v)) old, (SELECT shares_agg(e, v) AS m FROM (VALUES (7, 1.5), (9, 4), (11, 0)) t(e, v)) new,
  shares_changes(old.m, new.m, 0.5) c;
SELECT claim, string_agg(concat_ws(' ', entity, kind, value_before, value_after), '; ') FROM
  (SELECT shares_agg('a'::text, 1) AS named, shares_agg(NULL::text, 1) AS unattributed, shares_agg(7, 1) AS numbered, '{"type": "market_shares", "entity": "text", "totals": {}}'::market_shares AS empty) x,
  LATERAL (VALUES ('no market before', NULL, named), ('no market now', unattributed, NULL), ('empty markets have any kind of entity', numbered, empty)) t(claim, a, b), shares_changes(a, b)
  GROUP BY claim ORDER BY claim;
SELECT count(*) AS rows FROM shares_changes(NULL, NULL);

-- report_changes: what changed in an answer, and in which columns.
CREATE FUNCTION pg_temp.report(months int, april float8 DEFAULT 2626, march float8 DEFAULT 4846) RETURNS recovery_report LANGUAGE sql AS $$
  SELECT r FROM (SELECT series_agg((date '2024-04-01' + make_interval(months => i::int - 1))::date, t, 'month') s
                 FROM unnest(array_fill(4846::float8, ARRAY[11]) || march || (ARRAY[april, 1238, 3188, 5577, 6146])[:months]) WITH ORDINALITY u(t, i)) x, recovery(s, '2025-04-04') r $$;
SELECT claim, (c).* FROM (VALUES
  ('nothing', report_changes(pg_temp.report(2), pg_temp.report(2))),
  ('one more month', report_changes(pg_temp.report(2), pg_temp.report(3))),
  ('recovered', report_changes(pg_temp.report(3), pg_temp.report(4))),
  ('and no more', report_changes(pg_temp.report(4), pg_temp.report(3))),
  ('no fall was seen', report_changes(pg_temp.report(0), pg_temp.report(1))),
  ('the baseline was revised', report_changes(pg_temp.report(2), pg_temp.report(2, march => 4900))),
  ('the first answer', report_changes(NULL, pg_temp.report(4))),
  ('no answer', report_changes(NULL, NULL))) t(claim, c);

-- What is refused.
SELECT claim, pg_temp.refusal(query) FROM (VALUES
  ('tolerance', $$SELECT series_changes(pg_temp.s('{"2025-01": 1}'), pg_temp.s('{"2025-01": 2}'), -1)$$),
  ('tolerance of a market', $$SELECT shares_changes(shares_agg('a'::text, 1), shares_agg('a'::text, 1), 'NaN')$$),
  ('frequencies', $$SELECT series_changes(pg_temp.s('{"2025-01": 1}'), series_agg(date '2025-01-01', 1, 'quarter'))$$),
  ('measures', $$SELECT series_changes(pg_temp.s('{"2025-01": 1}'), levels_agg(date '2025-01-01', 1, 'month'))$$),
  ('entities', $$SELECT shares_changes(shares_agg('a'::text, 1), shares_agg(1::bigint, 1))$$)) t(claim, query);
