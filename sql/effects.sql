-- How much slower: ratio of hazards, weighted and stratified log-rank tests, difference of restricted means.
SET extra_float_digits = 0;
CREATE FUNCTION pg_temp.refusal(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE class text; message text; detail text; hint text;
BEGIN
  EXECUTE query;
  RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS class = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
  RETURN concat_ws(' | ', class, message, nullif(detail, ''), nullif(hint, ''));
END $$;
CREATE TABLE aml AS SELECT 'maintained' AS name, abs(d)::float8 AS duration, d > 0 AS ended FROM unnest('{9,13,-13,18,23,-28,31,34,-45,48,-161}'::int[]) d
UNION ALL SELECT 'other', abs(d), d > 0 FROM unnest('{5,5,8,8,12,-16,23,27,30,33,43,45}'::int[]) d;
CREATE VIEW groups AS SELECT (SELECT spells_agg(duration, ended) FROM aml WHERE name = 'other') AS a, (SELECT spells_agg(duration, ended) FROM aml WHERE name = 'maintained') AS b;

-- Miller's leukaemia data, as R's coxph prints it.
SELECT ties, round(ratio::numeric, 6) AS ratio, round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper, round(log_ratio::numeric, 6) AS log_ratio, round(std_err::numeric, 6) AS std_err, round(z::numeric, 4) AS z,
       round(p_value::numeric, 6) AS p_value, round(logrank_p_value::numeric, 6) AS logrank_p
FROM groups, unnest('{efron,breslow}'::text[]) ties, LATERAL hazard_ratio(a, b, ties) ORDER BY ties DESC;
SELECT round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper FROM groups, LATERAL hazard_ratio(a, b, conf_level => 0.5);
-- The other way round it is one over it.
SELECT abs(x.log_ratio + y.log_ratio) < 1e-14 AS mirrored, abs(x.std_err - y.std_err) < 1e-14 AS same_error FROM groups, LATERAL hazard_ratio(a, b) x, LATERAL hazard_ratio(b, a) y;
-- Weights of the log-rank test: 0 is the test without, 1 that of Peto and Peto.
SELECT rho, round(chi_square::numeric, 6) AS chi_square, df, round(p_value::numeric, 6) AS p_value FROM groups, unnest('{0,0.5,1,2}'::float8[]) rho, LATERAL logrank(ARRAY[a, b], rho);
SELECT logrank(ARRAY[a, b], 0) = logrank(a, b) AS none_is_none FROM groups;
SELECT (SELECT logrank(name, s, 1) FROM (SELECT name, spells_agg(duration, ended) AS s FROM aml GROUP BY name, duration) x) = (SELECT logrank(ARRAY[b, a], 1) FROM groups) AS as_aggregate;
SELECT (SELECT logrank(length(name), s, 1) FROM (SELECT name, spells_agg(duration, ended) AS s FROM aml GROUP BY name) x) = (SELECT logrank(ARRAY[b, a], 1) FROM groups) AS by_number;

-- Strata: end users of the United States and others, by product.
CREATE TABLE cases AS SELECT stratum, us, abs(d)::float8 AS duration, d > 0 AS ended FROM (VALUES
  ('p1', false, '{20,25,30,-40}'::int[]), ('p1', true, '{35,50,-60}'), ('p2', false, '{45,60,80}'), ('p2', true, '{70,-90,95}')) t(stratum, us, list), unnest(list) d;
CREATE VIEW strata AS SELECT stratum, us, spells_agg(duration, ended) AS s FROM cases GROUP BY stratum, us;
SELECT round(chi_square::numeric, 6) AS chi_square, df, groups FROM (SELECT (logrank_stratified(stratum, us::text, s)).* FROM strata) x;
SELECT round(chi_square::numeric, 6) AS chi_square FROM (SELECT (logrank_stratified(stratum, us::text, s, 1)).* FROM strata) x;
SELECT round(chi_square::numeric, 6) AS pooled FROM (SELECT (logrank(us::text, s)).* FROM strata) x;
SELECT round(ratio::numeric, 6) AS ratio, round(log_ratio::numeric, 6) AS log_ratio, round(std_err::numeric, 6) AS std_err, round(logrank_p_value::numeric, 6) AS logrank_p
FROM (SELECT (hazard_ratio(stratum, us, s)).* FROM strata) x;
SELECT (SELECT hazard_ratio(stratum, us, s) FROM strata)
     = (SELECT hazard_ratio(array_agg(s ORDER BY stratum) FILTER (WHERE us), array_agg(s ORDER BY stratum) FILTER (WHERE NOT us)) FROM strata) AS as_arrays,
       (SELECT hazard_ratio(stratum, us, s, 'breslow', 0.9) FROM strata)
     = (SELECT hazard_ratio(array_agg(s ORDER BY stratum) FILTER (WHERE us), array_agg(s ORDER BY stratum) FILTER (WHERE NOT us), 'breslow', 0.9) FROM strata) AS with_options;
-- A stratum with one group, and a NULL, say nothing; nor does a name that comes last in one stratum and first in another.
SELECT (SELECT hazard_ratio(stratum, us, s) FROM (TABLE strata UNION ALL SELECT 'p3', true, spells_agg(5, true) UNION ALL SELECT NULL, true, spells_agg(1, true)) x)
     = (SELECT hazard_ratio(stratum, us, s) FROM strata) AS ratio,
       (SELECT logrank_stratified(stratum, us::text, s) FROM (TABLE strata UNION ALL SELECT 'p3', true, spells_agg(5, true)) x) = (SELECT logrank_stratified(stratum, us::text, s) FROM strata) AS test,
       (SELECT (hazard_ratio(ARRAY[a, a], ARRAY[b, NULL])).log_ratio = (hazard_ratio(a, b)).log_ratio FROM groups) AS null_member,
       (SELECT round((logrank_stratified(stratum, g, s)).chi_square::numeric, 6) FROM (SELECT stratum, CASE WHEN us THEN 'us' ELSE 'other' END AS g, s FROM strata) x) AS other_names;
SELECT hazard_ratio(NULL::spells, a), hazard_ratio(ARRAY[]::spells[], ARRAY[]::spells[]), hazard_ratio(stratum, us, s) FROM groups, strata WHERE false GROUP BY a;

-- With delayed entry, as R has it.
SELECT round(log_ratio::numeric, 6) AS log_ratio, round(std_err::numeric, 6) AS std_err
FROM hazard_ratio((SELECT late_spells_agg(e, d, x = 1) FROM unnest('{0,2,3,1,5}'::float8[], '{7,9,8,12,14}'::float8[], '{1,1,0,1,1}'::int[]) t(e, d, x)),
                  (SELECT late_spells_agg(e, d, x = 1) FROM unnest('{0,1,4,0,6}'::float8[], '{6,9,11,7,10}'::float8[], '{1,1,1,1,0}'::int[]) t(e, d, x)));
-- A log-rank test is that of spells at risk: one that enters behind the last end of the others meets no one.
SELECT logrank(spells_agg(d, true), (SELECT late_spells_agg(9.0, 12.0, true))) FROM unnest('{1,2,3}'::float8[]) d;
-- Once all at risk have ended, weights of what is watched later are not known.
SELECT (logrank(ARRAY[s, s], 1)).chi_square AS weighted, (logrank(ARRAY[s, s], 0)).chi_square AS unweighted
FROM (SELECT late_spells_agg(a, d, true) AS s FROM (VALUES (0.0, 2.0), (3, 5), (3, 6)) t(a, d)) x;
-- A random sample in any order and split.
SELECT setseed(0.1);
CREATE TABLE waits AS SELECT i, 'p' || i % 3 AS stratum, i % 2 = 0 AS us, floor(random() * 20) * 0.5 AS entered, 10.5 + floor(random() * 30) AS duration, random() < 0.7 AS ended FROM generate_series(1, 600) i;
SELECT count(DISTINCT h) AS ratios, count(DISTINCT l) AS tests FROM (
  SELECT k, hazard_ratio(stratum, us, s) AS h, logrank_stratified(stratum, us::text, s, 0.5) AS l
  FROM (SELECT k, stratum, us, late_spells_agg(entered, duration, ended) AS s FROM (SELECT k, floor(random() * 5) AS piece, w.* FROM waits w, generate_series(1, 30) k ORDER BY random()) r GROUP BY k, stratum, us, piece) p GROUP BY k) x;
ANALYZE waits;
CREATE TABLE stored AS SELECT stratum, us, i % 40 AS piece, late_spells_agg(entered, duration, ended) AS s FROM waits GROUP BY 1, 2, 3;
ANALYZE stored;
SET max_parallel_workers_per_gather = 0;
SELECT concat_ws(' ', hazard_ratio(stratum, us, s), logrank_stratified(stratum, us::text, s, 0.5), logrank(us::text, s, 1)) AS serial FROM stored \gset
SET max_parallel_workers_per_gather = 2; SET min_parallel_table_scan_size = 0; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0;
SELECT concat_ws(' ', hazard_ratio(stratum, us, s), logrank_stratified(stratum, us::text, s, 0.5), logrank(us::text, s, 1)) = :'serial' AS parallel_agrees FROM stored;
DROP TABLE waits, stored;

-- No ratio: no end in a group, all of one before any of the other, nobody, one at risk alone.
SELECT claim, h.ratio, h.lower, h.upper, h.log_ratio, h.std_err, h.z, h.p_value FROM (VALUES
  ('no end in a', '{-5,-9}'::int[], '{3,4,-8}'::int[]), ('a before b', '{1,2,3}', '{5,7,8}'), ('all running', '{-1}', '{-2}'), ('nobody', '{}', '{}'), ('never together', '{1}', '{-1}')) t(claim, a, b),
  LATERAL (SELECT coalesce(spells_agg(abs(d), d > 0), '{"type": "spells", "spells": []}') FROM unnest(a) d) x(sa), LATERAL (SELECT coalesce(spells_agg(abs(d), d > 0), '{"type": "spells", "spells": []}') FROM unnest(b) d) y(sb), LATERAL hazard_ratio(sa, sb) h;
SELECT pg_temp.refusal('SELECT ' || call || ' FROM groups') FROM (VALUES
  (1, 'hazard_ratio(a, b, ''exact'')'), (2, 'hazard_ratio(a, b, conf_level => 95)'), (3, 'hazard_ratio(ARRAY[a], ARRAY[a, b])'), (4, 'hazard_ratio(a, (SELECT spells_agg(1, true, ''day'')))'),
  (5, 'hazard_ratio(a, replace(b::text, ''"count": 1'', ''"count": 0.5'')::spells)'), (6, 'hazard_ratio(''x'', true, a, NULL, 0.9)'), (7, 'hazard_ratio(''x'', true, a, ''efron'', NULL)'), (8, 'hazard_ratio(''x'', true, a, ''efron'', 2)'),
  (9, 'hazard_ratio_final(logrank_stratified_trans(NULL, ''x'', ''c'', a))'), (10, 'logrank(ARRAY[a, b], -1)'), (11, 'logrank(ARRAY[a, b], ''NaN'')'), (12, 'logrank(''x''::text, a, NULL::float8)'), (13, 'logrank_stratified(''x'', ''y'', a, ''Infinity'')'),
  (14, 'logrank_stratified(repeat(''x'', 4001), ''y'', a)'), (15, 'logrank_stratified(''x'', repeat(''y'', 4001), a)'), (16, 'restricted_mean_difference(a, b, 0)'), (17, 'restricted_mean_difference(a, b, 9, 1)'),
  (18, 'keyed_sums_combine(logrank_stratified_trans(NULL, ''x'', ''c'', a, 1), logrank_stratified_trans(NULL, ''x'', ''c'', a, 2))')) t(n, call) GROUP BY n, call ORDER BY n;
SELECT round(log_ratio::numeric, 6) AS breslow_of_halves FROM groups, LATERAL hazard_ratio(a, replace(b::text, '"count": 1', '"count": 0.5')::spells, 'breslow');

-- Difference of restricted means, as R's survRM2 and survfit have it.
SELECT round(difference::numeric, 6) AS difference, round(std_err::numeric, 6) AS std_err, round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper, round(z::numeric, 4) AS z, round(p_value::numeric, 6) AS p_value
FROM groups, LATERAL restricted_mean_difference(b, a, 48);
SELECT (restricted_mean_difference(b, a, 48)).difference = (restricted_mean(b, 48)).mean - (restricted_mean(a, 48)).mean AS of_means, (restricted_mean_difference(a, b, 200)).difference AS beyond FROM groups;
SELECT d.* FROM restricted_mean_difference((SELECT spells_agg(2, true)), (SELECT spells_agg(3, true)), 3) d;
DROP VIEW groups, strata; DROP TABLE aml, cases;
