-- Index numbers of many periods that do not drift.
SET datestyle = ISO;

-- The example of Diewert and Fox: four items, demand with an elasticity of substitution of 2; what R IndexNumR 0.6.0 gives for it (CES_sigma_2).
CREATE TEMP TABLE ces AS
SELECT (date '2020-01-01' + make_interval(months => t::int - 1))::date AS day, 'i' || i AS item, spent * w / p / sum(w / p) OVER (PARTITION BY t) AS value,
       spent * w / p / p / sum(w / p) OVER (PARTITION BY t) AS quantity
FROM unnest('{10,13,11,12,15,13,14,17,15,18,16,17}'::float8[]) WITH ORDINALITY e(spent, t),
     (VALUES (1, 0.2::float8, '{2,1.75,1.6,1.5,1.45,1.4,1.35,1.3,1.25,1.2,1.15,1.1}'::float8[]), (2, 0.2, '{1,0.5,1.05,1.1,1.12,1.15,1.18,0.6,1.2,1.25,1.28,1.3}'),
             (3, 0.2, '{1,0.95,0.9,0.85,0.4,0.8,0.75,0.72,0.7,0.4,0.7,0.65}'), (4, 0.4, '{0.5,0.55,0.6,0.65,0.7,0.75,0.7,0.65,0.7,0.75,0.75,0.8}')) i(i, w, prices),
     LATERAL (SELECT prices[t] AS p) x;
CREATE FUNCTION pg_temp.last(g price_geks_report[]) RETURNS numeric LANGUAGE sql AS $$ SELECT round(g[12].prices::numeric, 10) $$;
SELECT g.period, round(g.prices::numeric, 10) AS fisher, round(t.prices::numeric, 10) AS tornqvist, round(g.quantities::numeric, 6) AS quantities, g.items, g.matched_min, g.coverage_min
FROM (SELECT price_geks(day, item, value, quantity, 'fisher') AS f, price_geks(day, item, value, quantity) AS d FROM ces) x, unnest(f) g JOIN unnest(d) t USING (period);
SELECT claim, pg_temp.last(g) AS got, want FROM (
  SELECT 'a window of 11, the last period linked by the mean' AS claim, price_geks(day, item, value, quantity, 'tornqvist', 11, 'mean') AS g, 1.1330747603 AS want FROM ces
  UNION ALL SELECT 'over the movement', price_geks(day, item, value, quantity, 'tornqvist', 11, 'movement'), 1.1330594782 FROM ces
  UNION ALL SELECT 'over the first period of the window', price_geks(day, item, value, quantity, 'tornqvist', 11, 'window'), 1.1330033087 FROM ces
  UNION ALL SELECT 'over the middle', price_geks(day, item, value, quantity, 'tornqvist', 11, 'half'), 1.1332467891 FROM ces) x;

-- Prices that bounce: first and last period are equal, the chain drifts.
CREATE TEMP TABLE bounce AS SELECT (date '2025-01-01' + make_interval(months => t::int - 1))::date AS day, item, p * q AS value, q AS quantity
FROM (VALUES ('Nd', '{10,12,11,10}'::float8[], '{100,150,60,100}'::float8[]), ('Dy', '{50,80,60,50}', '{10,2,12,10}')) i(item, prices, quantities),
     unnest(prices, quantities) WITH ORDINALITY x(p, q, t);
SELECT round((price_indices_chained(day, item, value, quantity)).price_fisher::numeric, 7) AS chained, (price_geks(day, item, value, quantity, 'fisher'))[4].prices AS geks FROM bounce;

-- Laws on random input: the index between two periods does not depend on which is the first; prices times quantities are the value, of Fisher.
SELECT setseed(0.7);
CREATE TEMP TABLE random_trade AS SELECT m, date '2025-01-01' + t AS day, t, 'i' || i AS item, exp(3 * random()) AS value, exp(3 * random()) AS quantity
FROM generate_series(1, 20) m, generate_series(0, 9) t, generate_series(1, 5) i;
CREATE TEMP TABLE index AS SELECT m, method, p.* FROM (SELECT m, method, price_geks(day, item, value, quantity, method) AS g FROM random_trade, unnest('{fisher,tornqvist}'::text[]) method GROUP BY m, method) x, unnest(g) p;
CREATE TEMP TABLE turned AS SELECT m, method, date '2025-01-01' + (p.period - date '2025-01-01' + 4) % 10 AS period, p.prices, p.quantities
FROM (SELECT m, method, price_geks(date '2025-01-01' + (t + 6) % 10, item, value, quantity, method) AS g FROM random_trade, unnest('{fisher,tornqvist}'::text[]) method GROUP BY m, method) x, unnest(g) p;
SELECT a.method, count(*) AS pairs, max(abs(ln(b.prices / a.prices * u.prices / v.prices))) < 1e-13 AS prices_transitive, max(abs(ln(b.quantities / a.quantities * u.quantities / v.quantities))) < 1e-13 AS quantities_transitive
FROM index a JOIN index b USING (m, method) JOIN turned u ON (u.m, u.method, u.period) = (a.m, a.method, a.period) JOIN turned v ON (v.m, v.method, v.period) = (b.m, b.method, b.period) GROUP BY a.method ORDER BY a.method;
SELECT count(*) AS periods, max(abs(prices * quantities / (value / first) - 1)) < 1e-13 AS split FROM index
JOIN (SELECT m, day AS period, sum(value) AS value, first_value(sum(value)) OVER (PARTITION BY m ORDER BY day) AS first FROM random_trade GROUP BY m, day) v USING (m, period) WHERE method = 'fisher';
SELECT bool_and(a::text = b::text) AS one_window_needs_no_link, bool_and(a::text = c::text) AS null_is_the_default
FROM (SELECT m, price_geks(day, item, value, quantity, 'tornqvist', 10, 'half') AS a, price_geks(day, item, value, quantity, NULL, 1000, 'window') AS b, price_geks(day, item, value, quantity) AS c FROM random_trade GROUP BY m) x;

