-- What would have been: a mix of donors, weights that are a simplex, donors as placebos.
CREATE FUNCTION pg_temp.months(x float8[], first date DEFAULT '2024-01-01') RETURNS trade_series LANGUAGE sql AS $$
  SELECT series_agg((first + make_interval(months => n::int - 1))::date, v, 'month') FROM unnest(x) WITH ORDINALITY t(v, n) $$;
CREATE FUNCTION pg_temp.weights(treated trade_series, names text[], donors trade_series[], shock date, k int DEFAULT 24, gap int DEFAULT 0, scale boolean DEFAULT true) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(name || ' ' || round(weight::numeric, 6), ', ' ORDER BY name) FROM synthetic_weights(treated, names, donors, shock, k, gap, scale => scale) $$;
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
-- (a) two donors fit exactly; (b) magnets and three donors; (c) California and two states, matched on one value.
CREATE TEMP TABLE c AS SELECT * FROM (VALUES
  ('a', pg_temp.months('{10,12,11,4}'), '{a,b}'::text[], ARRAY[pg_temp.months('{8,11,9,9}'), pg_temp.months('{14,14,15,12}')], date '2024-04-01', false),
  ('b', pg_temp.months('{100,104,98,102,101,106,60,30,55}'), '{A,B,C}', ARRAY[pg_temp.months('{50,52,49,51,50,53,52,51,54}'), pg_temp.months('{200,206,197,203,204,211,208,214,210}'),
   pg_temp.months('{80,90,70,95,75,100,85,90,88}')], '2024-07-15', true),
  ('c', pg_temp.months('{90.1,90.1,60.4}'), '{Colorado,Utah}', ARRAY[pg_temp.months('{94.6,94.6,86.2}'), pg_temp.months('{55,55,49.3}')], '2024-03-01', false)) t(n, treated, names, donors, shock, scale);
SELECT n, pg_temp.weights(treated, names, donors, shock, scale => scale), round(r.effect::numeric, 6) AS effect, round(r.percent::numeric, 6) AS percent, round(r.pre_rmspe::numeric, 6) AS pre, round(r.post_rmspe::numeric, 6) AS post,
       round(r.ratio::numeric, 2) AS ratio, r.p_value, r.placebos, r.donors_used, round(r.effective_donors::numeric, 4) AS effective, r.periods_before, r.periods_after
FROM c, synthetic_control(treated, names, donors, shock, scale => scale, min_periods => 6) r ORDER BY n;
SELECT p.period, p.value, round(p.synthetic::numeric, 4) AS synthetic, round(p.difference::numeric, 4) AS difference, p.phase FROM c, synthetic_path(treated, names, donors, shock, k => 3, gap => 2, periods => 2) p WHERE n = 'b';
SELECT p.name, round(p.effect::numeric, 4) AS effect, round(p.percent::numeric, 4) AS percent, round(p.pre_rmspe::numeric, 4) AS pre, round(p.post_rmspe::numeric, 4) AS post, round(p.ratio::numeric, 3) AS ratio
FROM c, synthetic_placebos(treated, names, donors, shock) p WHERE n = 'b';

