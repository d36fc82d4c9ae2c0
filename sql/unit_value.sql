-- Unit values that are off: kilograms or tonnes?
CREATE TEMP TABLE weighed (what text, value float8, quantity float8);
INSERT INTO weighed SELECT 'one in tonnes', v, 2 FROM unnest('{100,104,96,102,98,0.1,106}'::float8[]) v;
INSERT INTO weighed SELECT 'nothing strange', v, q FROM unnest('{50,104,144,204,245}'::float8[], '{1,2,3,4,5}'::float8[]) t(v, q);
INSERT INTO weighed SELECT 'two', v, 1 FROM unnest('{5,50}'::float8[]) v;
INSERT INTO weighed SELECT 'most alike', v, q FROM unnest('{10,20,30,4}'::float8[], '{1,2,3,4}'::float8[]) t(v, q);
INSERT INTO weighed SELECT 'alike but for rounding', v, q FROM unnest('{0.3,0.1,0.6,0.7,9000}'::float8[], '{0.1,0.03333333333333333,0.2,0.2333333333333333,3}'::float8[]) t(v, q);
INSERT INTO weighed SELECT 'rows without a unit value', v, q FROM unnest('{10,11,12,13,14,0,NULL,1,-5,5}'::float8[], '{1,1,1,1,0,3,1,NULL,1,-1}'::float8[]) t(v, q);
INSERT INTO weighed SELECT 'far in deviations, not in factors', v, 10 FROM unnest('{100,95,110,105,102,450,99}'::float8[]) v;
INSERT INTO weighed SELECT 'wide', v, 1 FROM unnest('{3,9,27,81,1,900}'::float8[]) v;
INSERT INTO weighed SELECT 'up and down', v, 1 FROM unnest('{5,5.1,4.9,5000,0.005,5.05,4.95}'::float8[]) v;

-- Figures worked out by hand: of the first the logarithms are 0.0392 from the middle one, in the middle.
SELECT what, s.n, round(s.median::numeric, 6) AS median, round(s.mad::numeric, 6) AS mad, s.suspects
FROM (SELECT what, (unit_value_screen(value, quantity)).* FROM weighed GROUP BY what) s ORDER BY what COLLATE "C";
SELECT claim, got FROM (VALUES
  ('no rows', (SELECT unit_value_screen(value, quantity)::text FROM weighed WHERE false)),
  ('no row with a unit value', (SELECT unit_value_screen(value, 0)::text FROM weighed)),
  ('numeric figures', (SELECT (unit_value_screen(value::numeric, quantity::numeric) = unit_value_screen(value, quantity))::text FROM weighed)),
  ('the median of an odd number is percentile_cont''s', (SELECT (abs(m - p) < 1e-13)::text FROM (SELECT (unit_value_screen(value, quantity)).median AS m, percentile_cont(0.5) WITHIN GROUP (ORDER BY value / quantity) AS p FROM weighed WHERE what = 'one in tonnes') x)),
  ('a row many times is many rows', (SELECT (s.n, s.suspects)::text FROM (SELECT (unit_value_screen(value, quantity)).* FROM weighed, generate_series(1, 100) WHERE what = 'one in tonnes') s)),
  ('rows in two parts are those of one', (SELECT bool_and(a = b)::text FROM (SELECT unit_value_screen_final(keyed_sums_combine(unit_value_screen_trans(unit_value_screen_trans(NULL, 1, 2), 5, 1), unit_value_screen_trans(NULL, 7, 1))) AS a,
     (SELECT unit_value_screen(v, q) FROM (VALUES (7, 1), (5, 1), (1, 2)) t(v, q)) AS b) x))) t(claim, got);

-- The score of one row: ratio to the median, and the power of ten that would bring it back.
SELECT value, quantity, round(z::numeric, 3) AS z, ratio, likely_factor
FROM (VALUES (0.05, 1), (150, 3), (52, 1), (55000, 1.1), (200, 1), (61.0, 0.1), (625, 1), (626, 1), (417, 1), (416, 1), (5e7, 1), (0.6, 10000)) v(value, quantity), unit_value_score(value, quantity, 50, 0.03922071315328157);
SELECT claim, s.z, s.ratio, s.likely_factor FROM (VALUES ('no spread, another value', 12, 1.0, 50), ('no spread, the same', 50, 1, 50), ('no spread, the same but for rounding', 0.3, 0.1, 3), ('no spread, a thousand times', 50, 0.001, 50),
  ('no value', 0, 1, 50), ('no quantity', 5, 0, 50), ('a correction', -5, 1, 50), ('NULL', NULL, 1, 50)) v(claim, value, quantity, median) LEFT JOIN LATERAL unit_value_score(value, quantity, median, 0) s ON true;
-- It is the screen that calls a row a suspect, row by row.
SELECT bool_and(suspects = scored) AS as_many FROM (SELECT what, (unit_value_screen(value, quantity)).* FROM weighed GROUP BY what) s
JOIN LATERAL (SELECT count(*) AS scored FROM weighed w, unit_value_score(w.value, w.quantity, s.median, s.mad) c WHERE w.what = s.what AND abs(c.z) > 3.5 AND c.ratio NOT BETWEEN 0.2 AND 5) x ON true WHERE median IS NOT NULL;

-- What is refused.
SELECT unit_value_screen('NaN'::float8, 1);
SELECT unit_value_screen(1, 'Infinity'::float8);
SELECT unit_value_screen(1e300, 1e-300);
SELECT unit_value_score(1e-300, 1e300, 1, 1);
SELECT unit_value_score(5, 1, -3, 0.04);
SELECT unit_value_score(5, 1, 3, -0.04);
SELECT unit_value_score('NaN', 1, 3, 0.04);
SELECT unit_value_screen_final(chained_index_trans(NULL, 1.1));