-- Items come and go: pairs without a common item are left out and told, a period that nothing links to the first is NULL and the others go on.
SELECT g.* FROM (SELECT price_geks(day, item, v, q, 'fisher') AS g
  FROM (VALUES (date '2025-01-01', 'A', 10, 1), ('2025-02-01', 'A', 24, 2), ('2025-02-01', 'B', 30, 3), ('2025-03-01', 'B', 44, 4), ('2025-04-01', 'Z', 5, 5)) t(day, item, v, q)) x, unnest(g) g;
SELECT splice, array_agg(round(g.prices::numeric, 4) ORDER BY g.period) AS prices, array_agg(g.matched_min ORDER BY g.period) AS matched_min FROM (SELECT splice, price_geks(day, item, v, q, 'fisher', 3, splice) AS g
  FROM (VALUES (date '2025-01-01', 'A', 10, 1), ('2025-02-01', 'A', 12, 1), ('2025-03-01', 'Z', 5, 5), ('2025-04-01', 'A', 11, 1), ('2025-05-01', 'A', 20, 2)) t(day, item, v, q), unnest('{mean,movement,window,half}'::text[]) splice GROUP BY splice) x, unnest(g) g GROUP BY splice ORDER BY splice;
-- What has no price: no quantity, no item, a value of zero, which has no logarithm; coverage tells, and a period of nothing else is none.
SELECT g.period, g.prices, g.items, g.matched_min, round(g.coverage_min::numeric, 2) AS coverage_min FROM (SELECT price_geks(day, item, v, q) AS g
  FROM (VALUES (date '2025-01-01', 'A', 10, 1), ('2025-01-01', 'B', 10, 0), ('2025-01-01', NULL, 20, 2), ('2025-02-01', 'A', 12, 1), ('2025-02-01', 'C', 4, NULL), ('2025-02-15', 'A', 7, NULL),
               ('2025-03-01', 'A', 0, 1), (NULL, 'A', 1, 1), ('2025-03-01', 'B', NULL, 1), ('2025-04-01', 'A', 13, 1)) t(day, item, v, q)) x, unnest(g) g;
SELECT claim, got FROM (VALUES
  ('one period is 1, compared with nothing', (SELECT price_geks(day, item, value, quantity)::text FROM bounce WHERE day = '2025-01-01')),
  ('no rows', (SELECT coalesce(price_geks(day, item, value, quantity)::text, 'NULL') FROM bounce WHERE false)),
  ('nothing with a price', (SELECT coalesce(price_geks(day, item, value, 0)::text, 'NULL') FROM bounce)),
  ('integers as items and numeric figures', (SELECT price_geks(day, length(item) + ascii(item), value::numeric, quantity::numeric)::text = price_geks(day, item, value, quantity)::text FROM bounce)::text),
  ('rows of an item add up', (SELECT price_geks(day, item, value * part, quantity * part)::text = (SELECT price_geks(day, item, value, quantity)::text FROM bounce) FROM bounce, unnest('{0.25,0.75}'::float8[]) part)::text)) t(claim, got);

-- What is refused.
SELECT price_geks(day, item, value, quantity, 'walsh') FROM bounce;
SELECT price_geks(day, item, value, quantity, NULL, 1, NULL) FROM bounce;
SELECT price_geks(day, item, value, quantity, NULL, 1001, NULL) FROM bounce;
SELECT price_geks(day, item, value, quantity, NULL, NULL, 'last') FROM bounce;
SELECT price_geks(day, item, value, quantity, CASE WHEN item = 'Nd' THEN 'fisher' END) FROM bounce;
SELECT price_geks('infinity', 'A', 1, 1);
SELECT price_geks('2025-01-01', 'A', 'NaN', 1);
SELECT price_geks('2025-01-01', 'A', v, 1) FROM (VALUES (1), (-2)) t(v);
SELECT price_geks(day, 'A', v, q) FROM (VALUES (date '2025-01-01', 1e300, 1e-5), ('2025-02-01', 1e-5, 1e300)) t(day, v, q);
SELECT price_geks_final(price_indices_chained_trans(NULL, '2025-01-01', 'a', 1, 1));