SELECT claim, got FROM c, LATERAL (VALUES
  ('below ten periods before there is no p', (SELECT row(p_value, placebos, periods_before)::text FROM synthetic_control(treated, names, donors, shock))),
  ('unless asked for', (SELECT row(p_value, placebos)::text FROM synthetic_control(treated, names, donors, shock, min_periods => 2))),
  ('the effect is the mean of the path', (SELECT (r.effect = avg(p.difference))::text FROM synthetic_control(treated, names, donors, shock) r, synthetic_path(treated, names, donors, shock) p WHERE p.phase = 'after' GROUP BY r.effect)),
  ('placebos are rows', (SELECT (r.placebos = count(p.ratio))::text FROM synthetic_control(treated, names, donors, shock, min_periods => 2) r, synthetic_placebos(treated, names, donors, shock) p GROUP BY r.placebos)),
  ('a donor alone has weight 1 and no placebo', (SELECT row(r.donors_used, r.effective_donors, r.p_value, r.placebos)::text FROM synthetic_control(treated, names[1:1], donors[1:1], shock, min_periods => 2) r)),
  ('no row of placebos then', (SELECT count(*)::text FROM synthetic_placebos(treated, names[1:1], donors[1:1], shock))),
  ('equal donors share equally', pg_temp.weights(treated, '{A,A2,B,C}', ARRAY[donors[1], donors[1], donors[2], donors[3]], shock)),
  ('a donor in other units is the same donor', pg_temp.weights(treated, names, ARRAY[donors[1] * 1024, donors[2], donors[3] / 4], shock)),
  ('one that is the treated series takes all', pg_temp.weights(treated, '{A,B,same}', ARRAY[donors[1], donors[2], treated * 3], shock)),
  ('and leaves no ratio', (SELECT row(r.ratio, r.p_value, r.effective_donors)::text FROM synthetic_control(treated, '{A,B,same}', ARRAY[donors[1], donors[2], treated * 3], shock, min_periods => 2) r)),
  ('a period that one lacks is left out before', (SELECT row(r.periods_before, r.periods_after)::text FROM synthetic_control(treated, names, ARRAY[donors[1], slice(donors[2], '2024-03-01'), donors[3]], shock) r)),
  ('one that the treated lacks is left out after', (SELECT row(r.periods_before, r.periods_after)::text FROM synthetic_control(slice(treated, until => '2024-08-31'), names, donors, shock) r)),
  ('no period after', (SELECT row(r.effect, r.post_rmspe, r.ratio, r.p_value, r.periods_after)::text FROM synthetic_control(slice(treated, until => '2024-06-30'), names, donors, shock) r)),
  ('one period before', (SELECT row(r.*)::text FROM synthetic_control(treated, names, donors, '2024-02-01') r)),
  ('and no weights', coalesce(pg_temp.weights(treated, names, donors, '2024-02-01'), 'none')),
  ('NULL', coalesce(synthetic_control(NULL, names, donors, shock)::text, 'NULL')),
  ('names of another order', (synthetic_control(treated, names, donors, shock) = synthetic_control(treated, ARRAY[names[3], names[1], names[2]], ARRAY[donors[3], donors[1], donors[2]], shock))::text)) t(claim, got) WHERE n = 'b';
-- Trading days: those on which every series has a figure.
SELECT r.periods_before, r.periods_after, r.donors_used FROM (SELECT levels_agg(d, 100 + 3 * sin(n), 'trading_day') FILTER (WHERE n % 7 < 5) AS treated, levels_agg(d, 50 + 2 * sin(n) + cos(n), 'trading_day') FILTER (WHERE n % 7 < 5 AND n <> 9) AS x,
    levels_agg(d, 70 + sin(2 * n), 'trading_day') FILTER (WHERE n % 7 < 5) AS y FROM generate_series(0, 34) n, LATERAL (SELECT date '2025-01-06' + n AS d) t) s, synthetic_control(treated, '{x,y}', ARRAY[x, y], '2025-02-01') r;

-- Laws on random input: a simplex; bits free of the order; free of the units of the treated; no mix of two donors is nearer.
SELECT setseed(0.17);
CREATE TEMP TABLE random_panel AS
SELECT p, 'd' || lpad(i::text, 2, '0') AS name, series_agg((date '2020-01-01' + make_interval(months => t))::date, v, 'month') AS s
FROM (SELECT p, i, t, 10 ^ (i % 3) * exp(sum(0.05 * (random() + random() - 1)) OVER (PARTITION BY p, i ORDER BY t)) AS v
      FROM generate_series(1, 30) p, LATERAL generate_series(0, 3 + p) i, generate_series(0, 29 + p - p) t) x GROUP BY p, i;
CREATE TEMP TABLE random_problem AS
SELECT p, (array_agg(s) FILTER (WHERE name = 'd00'))[1] AS treated, array_agg(name ORDER BY name) FILTER (WHERE name <> 'd00') AS names, array_agg(s ORDER BY name) FILTER (WHERE name <> 'd00') AS donors,
       array_agg(name ORDER BY md5(name || p)) FILTER (WHERE name <> 'd00') AS names2, array_agg(s ORDER BY md5(name || p)) FILTER (WHERE name <> 'd00') AS donors2 FROM random_panel GROUP BY p;
