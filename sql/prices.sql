-- Returns are between successive observations; closed days are no gaps.
CREATE TEMP TABLE price AS SELECT *
FROM (VALUES (date '2025-04-03', 100.0), ('2025-04-04', 92), ('2025-04-07', 80), ('2025-04-08', 71), ('2025-04-09', 78), ('2025-04-10', 88),
      ('2025-04-11', 97)) t(day, price);
SELECT r, o.period, round(o.value::numeric, 6) AS value
FROM (SELECT series_agg(day, price, 'day') AS p FROM price) x, unnest('{log,simple}'::text[]) r, LATERAL observations(price_returns(p, r)) o
WHERE o.period < '2025-04-09';
SELECT num_observations(price_returns(series_agg(day, price, 'day'))) FROM price WHERE day = '2025-04-03';

-- Rebound: the deepest fall and how much of it came back; above 1 beyond the old peak.
SELECT r.* FROM (SELECT series_agg(day, price, 'day') AS p FROM price) x, LATERAL price_rebound(p) r \gx
SELECT r.max_drawdown, r.rebound
FROM (SELECT series_agg(date '2025-01-01' + i::int, v, 'day') AS p FROM unnest('{10,12,9,9,13}'::float8[]) WITH ORDINALITY t(v, i)) x,
     LATERAL price_rebound(p) r;
SELECT r.* FROM (SELECT series_agg(date '2025-01-01' + i, i + 1, 'day') AS p FROM generate_series(0, 3) i) x, LATERAL price_rebound(p) r \gx
SELECT price_rebound(NULL) IS NULL AS of_null;

-- Divergence: what the price did beyond its fundamental.
CREATE FUNCTION pg_temp.two(float8, float8) RETURNS trade_series LANGUAGE sql AS $$ SELECT levels_agg(d, v, 'day')
FROM (VALUES (date '2025-01-01', $1), ('2025-01-02', $2)) t(d, v) $$;
SELECT round(price_change::numeric, 12) AS price_change, round(fundamental_change::numeric, 12) AS fundamental_change,
       round(rerating::numeric, 12) AS rerating
FROM (VALUES (100, 130, 5, 4), (50, 25, 2, 2), (10, 12, 1, -1), (10, 12, 0, 1)) t(p0, p1, f0, f1),
     LATERAL divergence(pg_temp.two(p0, p1), pg_temp.two(f0, f1), '2025-01-01') d;
CREATE TEMP TABLE quarter AS SELECT *
FROM (VALUES (date '2024-12-31', 100.0, 50.0), ('2025-03-31', 120, 48), ('2025-06-30', 90, NULL), ('2025-09-30', 150, 50),
      ('2025-12-31', 160, NULL)) t(quarter, price, profit);
SELECT d.period, round(price_change::numeric, 12) AS price_change, round(fundamental_change::numeric, 12) AS fundamental_change,
       round(rerating::numeric, 12) AS rerating
FROM (SELECT series_agg(quarter, price, 'quarter') AS p, series_agg(quarter, profit, 'quarter') AS f FROM quarter) x,
     LATERAL divergence_path(p, f, '2024-12-31') d;
SELECT u, d.period_end, round(exp(d.rerating)::numeric, 12) AS times
FROM (SELECT series_agg(quarter, price, 'quarter') AS p, series_agg(quarter, profit, 'quarter') AS f FROM quarter) x,
     unnest('{2025-12-31,2025-08-01,2025-05-01}'::date[]) u, LATERAL divergence(p, f, '2024-12-31', u) d;
SELECT d.period_end, round(rerating::numeric, 6) AS rerating
FROM divergence(series_agg_final(series_agg_trans(series_agg_trans(NULL, '0044-03-15 BC'::date, 1, 'month'), '0044-04-15 BC'::date, 2, 'month')),
  series_agg_final(series_agg_trans(series_agg_trans(NULL, '0044-03-15 BC'::date, 1, 'month'), '0044-04-15 BC'::date, 1, 'month')),
       '0044-03-15 BC') d;
SELECT d IS NULL AS no_common_start
FROM (SELECT series_agg(quarter, price, 'quarter') AS p, series_agg(quarter, profit, 'quarter') AS f FROM quarter) x,
     LATERAL divergence(p, f, '2025-06-30') d;

-- The market model agrees with least squares in the database, and the standard errors with their definitions.
SELECT setseed(0.7);
CREATE TEMP TABLE share AS SELECT g, date '2024-01-01' + i AS day, m,
     0.001 + 1.4 * m + (random() - 0.5) * 0.02 - CASE WHEN i >= 60 THEN 0.01 ELSE 0 END AS r
