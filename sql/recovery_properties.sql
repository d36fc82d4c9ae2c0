-- What must hold for any series, on 100 random ones with holes, zeros and ties.
-- RAREEARTH_ROUNDS and RAREEARTH_SEED ask for more of them, and for others.
\set rounds 1
\getenv rounds RAREEARTH_ROUNDS
\set seed 20250404
\getenv seed RAREEARTH_SEED
SELECT 100 * :rounds AS series \gset
SELECT setseed(:seed / 1073741824.0);
CREATE TEMP TABLE rows AS
SELECT g, ('2022-01-01'::date + m * interval '1 month')::date AS month,
       CASE WHEN random() < 0.05 THEN 0 ELSE round((100 * CASE WHEN m >= 18 THEN least(1.2,
             0.2 + (m - 18) * (g % 7) / 20.0) ELSE 1 END * (0.8 + 0.4 * random()))::numeric, g % 3) END::float8 AS kg
FROM generate_series(1, :series) g, generate_series(0, 35) m WHERE random() < 0.93;
CREATE TEMP TABLE questions AS SELECT q, baseline, k, gap, threshold, sustain, gaps, pool FROM (VALUES
  (1, 'mean', 12, 0, 1.0::float8, 1, 'missing', false), (2, 'median', 6, 2, 0.9, 2, 'missing', false), (3, 'yoy', 12, 0, 0.8, 3, 'missing', false),
  (4, 'yoy_mean', 12, 1, 1, 1, 'zero', false), (5, 'linear', 18, 0, 0.9, 2, 'missing', false),
       (6, 'mean', 12, 0, 0.9, 1, 'missing', true)) t(q, baseline, k, gap, threshold, sustain, gaps, pool);
CREATE TEMP TABLE whole AS SELECT g, series_agg(month, kg, 'month') AS s FROM rows GROUP BY g;
CREATE FUNCTION pg_temp.ask(trade_series, questions) RETURNS recovery_report LANGUAGE sql AS $$
  SELECT recovery($1, '2023-07-15', $2.baseline, $2.k, $2.gap, $2.threshold, $2.sustain, $2.gaps, 1, $2.pool) $$;
CREATE TEMP TABLE answers AS SELECT g, q, a.* FROM whole, questions, LATERAL pg_temp.ask(s, questions) a;
SELECT status, (SELECT count(*) > 0.1 * :series FROM answers a WHERE a.status = s.status) AS many
FROM unnest(ARRAY['recovered', 'censored', 'no_baseline']) s(status);

-- The order of rows and the way they are split leave no trace.
SELECT count(*) AS differ FROM whole JOIN (SELECT g, series_agg(month, kg, 'month' ORDER BY random()) AS s FROM rows GROUP BY g) x USING (g)
WHERE x.s <> whole.s;
SELECT count(*) AS differ FROM whole
JOIN (SELECT g, rollup(s) AS s FROM (SELECT g, series_agg(month, kg, 'month') AS s FROM rows GROUP BY g, floor(random() * 4)) p
      GROUP BY g) x USING (g)
WHERE x.s <> whole.s;

-- Scaling scales what has a unit and leaves the rest: exactly by powers of two, else up to rounding, unless a ratio lies on the threshold
-- to the last bits.
SELECT count(*) AS differ FROM answers o JOIN whole USING (g) JOIN questions USING (q), LATERAL pg_temp.ask(s * 1024, questions) b
WHERE (b.status, b.depth, b.trough, b.recovered_on, b.censored_after, b.pending, b.relapsed, b.time_to_half_recovery, b.rebound_ratio,
       b.loss_baseline_periods, b.baseline, b.cumulative_loss)
  IS DISTINCT FROM (o.status, o.depth, o.trough, o.recovered_on, o.censored_after, o.pending, o.relapsed, o.time_to_half_recovery,
                    o.rebound_ratio, o.loss_baseline_periods, o.baseline * 1024, o.cumulative_loss * 1024);
SELECT count(*) AS differ FROM answers o JOIN whole USING (g) JOIN questions x USING (q), LATERAL pg_temp.ask(s * 0.001, x) b
WHERE (b.status <> o.status OR abs(b.depth - o.depth) > 1e-12 OR abs(b.cumulative_loss * 1000 - o.cumulative_loss) > 1e-9)
  AND NOT EXISTS (SELECT FROM recovery_path(s, '2023-07-15',
                                            recovery_options(x.baseline, x.k, x.gap, x.threshold, x.sustain, x.gaps, 1, x.pool)) p
                                            WHERE abs(p.ratio - x.threshold) < 1e-12);

-- More data: what recovered stays recovered then; what was censored never recovers at or before the time it was seen below.
CREATE TEMP TABLE known AS SELECT g, q, until, a.* FROM whole, questions, generate_series(18, 35) m,
  LATERAL (SELECT ('2022-01-01'::date + m * interval '1 month')::date AS until) u, LATERAL pg_temp.ask(slice(s, until => until), questions) a;
