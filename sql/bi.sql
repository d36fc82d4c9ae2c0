-- The views for dashboards: plain columns, one row a thing, comments, refresh.
\set ECHO none
\getenv here PG_ABS_SRCDIR
\cd :here/data
\i load.sql
\cd :here/examples
\i bi_schema.sql
\cd :here
\set ON_ERROR_STOP off
\set ECHO all
SET datestyle = ISO;
-- No column of a type that a tool may not know, none without a comment.
SELECT view_name, column_name, data_type FROM trade_bi.dictionary
WHERE data_type NOT IN ('text', 'date', 'integer', 'bigint', 'double precision', 'boolean');
SELECT data_type, count(*) > 0 AS used FROM trade_bi.dictionary GROUP BY 1 ORDER BY 1;
SELECT view_name, column_name FROM trade_bi.dictionary WHERE meaning IS NULL;
SELECT c.oid::regclass FROM pg_class c
WHERE relnamespace IN ('trade_bi'::regnamespace, 'trade_summaries'::regnamespace) AND relkind IN ('r', 'v', 'm') AND obj_description(c.oid) IS NULL;
SELECT relkind, count(*) FROM pg_class WHERE relnamespace = 'trade_bi'::regnamespace GROUP BY 1;

-- Every view answers, to a reader who may open nothing else; its key is a key,
-- every number is finite and every date is a day.
CREATE ROLE regress_bi_reader;
GRANT USAGE ON SCHEMA trade_bi TO regress_bi_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA trade_bi TO regress_bi_reader;
CREATE FUNCTION pg_temp.look(relation text, key text) RETURNS TABLE (row_count bigint, doubled bigint, odd bigint) LANGUAGE plpgsql AS $$
DECLARE
  odd_test text;
BEGIN
  SELECT coalesce(string_agg(format('%I IN (%s)', column_name,
    CASE data_type WHEN 'date' THEN $x$'infinity', '-infinity'$x$ ELSE $x$'NaN', 'Infinity', '-Infinity'$x$ END), ' OR '), 'false')
  INTO odd_test FROM trade_bi.dictionary WHERE view_name = relation AND data_type IN ('double precision', 'date');
  RETURN QUERY EXECUTE format('SELECT count(*), count(*) - count(DISTINCT (%s)), count(*) FILTER (WHERE %s) FROM trade_bi.%I',
    key, odd_test, relation);
END $$;
CREATE TEMP TABLE view_key (relation text, key text);
INSERT INTO view_key VALUES
  ('alerts', 'id'),   ('concentration', 'market, year'), ('concentration_bounds', 'year, listed_share'), ('dictionary', 'view_name, column_name'),
  ('exports', 'product, partner, period'), ('exposure', 'company, year, fall'), ('filings', 'company, period, period_type'),
  ('inventories', 'company, period'), ('inventory_episodes', 'company, kind, starts'), ('licence_backlog', 'size, day'),
  ('licence_decisions', 'size, day'), ('recovery', 'product, partner'), ('recovery_path', 'product, partner, period'),
  ('revisions', 'product, partner, frequency, period, release_number'),
  ('sector_exposure', 'year, fall'), ('sources', 'view_name, product, source'), ('suppliers', 'market, year, supplier'), ('waiting', 'question, population'),
  ('waiting_curve', 'question, population, duration');
GRANT SELECT ON view_key TO regress_bi_reader;
SET ROLE regress_bi_reader;
SELECT relation, row_count, doubled, odd FROM view_key, LATERAL pg_temp.look(relation, key) ORDER BY relation;
SELECT * FROM trade_summaries.flow_series LIMIT 1;
RESET ROLE;
SELECT viewname FROM pg_views WHERE schemaname = 'trade_bi' AND viewname NOT IN (SELECT relation FROM view_key);

