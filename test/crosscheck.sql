-- Random markets and what rareearth says of them, for test/crosscheck.R.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SELECT setseed(0.42) \g /dev/null

-- 500 markets of 1 to 60 firms; some firms have a total of zero, some rows repeat a firm.
CREATE TABLE row AS
SELECT g AS market, i AS firm, CASE WHEN random() < 0.05 THEN 0 ELSE round(exp(8 * random())::numeric, 3)::float8 END AS value, random() < 0.4 AS hidden
FROM (SELECT g, 1 + floor(60 * random() ^ 2)::int AS n FROM generate_series(1, 500) g) x, LATERAL generate_series(1, n) i, LATERAL generate_series(1, 1 + (i % 7 = 0)::int);
CREATE TABLE summary AS
SELECT market, shares_agg(firm, value) AS m, shares_agg(CASE WHEN NOT hidden THEN firm END, value) AS seen, count(DISTINCT firm) FILTER (WHERE hidden AND value > 0)::int AS hidden,
       max(value) FILTER (WHERE hidden) * 3 AS cap FROM row GROUP BY market;

CREATE TABLE panel AS
SELECT market, p.*, hill_number(m, 0.5) AS hill_05, hill_number(m, 1) AS hill_1, hill_number(m, 1.0000001) AS hill_near_1, hill_number(m, 3) AS hill_3, hill_number(m, 'Infinity') AS hill_inf, shannon_entropy(m, 2) AS bits
FROM summary, market_indices(m) p;

-- Bounds with the count of hidden firms and a cap.
CREATE TABLE bounds AS
SELECT market, hidden AS n, cap, unattributed(seen) AS mass, b.* FROM summary, hhi_bounds(seen, fringe_count => hidden, fringe_max => cap) b WHERE hidden > 0;

-- The change to the next market, firms of one number being the same firm; firm 2 joins 1, and 4 joins 3.
CREATE TABLE change AS
SELECT a.market, instability(a.m, b.m) AS instability, c.*
FROM summary a JOIN summary b ON b.market = a.market % 500 + 1, consolidation(a.m, b.m, '{"2": "1", "4": "3"}') c;

-- Three owners with holdings and control.
CREATE TABLE holding AS
SELECT market, firm, owner, round(random()::numeric / 3, 3)::float8 AS stake, round(random()::numeric, 3)::float8 AS control
FROM (SELECT DISTINCT market, firm FROM row) f, generate_series(1, 3) owner WHERE firm % 4 <> 0;
CREATE TABLE common AS
SELECT market, r.* FROM summary JOIN (SELECT market, jsonb_object_agg(firm, stakes) AS ownership, jsonb_object_agg(firm, controls) AS control
      FROM (SELECT market, firm, jsonb_object_agg(owner, stake) AS stakes, jsonb_object_agg(owner, control) AS controls FROM holding GROUP BY market, firm) f GROUP BY market) h USING (market),
     mhhi(m, ownership, control) r;