SELECT bool_and(w.least >= 0 AND abs(w.sum - 1) < 1e-14) AS a_simplex, bool_and(w.all_weights = v.all_weights) AS free_of_order, bool_and(r = r2) AS report_too, bool_and(u.all_weights = w.all_weights) AS free_of_units, count(*)
FROM random_problem, LATERAL (SELECT min(weight) AS least, sum(weight), array_agg(weight ORDER BY name) AS all_weights FROM synthetic_weights(treated, names, donors, '2022-01-01')) w,
  LATERAL (SELECT array_agg(weight ORDER BY name) AS all_weights FROM synthetic_weights(treated, names2, donors2, '2022-01-01')) v,
  LATERAL (SELECT array_agg(weight ORDER BY name) AS all_weights FROM synthetic_weights(treated * 1024, names, donors, '2022-01-01')) u,
  synthetic_control(treated, names, donors, '2022-01-01') r, synthetic_control(treated, names2, donors2, '2022-01-01') r2;
SELECT bool_and(r.pre_rmspe <= two.pre_rmspe * (1 + 1e-12)) AS no_pair_is_nearer FROM random_problem, synthetic_control(treated, names, donors, '2022-01-01') r,
  generate_series(2, cardinality(names)) i, synthetic_control(treated, ARRAY[names[1], names[i]], ARRAY[donors[1], donors[i]], '2022-01-01') two;

-- Refused, and what to write.
SELECT claim, pg_temp.refusal(query) AS refusal FROM (VALUES
  ('no donors', 'SELECT synthetic_control(treated, ''{}'', ''{}'', shock) FROM c'),
  ('NULL donors', 'SELECT synthetic_control(treated, names, NULL, shock) FROM c'),
  ('as many names', 'SELECT synthetic_control(treated, names[1:1], donors, shock) FROM c'),
  ('a name twice', 'SELECT synthetic_control(treated, ''{x,x}'', donors[1:2], shock) FROM c'),
  ('no name', 'SELECT synthetic_control(treated, ''{x,NULL}'', donors[1:2], shock) FROM c'),
  ('a donor that is NULL', 'SELECT synthetic_control(treated, ''{x,y}'', ARRAY[donors[1], NULL], shock) FROM c'),
  ('a hole after the shock', 'SELECT synthetic_control(treated, names, ARRAY[slice(donors[1], until => ''2024-07-31''), donors[2], donors[3]], shock) FROM c WHERE n = ''b'''),
  ('other periods', 'SELECT synthetic_control(treated, names, ARRAY[resample(donors[1], ''quarter'', partial => true), donors[2]], shock) FROM c WHERE n = ''a'''),
  ('a donor of zeros', 'SELECT synthetic_control(treated, names, ARRAY[donors[1] - donors[1], donors[2]], shock) FROM c WHERE n = ''a'''),
  ('a treated series of zeros', 'SELECT synthetic_control(treated - treated, names, donors, shock) FROM c WHERE n = ''a'''),
  ('more than 200 donors', 'SELECT synthetic_control(treated, array_agg(i::text), array_agg(donors[1]), shock) FROM c, generate_series(1, 201) i WHERE n = ''a'' GROUP BY treated, shock'),
  ('a window of more than 600', 'SELECT synthetic_control(treated, names, donors, shock, k => 601) FROM c'),
  ('more than 600 after', 'SELECT synthetic_control(d, ''{x}'', ARRAY[d], ''2021-01-01'') FROM (SELECT series_agg(date ''2020-01-01'' + n, 1 + n % 3, ''day'') AS d FROM generate_series(0, 2000) n) t'),
  ('gap', 'SELECT synthetic_control(treated, names, donors, shock, gap => -1) FROM c'),
  ('periods', 'SELECT synthetic_control(treated, names, donors, shock, periods => 0) FROM c'),
  ('min_periods', 'SELECT synthetic_control(treated, names, donors, shock, min_periods => 1) FROM c'),
  ('no date', 'SELECT synthetic_control(treated, names, donors, NULL) FROM c'),
  ('combined periods', 'SELECT synthetic_control(series_agg(date ''2025-01-01'', ''2025-02-28'', 1, ''month''), names, donors, shock) FROM c GROUP BY names, donors, shock'),
  ('out of range', 'SELECT synthetic_control(pg_temp.months(''{1e300,-1e300,1}''), names, donors, ''2024-03-01'', scale => false) FROM c WHERE n = ''a''')) t(claim, query);
