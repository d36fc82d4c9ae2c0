-- Rows, and what is kept of them in the same transaction; a materialized view besides.
\set ON_ERROR_STOP on
CREATE EXTENSION rareearth;
CREATE TABLE customs (grp int, firm text, day date, kg float8);
CREATE TABLE summary (grp int PRIMARY KEY, m market_shares, s trade_series, w spells);
CREATE MATERIALIZED VIEW monthly AS SELECT grp, shares_agg(firm, kg) AS m, series_agg(day, kg, 'month') AS s, spells_agg(day - date '2019-12-31', kg > 50) AS w FROM customs GROUP BY grp;
CREATE UNIQUE INDEX ON monthly (grp);

CREATE FUNCTION take(n int) RETURNS void LANGUAGE sql AS $$
WITH new AS (
	INSERT INTO customs SELECT floor(random() * 40)::int, 'firm ' || floor(random() * 300), date '2020-01-01' + floor(random() * 2000)::int, random() * 100 * 10 ^ floor(random() * 12)
	FROM generate_series(1, n) RETURNING *)
INSERT INTO summary AS old SELECT grp, shares_agg(firm, kg), series_agg(day, kg, 'month'), spells_agg(day - date '2019-12-31', kg > 50) FROM new GROUP BY grp ORDER BY grp
ON CONFLICT (grp) DO UPDATE SET m = (SELECT rollup(x) FROM (VALUES (old.m), (excluded.m)) AS v(x)), s = (SELECT rollup(x) FROM (VALUES (old.s), (excluded.s)) AS v(x)),
	w = (SELECT rollup(x) FROM (VALUES (old.w), (excluded.w)) AS v(x))
$$;