FROM (SELECT g, i, (random() - 0.5) * 0.03 AS m FROM generate_series(1, 20) g, generate_series(0, 64) i WHERE i % 7 < 5) t;
WITH fit AS (
  SELECT g, regr_slope(r, m) AS beta, regr_intercept(r, m) AS alpha, regr_r2(r, m) AS r2, regr_sxx(r, m) AS sxx, avg(m) AS mean, count(*) AS n,
         sqrt((regr_syy(r, m) - regr_sxy(r, m) ^ 2 / regr_sxx(r, m)) / (count(*) - 2)) AS sigma
  FROM (SELECT *, row_number() OVER (PARTITION BY g ORDER BY day DESC) AS back FROM share WHERE day < '2024-03-01') s WHERE back <= 30 GROUP BY g
), event AS (
  SELECT g, count(*) AS n, sum(r - alpha - beta * m) AS car, sigma * sqrt(count(*)) AS se_simple,
         sigma * sqrt(count(*) + count(*)::float8 ^ 2 / fit.n + sum(m - mean) ^ 2 / sxx) AS se_exact
  FROM share JOIN fit USING (g) WHERE day >= '2024-03-01' GROUP BY g, sigma, fit.n, sxx
), model AS (
  SELECT g, (market_model(series_agg(day, r, 'day'), series_agg(day, m, 'day'), '2024-03-01', estimation => 30, returns => 'given')).*
  FROM share GROUP BY g
)
SELECT count(*) AS stocks, bool_and(estimation_n = fit.n AND event_n = event.n) AS windows,
       max(abs(model.alpha - fit.alpha) + abs(model.beta - fit.beta) + abs(model.sigma - fit.sigma) + abs(r_squared - r2)) < 1e-12 AS fitted,
       max(abs(model.car - event.car) + abs(model.se_simple - event.se_simple) + abs(model.se_exact - event.se_exact)) < 1e-12 AS event,
            bool_and(t_exact = model.car / model.se_exact AND abs(t_exact) < abs(t_simple)) AS t
FROM model JOIN fit USING (g) JOIN event USING (g);
-- Prices give what their returns give; no event day is ever in the estimation window.
CREATE TEMP TABLE both_forms AS SELECT series_agg(day, r, 'day') AS r, series_agg(day, m, 'day') AS m,
     series_agg(day, exp(sum_r), 'day') AS p, series_agg(day, exp(sum_m), 'day') AS i
FROM (SELECT day, r, m, sum(r) OVER w AS sum_r, sum(m) OVER w AS sum_m FROM share WHERE g = 1 WINDOW w AS (ORDER BY day)) s;
SELECT abs(a.car - b.car) < 1e-12 AS same, a.estimation_end, a.estimation_n, a.event_n FROM both_forms,
  LATERAL market_model(r, m, '2024-03-01', '2024-03-04', estimation => 30, gap => 5, returns => 'given') a,
       LATERAL market_model(p, i, '2024-03-01', '2024-03-04', estimation => 30, gap => 5) b;
SELECT phase, count(*), min(period), max(period), count(cumulative_return) AS cumulated
FROM both_forms, LATERAL abnormal_returns(p, i, '2024-03-01', '2024-03-04', estimation => 30, gap => 5) a GROUP BY phase
ORDER BY min(period);
-- A return is good to the last digits, small or large.
SELECT abs(rerating / 1e-12 - 1) < 1e-3 AS small FROM divergence(pg_temp.two(100, 100 + 1e-10), pg_temp.two(1, 1), '2025-01-01');
SELECT round(price_change::numeric, 9) AS large FROM divergence(pg_temp.two(1e-300, 1e300), pg_temp.two(1, 1), '2025-01-01');
SELECT max(abs(sum - cumulative_return)) < 1e-12 AS adds_up
FROM (SELECT cumulative_return, sum(abnormal_return) OVER (ORDER BY period)
      FROM both_forms, LATERAL abnormal_returns(p, i, '2024-03-01', estimation => 30) a WHERE phase = 'event') s;
-- After the last price there is no event; without a stock no answer.
SELECT event_n, car, estimation_end FROM both_forms, LATERAL market_model(p, i, '2025-01-01', estimation => 30) m;
SELECT market_model(NULL, i, '2024-03-01') IS NULL AS of_null FROM both_forms;
-- One share that was listed late has a status, and does not stop the others.
SELECT g, m.status, m.estimation_n, m.event_n, m.car IS NULL AS no_car, m.beta IS NULL AS no_beta, m.estimation_start, m.t_exact IS NULL AS no_t
FROM (SELECT g, series_agg(day, r, 'day') AS r, series_agg(day, m, 'day') AS m FROM share WHERE g < 3 AND (g = 1 OR day >= '2024-02-20') GROUP BY g) s,
     LATERAL market_model(r, m, '2024-03-01', estimation => 30, returns => 'given') m ORDER BY g;
SELECT status, estimation_n, event_n FROM both_forms, LATERAL market_model(p, i, '2024-01-01', estimation => 3, gap => 5) m;
SELECT status, event_n FROM both_forms, LATERAL market_model(p, i, '2025-01-01', estimation => 30) m;
SELECT count(*) AS no_rows FROM both_forms, LATERAL abnormal_returns(p, i, '2024-03-01') m;

