-- What the charts show, one query a chart, as one JSON object.
\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
-- A month known only by a sum over months has no place of its own.
WITH recovery AS (
  SELECT p.product, (extract(year FROM age(p.period, date_trunc('month', p.shock)))::int * 12
                     + extract(month FROM age(p.period, date_trunc('month', p.shock)))::int) AS month, p.period, CASE WHEN p.basis <> 'spread' THEN p.ratio END AS ratio,
         r.status, r.depth, r.time_to_recovery, r.censored_after
  FROM trade_bi.recovery_path p JOIN trade_bi.recovery r USING (product, partner)
  WHERE p.partner = 'World' AND p.frequency = 'month' AND p.period BETWEEN p.shock - interval '6 months' AND p.shock + interval '24 months'
  ORDER BY 1, 2
), importers AS (
  SELECT partner, baseline, status, depth, time_to_recovery FROM trade_bi.recovery
  WHERE frequency = 'year' AND baseline IS NOT NULL ORDER BY baseline DESC LIMIT 12
), waiting AS (
  SELECT c.population, c.duration, c.waiting_share, c.waiting_lower, c.waiting_upper, c.censored, w.median FROM trade_bi.waiting_curve c
  JOIN trade_bi.waiting w USING (question, population) WHERE question = 'import recovery' ORDER BY 1, 2
), concentration AS (
  SELECT market, year, hhi, cr1 FROM trade_bi.concentration WHERE market IN ('magnet exports', 'mine production') AND year >= 2002 ORDER BY 1, 2
), bounds AS (
  SELECT year, listed_share, lower, upper_unranked AS upper FROM trade_bi.concentration_bounds
  WHERE year = (SELECT max(year) FROM trade_bi.concentration WHERE market = 'listed magnet producers' AND firms >= 9) ORDER BY 2
), inventory AS (
  SELECT i.company, i.period, i.level, e.starts, e.turns, e.change, e.running FROM trade_bi.inventories i
  JOIN trade_bi.inventory_episodes e USING (company) WHERE company LIKE 'JL MAG%' AND kind = 'build-up' ORDER BY 2
), exposure AS (
  SELECT company, year, fall, basis, at_risk_low, at_risk_high FROM trade_bi.exposure
  WHERE fall = 0.75 AND year = (SELECT max(year) FROM trade_bi.sector_exposure WHERE firms > 0) ORDER BY at_risk_high
), backlog AS (
  SELECT size, day, open_licences FROM trade_bi.licence_backlog ORDER BY 1, 2
)
SELECT json_build_object(
  'recovery', (SELECT json_agg(x) FROM recovery x), 'importers', (SELECT json_agg(x) FROM importers x),
  'waiting', (SELECT json_agg(x) FROM waiting x), 'concentration', (SELECT json_agg(x) FROM concentration x),
  'bounds', (SELECT json_agg(x) FROM bounds x), 'inventory', (SELECT json_agg(x) FROM inventory x),
  'exposure', (SELECT json_agg(x) FROM exposure x), 'backlog', (SELECT json_agg(x) FROM backlog x));
