-- The HHI of values that are known as ranges.
CREATE TEMP TABLE firm (market text, entity text, low float8, high float8);
INSERT INTO firm VALUES ('three', 'A', 30, 50), ('three', 'B', 20, 20), ('three', 'C', 10, 30),
  ('four', 'A', 3000, 5000), ('four', 'B', 1800, 3000), ('four', 'C', 2000, 2000), ('four', 'D', 800, 1000),
  ('known', 'A', 10, 10), ('known', 'B', 20, 20), ('known', 'C', 5, 5), ('from nothing', 'A', 0, 10), ('from nothing', 'B', 0, 20),
  ('one', 'A', 4, 7), ('one of two', 'A', 0, 0), ('one of two', 'B', 3, 5), ('nobody', 'A', 0, 0), ('unattributed', 'A', 1, 3), ('unattributed', 'B', 2, 2), ('unattributed', NULL, 5, 50);
CREATE TEMP TABLE ranges AS SELECT market, shares_agg(entity, low) AS low, shares_agg(entity, high) AS high FROM firm GROUP BY market;

-- Figures worked out by hand: the least at (30, 20, 26) and (3000, 2333, 2000, 1000), the greatest at (50, 20, 10) and (5000, 1800, 2000, 800).
SELECT market, round(lower::numeric, 6) AS lower, round(upper::numeric, 6) AS upper, lower_exact, upper_exact FROM ranges, hhi_range(low, high) ORDER BY market COLLATE "C";
SELECT claim, got FROM (VALUES
  ('without width both are the HHI', (SELECT (lower, upper) = (hhi(low), hhi(low)) FROM ranges, hhi_range(low, high) WHERE market = 'known')),
  ('in points', (SELECT round(upper) = 3568 FROM ranges, hhi_range(low, high, 10000) WHERE market = 'four')),
  ('an entity that low does not have has at least nothing', (SELECT hhi_range(low, high) = hhi_range(keep_entities(low, '{B}', 'dropped'), high) FROM ranges WHERE market = 'one of two')),
  ('integers as entities', (SELECT (hhi_range(shares_agg(e, l), shares_agg(e, h))).upper = 0.46875 FROM (VALUES (1, 30, 50), (2, 20, 20), (3, 10, 30)) t(e, l, h))),
  ('a hair of rounding is no range that is upside down', (SELECT (hhi_range(shares_agg(e, 0.1::float8 + 0.2), shares_agg(e, 0.3::float8))).lower = 1 FROM (VALUES ('A')) t(e))),
  ('units do not matter', (SELECT hhi_range(low * 1e-300, high * 1e-300)::text = hhi_range(low * 1e-300 * 1024, high * 1e-300 * 1024)::text FROM ranges WHERE market = 'four')),
  ('NULL', (SELECT hhi_range(low, NULL) IS NULL FROM ranges WHERE market = 'four'))) t(claim, got);

-- Where midpoints are far apart no end needs to be tried; forty that are alike are tried by their number; many that are not remain open.
SELECT setseed(0.5);
SELECT claim, upper_exact, round(lower::numeric, 6) AS lower, round(upper::numeric, 6) AS upper FROM (
  SELECT 'a thousand firms' AS claim, shares_agg(e, 1000 - e) AS low, shares_agg(e, 1100 - e) AS high FROM generate_series(1, 999) e
  UNION ALL SELECT 'forty alike', shares_agg(e, 1), shares_agg(e, 3) FROM generate_series(1, 40) e
  UNION ALL SELECT 'forty of one midpoint', shares_agg(e, 100 - e), shares_agg(e, 100 + e) FROM generate_series(1, 40) e) m, hhi_range(low, high) ORDER BY claim;

-- No market within the ranges is outside, whatever its values.
SELECT count(*) AS markets, bool_and(hhi(v) BETWEEN r.lower * (1 - 1e-14) AND r.upper * (1 + 1e-14)) AS within
FROM (SELECT m, shares_agg(e, low) AS low, shares_agg(e, low + width) AS high, shares_agg(e, low + width * at) AS v
      FROM (SELECT m, e, random() * 100 AS low, random() * 50 AS width, random() AS at FROM generate_series(1, 300) m, generate_series(1, 8) e) x GROUP BY m) y, hhi_range(low, high) r;

-- What is refused.
SELECT hhi_range(shares_agg('A'::text, 8), shares_agg('A'::text, 5));
SELECT hhi_range(shares_agg(e, v), shares_agg('B'::text, 5)) FROM (VALUES ('A', 1), ('B', 2)) t(e, v);
SELECT hhi_range(shares_agg('C'::text, 1), shares_agg('B'::text, 5));
SELECT hhi_range(shares_agg('A'::text, -1), shares_agg('A'::text, 5));
SELECT hhi_range(shares_agg(1, 1), shares_agg('1'::text, 5));
SELECT hhi_range(shares_agg(1, 1), shares_agg(1, 5), 0);