SELECT count(*) > 25 * :series AS enough, count(*) FILTER (WHERE status = 'censored') > 2.5 * :series AS some_censored FROM known;
SELECT count(*) AS changed FROM known JOIN answers o USING (g, q)
WHERE known.status = 'recovered' AND (o.recovered_on, o.depth, o.trough) IS DISTINCT FROM (known.recovered_on, known.depth, known.trough);
SELECT count(*) AS too_early FROM known JOIN answers o USING (g, q)
WHERE known.status = 'censored' AND (o.status = 'not_affected' OR o.time_to_recovery <= known.censored_after
                                     OR o.censored_after < known.censored_after);
-- The check can fail: a pending run counted as time without recovery would be too early.
SELECT count(*) > 0 AS pending_matters FROM known JOIN answers o USING (g, q)
WHERE known.pending AND o.time_to_recovery <= extract(year FROM age(known.latest_period, '2023-07-01')) * 12 + extract(month
      FROM age(known.latest_period, '2023-07-01'));

-- Combined months keep totals, however they are shared out or made coarser.
CREATE TEMP TABLE combined AS SELECT g, series_agg(a, b, kg, 'month') AS s FROM rows,
  LATERAL (SELECT CASE WHEN early THEN date_trunc('year', month)::date ELSE month END,
           CASE WHEN early THEN (date_trunc('year', month) + interval '1 month')::date ELSE month END
           FROM (SELECT extract(month FROM month) < 3) e(early)) x(a, b) GROUP BY g;
SELECT count(*) FILTER (WHERE total(c.s) <> total(w.s)) AS total,
       count(*) FILTER (WHERE total(spread_combined(c.s)) <> total(w.s) OR total(spread_combined(c.s, 'days')) <> total(w.s)) AS spread,
       count(*) FILTER (WHERE total(resample(c.s, 'quarter', partial => true)) <> total(w.s)) AS resampled,
            count(*) FILTER (WHERE num_observations(c.s) = num_observations(w.s)) AS not_combined
FROM combined c JOIN whole w USING (g);
-- Pooling sees the same in them as in the months, where both months of every year are there.
SELECT count(*) > 0.25 * :series AS enough,
       count(*) FILTER (WHERE a.status <> b.status OR abs(a.depth - b.depth) > 1e-12 OR a.recovered_on <> b.recovered_on) AS differ
FROM combined c JOIN whole w USING (g) JOIN questions x ON q = 6, LATERAL pg_temp.ask(c.s, x) a, LATERAL pg_temp.ask(w.s, x) b
WHERE (SELECT count(*) FROM observations(w.s) WHERE extract(month FROM period) < 3) = 6;
-- To year-to-date figures and back.
SELECT count(*) > 0.02 * :series AS enough, count(*) FILTER (WHERE from_year_to_date(cumulative(s, true, 'zero')) <> z) AS differ
FROM (SELECT s, s + (SELECT series_agg(period, 0, 'month') FROM observations(s)) AS z FROM whole
      WHERE NOT EXISTS (SELECT FROM missing_periods(s)) AND first_period(s) = '2022-01-01') x;

-- Figures taken apart: every piece is the sum of the months it covers, and all that the figures cover is covered once.
CREATE TEMP TABLE truth AS SELECT g, m, make_date(2020 + m / 12, 1 + m % 12, 1) AS month, 0.1 * floor(1000 * random()) AS kg
FROM generate_series(1, :series / 2) g, generate_series(0, 23) m;
CREATE TEMP TABLE figures AS
SELECT g, a, b, (SELECT sum(kg::numeric) FROM truth t WHERE t.g = f.g AND t.month BETWEEN a AND b)::float8 AS kg
FROM (SELECT g, month AS a, month AS b FROM truth WHERE random() < 0.3
      UNION SELECT g, date_trunc('year', month)::date, month FROM truth WHERE random() < 0.3) f;
CREATE TEMP TABLE pieces AS SELECT g, s FROM (SELECT g, reconcile_agg(a, b, kg, 'month', 1e-6) AS s FROM figures GROUP BY g) x;
CREATE TEMP TABLE told AS SELECT g, period AS a, period AS b, value FROM pieces, observations(spread_combined(s, 'none'))
UNION ALL SELECT g, period_start, period_end, value FROM pieces, combined_periods(s);
SELECT count(*) FILTER (WHERE a < b) > 0.25 * :series AS combined, count(*) FILTER (WHERE a = b) > 1.2 * :series AS single,
       count(*) FILTER (WHERE abs(value - (SELECT sum(kg) FROM truth t WHERE t.g = told.g AND t.month BETWEEN a AND b)) > 1e-6) AS wrong FROM told;
SELECT count(*) FILTER (WHERE times > 1) AS twice, count(*) FILTER (WHERE (times = 1) <> covered) AS not_as_covered
FROM (SELECT (SELECT count(*) FROM told WHERE told.g = t.g AND t.month BETWEEN a AND b) AS times, EXISTS (SELECT FROM figures f
      WHERE f.g = t.g AND t.month BETWEEN a AND b) AS covered FROM truth t) x;
SELECT count(*) AS differ FROM pieces
JOIN (SELECT g, reconcile_agg(a, b, kg, 'month', 1e-6 ORDER BY random()) AS s FROM figures GROUP BY g) x USING (g) WHERE x.s <> pieces.s;
-- More figures never take a piece apart wrongly: a month that stands alone keeps its figure.
SELECT count(*) AS changed FROM told JOIN figures f USING (g, a, b) WHERE told.value <> f.kg AND a = b;