-- The mean over shares: as SQL has it, and the tests as R has them.
CREATE TEMP TABLE models AS
SELECT g, m.* FROM (SELECT g, series_agg(day, r, 'day') AS r, series_agg(day, m, 'day') AS m FROM share GROUP BY g) s,
     LATERAL market_model(r, m, '2024-03-01', estimation => 30, returns => 'given') m;
SELECT a.shares, a.skipped, abs(mean_car - x.car) < 1e-15 AS mean, abs(a.se - x.se) < 1e-15 AS se, abs(z - x.car / x.se) < 1e-12 AS z,
       abs(a.cross_se - x.cross_se) < 1e-15 AS cross_se, abs(mean_standardized - x.scar) < 1e-13 AS standardized,
       abs(standardized_t - x.scar / x.scar_se) < 1e-12 AS standardized_t, a.positive = x.positive AS positive
FROM (SELECT array_agg(car) AS cars, array_agg(se_exact) AS errors, avg(car) AS car, sqrt(sum(se_exact ^ 2)) / count(*) AS se,
             stddev_samp(car) / sqrt(count(*)) AS cross_se, avg(car / se_exact) AS scar, stddev_samp(car / se_exact) / sqrt(count(*)) AS scar_se,
             count(*) FILTER (WHERE car > 0) AS positive FROM models) x, LATERAL mean_abnormal_return(cars, errors) a;
-- R: 2*pnorm(-abs(z)), 2*pt(-abs(t), 3), binom.test(3, 4)$p.value.
SELECT shares, mean_car, round(z::numeric, 12) AS z, round(p_value::numeric, 12) AS p, round(cross_t::numeric, 12) AS cross_t, round(cross_p_value::numeric, 12) AS cross_p,
       round(standardized_t::numeric, 12) AS standardized_t, round(standardized_p_value::numeric, 12) AS standardized_p, positive, round(sign_p_value::numeric, 12) AS sign_p
FROM mean_abnormal_return('{0.03,-0.01,0.02,0.02}', '{0.01,0.02,0.01,0.04}');
SELECT a = b AS any_order FROM (SELECT mean_abnormal_return('{0.1,0.2,0.3,-1e-9}', '{0.1,0.7,0.4,0.2}') AS a, mean_abnormal_return('{-1e-9,0.3,0.1,0.2}', '{0.2,0.4,0.1,0.7}') AS b) x;
SELECT * FROM mean_abnormal_return('{0.03,NULL,0.02}', '{0.01,0.02,NULL}');
SELECT * FROM mean_abnormal_return('{0.02,0.02}', '{0,0}');
SELECT * FROM mean_abnormal_return('{NULL}', '{NULL}');
SELECT * FROM mean_abnormal_return('{}', '{}');
SELECT mean_abnormal_return(NULL, '{1}') IS NULL AS of_null;
SELECT sign_p_value FROM mean_abnormal_return(array_fill(0.01::float8, '{5000}'), array_fill(1::float8, '{5000}'));

-- Bad input.
SELECT mean_abnormal_return('{1,2}', '{1}');
SELECT mean_abnormal_return('{1,NaN}', '{1,1}');
SELECT mean_abnormal_return('{1}', '{-1}');
SELECT mean_abnormal_return('{{1}}', '{1}');
SELECT price_returns(series_agg(day, price - 71, 'day')) FROM price;
SELECT price_returns(series_agg(day, price, 'day'), 'percent') FROM price;
SELECT price_rebound(series_agg(day, price - 80, 'day')) FROM price;
SELECT divergence(pg_temp.two(0, 1), pg_temp.two(1, 1), '2025-01-01');
SELECT divergence(series_agg(quarter, price, 'quarter'), series_agg(quarter, profit, 'month'), '2024-12-31') FROM quarter;
SELECT divergence(series_agg(quarter, price - 100, 'quarter'), series_agg(quarter, profit, 'quarter'), '2024-12-31') FROM quarter;
SELECT divergence(series_agg(quarter, price, 'quarter'), series_agg(quarter, profit, 'quarter'), '2024-12-31', '2024-09-30') FROM quarter;
SELECT divergence_path(series_agg(quarter, price, 'quarter'), series_agg(quarter, profit, 'quarter'), 'infinity') FROM quarter;
SELECT market_model(p, i, '2024-03-01', estimation => 2) FROM both_forms;
SELECT market_model(p, i, '2024-03-01') FROM both_forms;
SELECT market_model(p, i, '2024-01-01', estimation => 3) FROM both_forms;
SELECT market_model(p, i, '2024-03-01', '2024-02-28', estimation => 30) FROM both_forms;
SELECT market_model(p, i, '2024-03-01', estimation => 30, gap => -1) FROM both_forms;
SELECT market_model(p, i, '2024-03-01', estimation => 30, returns => 'net') FROM both_forms;
SELECT market_model(r, m, '2024-03-01', estimation => 30) FROM both_forms;
SELECT market_model(r, r_flat, '2024-03-01', estimation => 30, returns => 'given')
FROM both_forms, (SELECT series_agg(day, 0.01, 'day') AS r_flat FROM share WHERE g = 1) f;