-- The answers.
SELECT product, partner, status, round(depth::numeric, 3) AS depth, trough, recovered_on, time_to_recovery, censored_after, latest_period
FROM trade_bi.recovery WHERE partner = 'World' ORDER BY product;
SELECT status, count(*) FROM trade_bi.recovery WHERE frequency = 'year' GROUP BY 1 ORDER BY 1;
SELECT period, value, round(ratio::numeric, 3) AS ratio, phase, basis FROM trade_bi.recovery_path
WHERE product = 'magnets' AND partner = 'World' AND period BETWEEN '2024-11-01' AND '2025-09-01' ORDER BY period;
SELECT product, partner, frequency, period, release_number, known_on, value_before, value_after, round(revised_by::numeric, 3) AS revised_by FROM trade_bi.revisions
WHERE release_number > 0 AND abs(revised_by) >= 0.25 ORDER BY product, partner, period;
SELECT company, kind, starts, turns, ends, running, round(change::numeric, 2) AS change, periods_to_turn, periods
FROM trade_bi.inventory_episodes ORDER BY company, starts;
SELECT market, year, round(hhi::numeric, 4) AS hhi, round(cr1::numeric, 3) AS cr1, firms FROM trade_bi.concentration
WHERE year IN (2003, 2023) ORDER BY market, year;
SELECT year, rank, supplier, round(share::numeric, 3) AS share FROM trade_bi.suppliers
WHERE market = 'magnet exports' AND year = 2024 AND rank <= 3 ORDER BY rank;
SELECT listed_share, round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper, round(upper_unranked::numeric, 4) AS upper_unranked
FROM trade_bi.concentration_bounds WHERE year = 2024 ORDER BY listed_share;
SELECT question, population, unit, basis, cases, ended, pending, median, median_lower, median_upper FROM trade_bi.waiting
ORDER BY question, population;
SELECT duration, at_risk_cases, events, censored, round(waiting_share::numeric, 3) AS waiting_share FROM trade_bi.waiting_curve
WHERE population = 'products' ORDER BY duration;
SELECT size, day, open_licences, open_tonnes FROM trade_bi.licence_backlog WHERE day IN ('2025-04-04', '2025-07-31', '2025-10-31') ORDER BY size, day;
SELECT size, submitted, approved, rejected, pending, round(rate_lower::numeric, 3) AS lower, round(rate_upper::numeric, 3) AS upper
FROM trade_bi.licence_decisions WHERE day = '2025-06-30' ORDER BY size;
SELECT company, basis, fall, round(at_risk_low) AS at_risk_low, round(at_risk_high) AS at_risk_high FROM trade_bi.exposure
WHERE year = 2024 AND fall = 0.75 AND revenue > 5000 ORDER BY company COLLATE "C";
SELECT fall, firms, round(coverage::numeric, 3) AS coverage, round(weighted_low::numeric, 3) AS low,
       round(weighted_high::numeric, 3) AS high, round(at_risk) AS at_risk, round(at_risk_high) AS at_risk_high
FROM trade_bi.sector_exposure WHERE year = 2024 ORDER BY fall;

-- Views over raw rows agree with the summaries that are stored.
SELECT count(*) FROM (SELECT product, partner, sum(value) AS v FROM trade_bi.exports GROUP BY 1, 2) e
JOIN (SELECT product, partner, total(s) AS v FROM trade_summaries.flow_series) s USING (product, partner) WHERE abs(e.v - s.v) > 1e-9 * e.v;
CREATE TEMP TABLE counted AS
SELECT size, day,
       (SELECT count(*) FROM trade_summaries.licences l WHERE l.size = s.size AND submitted <= day AND (decided IS NULL OR decided > day)) AS n
FROM (VALUES ('large'), ('small')) s(size), generate_series(timestamp '2025-04-04', '2025-10-31', '1 day') t, date(t) day;
SELECT size, max(open_licences) AS peak, (SELECT max(n) FROM counted c WHERE c.size = b.size) AS as_counted
FROM trade_bi.licence_backlog b GROUP BY size ORDER BY size;

-- A new figure shows after the refresh, not before.
INSERT INTO trade_data.metal_exports (period_start, period_end, product, scope, partner, quantity_kg)
VALUES ('2025-08-01', '2025-08-01', 'germanium', 'customs total, wrought and unwrought', 'World', 4000);
SELECT status, latest_period FROM trade_bi.recovery WHERE product = 'germanium' AND partner = 'World';
CALL trade_summaries.refresh();
SELECT status, recovered_on, time_to_recovery, latest_period FROM trade_bi.recovery WHERE product = 'germanium' AND partner = 'World';

-- A figure that cannot be summed leaves everything as it was, and is named.
INSERT INTO trade_data.metal_exports (period_start, period_end, product, scope, partner, quantity_kg)
VALUES ('2025-09-01', '2025-09-01', 'germanium', 'customs total, wrought and unwrought', 'World', 'NaN');
\set VERBOSITY terse
CALL trade_summaries.refresh();
SELECT status, latest_period FROM trade_bi.recovery WHERE product = 'germanium' AND partner = 'World';
SET client_min_messages = warning;
DROP SCHEMA trade_bi, trade_summaries, trade_data CASCADE;
DROP TABLE view_key;
DROP ROLE regress_bi_reader;
