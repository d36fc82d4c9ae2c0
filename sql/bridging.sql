-- Who would have stopped: the stock that bridges a gap, and when a stock runs out.
CREATE FUNCTION pg_temp.months(x float8[], first date DEFAULT '2024-10-01') RETURNS trade_series LANGUAGE sql AS $$
  SELECT series_agg((first + make_interval(months => n::int - 1))::date, v, 'month') FROM unnest(x) WITH ORDINALITY t(v, n) $$;
CREATE FUNCTION pg_temp.bridge(x float8[], k int DEFAULT 6) RETURNS text LANGUAGE sql AS $$
  SELECT row(round(b.stock::numeric, 6), round(b.units::numeric, 4), to_char(b.worst, 'YYYYMM'), to_char(b.since, 'YYYYMM'), to_char(b.until, 'YYYYMM'), b.covered)::text
  FROM bridging_stock(pg_temp.months('{100,100,100,100,100,100}'::float8[] || x), '2025-04-04', recovery_options(k => k)) b $$;
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

-- Stock in periods of the baseline, in units, when it is used up, from when to when it is known, and whether all of it is.
SELECT claim, got FROM (VALUES
  ('the magnets of 2025', pg_temp.bridge('{54.2096,25.5565,65.7862,115.0847}')),
  ('a surplus before the fall counts', pg_temp.bridge('{120,90,60,150}')),
  ('and one between two falls', pg_temp.bridge('{50,120,40}')),
  ('the first of equal depths', pg_temp.bridge('{50,100,100}')),
  ('never short', pg_temp.bridge('{130,110,105}')),
  ('short by rounding only', pg_temp.bridge('{99.99999999999999,100}')),
  ('nothing at all', pg_temp.bridge('{0,0,0}')),
  ('a hole ends what is known', pg_temp.bridge('{50,NULL,20,100}')),
  ('the shock itself was not seen', pg_temp.bridge('{NULL,50,40}')),
  ('nothing after the shock', pg_temp.bridge('{}')),
  ('a trend: units are shortfalls, not stock times one baseline', (SELECT row(round(b.stock::numeric, 6), round(b.units::numeric, 6))::text
     FROM bridging_stock(pg_temp.months('{100,110,120,130,140,150,80,85}'), '2025-04-01', recovery_options(baseline => 'linear', k => 6)) b)),
  ('no baseline', coalesce((SELECT row(b.*)::text FROM bridging_stock(pg_temp.months('{0,0,0,5}'), '2025-01-01', '{"k": 3}') b), 'NULL')),
  ('NULL', coalesce(bridging_stock(NULL, '2025-04-01')::text, 'NULL'))) t(claim, got);
-- Its loss is that of recovery where no month before the recovery lies above the baseline.
SELECT bool_and(abs(b.stock - r.loss_baseline_periods) < 1e-12) AS the_same FROM (VALUES ('{54,25,65,115}'::float8[]), ('{90,10,10,10,99,100}'), ('{0,1}')) t(x),
  LATERAL (SELECT pg_temp.months('{100,100,100,100,100,100}'::float8[] || x) AS s) y, bridging_stock(s, '2025-04-01', '{"k": 6}') b, recovery(s, '2025-04-01', k => 6) r;

-- A stock against what arrives: the first period that cannot be served, what is unmet in it, the part served, the least stock.
SELECT claim, got FROM (VALUES
  ('one month of magnets', (SELECT row(o.period, round(o.unmet::numeric, 4), round(o.fill_rate::numeric, 4), o.lowest)::text FROM stockout(1, '{0.5420965744944284,0.2555654147750722,0.6578621543541064,1.150846058605035}') o)),
  ('a month and a half', (SELECT row(o.period, round(o.unmet::numeric, 4), round(o.fill_rate::numeric, 4), o.lowest)::text FROM stockout(1.5, '{0.5420965744944284,0.2555654147750722,0.6578621543541064,1.150846058605035}') o)),
  ('a little more lasts', (SELECT row(o.period, o.unmet, o.fill_rate, round(o.lowest::numeric, 4))::text FROM stockout(1.6, '{0.5420965744944284,0.2555654147750722,0.6578621543541064,1.150846058605035}') o)),
  ('no stock, enough arrives', stockout(0, '{4,4,4}', 4)::text),
  ('what is unmet is lost, not carried', stockout(10, '{0,0,5,0,9}', 4)::text),
  ('three tenths serve a tenth three times', stockout(0.3, '{0,0,0}', 0.1)::text),
  ('three tenths are served', stockout(0.1::float8 + 0.2, '{}', 0.3)::text),
  ('0.1 and 0.2 serve 0.3', stockout(0.1, '{0.2}', 0.3)::text),
  ('no period', stockout(3, '{}')::text),
  ('NULL', coalesce(stockout(NULL, '{1}')::text, 'NULL'))) t(claim, got);
-- The law: exactly the bridging stock lasts, a little less does not.
SELECT bool_and(full_stock.period IS NULL) AS lasts, bool_and(less.period = extract(month FROM b.worst) - 3) AS not_less FROM (SELECT setseed(0.5)) z, generate_series(1, 200) i,
  LATERAL (SELECT array_agg(round((100 * random())::numeric) + i * 0 ORDER BY n)::float8[] AS x FROM generate_series(1, 6) n) y, LATERAL (SELECT pg_temp.months('{64,64,64,64,64,64}'::float8[] || x) AS s) m,
  bridging_stock(s, '2025-04-01', '{"k": 6}') b, LATERAL (SELECT array_agg(ratio ORDER BY period) AS q FROM recovery_path(s, '2025-04-01', '{"k": 6}') WHERE period >= '2025-04-01') p,
  LATERAL stockout(b.stock, q) full_stock, LATERAL stockout(b.stock * (1 - 1e-9), q) less WHERE b.stock > 0;

-- Refused, and what to write.
SELECT claim, pg_temp.refusal(query) AS refusal FROM (VALUES
  ('a stock below zero', 'SELECT stockout(-1, ''{1}'')'),
  ('an arrival below zero', 'SELECT stockout(2, ''{1,-1}'')'),
  ('an arrival that is no number', 'SELECT stockout(2, ''{NaN}'')'),
  ('an arrival that is NULL', 'SELECT stockout(2, ''{1,NULL}'')'),
  ('no demand', 'SELECT stockout(2, ''{1}'', 0)'),
  ('no date', 'SELECT bridging_stock(pg_temp.months(''{1}''), NULL)'),
  ('options', 'SELECT bridging_stock(pg_temp.months(''{1}''), ''2025-04-01'', ''{"stock": 1}'')'),
  ('combined periods', 'SELECT bridging_stock(series_agg(date ''2025-01-01'', ''2025-02-28'', 1, ''month''), ''2025-04-01'')')) t(claim, query);
